/** Which times are no longer frozen, and which are newly so. */
import { canonicalJson } from '../../plan/canonical-json.ts';
import { isUnknown } from '../../plan/value.ts';
import type { Freeze } from '../../plan/window.ts';
import type { Calendars, Span } from '../../runtime/core/time/calendars.ts';
import { ownCalendars } from '../../runtime/core/own-calendars.ts';
import { TimeIndex, timetableOf } from '../../runtime/core/time/index.ts';
import { type Reviewed, withoutPlaces } from './side.ts';

export interface FreezeDifference {
  readonly name: string;
  /** In which its times are best read: HEAD's, where it still has the freeze. */
  readonly timezone: string;
  /** Times that BASE freezes and HEAD does not, and the other way round. */
  readonly thawed: readonly Span[];
  readonly frozen: readonly Span[];
}

/** Of the freezes that do differ within the range, and whose times are known here. */
export function freezeDifferences(base: Reviewed, head: Reviewed, range: Span): readonly FreezeDifference[] {
  const names = new Set([...base.plan.freezes, ...head.plan.freezes].map(({ name }) => name));
  return [...names].flatMap((name) => {
    const [was, is] = [base, head].map(({ plan, calendars }) => ({
      freeze: plan.freezes.find((one) => one.name === name),
      calendars: calendars ?? ownCalendars,
    }));
    if (!was || !is) return [];
    if (!readsFile(was.freeze) && same(was.freeze, is.freeze)) return [];
    const difference = freezeDifference(was, is, range);
    return difference && difference.thawed.length + difference.frozen.length > 0 ? [difference] : [];
  });
}

function same(a: { readonly window: unknown; readonly timezone: string } | undefined, b: typeof a): boolean {
  const text = (one: typeof a) => one && canonicalJson([withoutPlaces(one.window), one.timezone]);
  return text(a) === text(b);
}

function readsFile(freeze: { readonly window: { readonly kind: string } } | undefined): boolean {
  return freeze?.window.kind === 'calendar' || freeze?.window.kind === 'outside';
}

/** Undefined where the times of one of them are not known here. Either freeze may be absent. */
function freezeDifference(
  base: { readonly freeze: Freeze | undefined; readonly calendars: Calendars },
  head: { readonly freeze: Freeze | undefined; readonly calendars: Calendars },
  range: Span,
): FreezeDifference | undefined {
  const named = head.freeze ?? base.freeze;
  const [was, is] = [spansOf(base, range), spansOf(head, range)];
  if (!named || !was || !is) return undefined;
  return {
    name: named.name,
    timezone: named.timezone,
    thawed: without(was, is, range),
    frozen: without(is, was, range),
  };
}

function spansOf(
  { freeze, calendars }: { readonly freeze: Freeze | undefined; readonly calendars: Calendars },
  range: Span,
): readonly Span[] | undefined {
  if (!freeze) return [];
  const table = timetableOf(freeze, calendars);
  const index = isUnknown(table) ? table : table.over(range);
  return isUnknown(index) ? undefined : index.spansWithin(range);
}

function without(spans: readonly Span[], others: readonly Span[], range: Span): readonly Span[] {
  const open = new TimeIndex(others, range).complement();
  return spans.flatMap((span) => open.spansWithin(span));
}
