/** What the calendar is of, and when the next release may start. */
import type { CalendarReport, NextFreeSlot } from '../../../app/index.ts';
import { clockText } from '../../../plan/clock-text.ts';
import { isUnknown } from '../../../plan/value.ts';
import { type ClocksHere, hereText } from '../../text/here.ts';
import { type Line, piece, sentence } from '../../text/text.ts';
import { type Page, wrap } from '../../text/wrap.ts';

export function headLines(report: CalendarReport, page: Page, clocks: ClocksHere): Line[] {
  const { policy, environment, now, until, days, freezes, nextFree } = report;
  const local = (at: number) => at - clocks(at) * 60_000;
  const [, end = ''] = /^(.*) \S+$/u.exec(clockText(local(until), local(now))) ?? [];
  const where = environment === undefined ? '' : ` in ${environment}`;
  const none = freezes.length === 0 ? 'No freezes' : 'Freezes';
  return [
    [piece('strong', `${none} of ${policy.name}${where}`), days ? '' : `, to ${end}`],
    ...[...grouped(nextFree)].flatMap(([text, slots]) => {
      const names = slots.flatMap(({ environment: name }) => name ?? []);
      const head = names.length === 0 ? [] : [piece('strong', names.join(', ')), ': '];
      const slot = slots[0]?.slot;
      const at = isUnknown(slot) ? undefined : slot?.at;
      const here = at === undefined || at === now ? undefined : hereText(at, now, text, clocks);
      const mark = at === now ? piece('pass', '✓ ') : piece('fail', '✗ ');
      const also = here === undefined ? [] : [`, ${here}`];
      return wrap([...head, ...stateOf(slot, now), ...also], page, [mark], ['  ']);
    }),
  ];
}

function stateOf(slot: NextFreeSlot['slot'], now: number): Line {
  if (isUnknown(slot)) return sentence(`when it is free is not known: ${slot.reason}`);
  if (!slot) return ['frozen, and no free time is foreseen'];
  return slot.at === now
    ? [piece('pass', 'free now')]
    : ['frozen, and free again ', piece('strong', slot.text)];
}

/** Environments of which the same is said, by that. */
function grouped(slots: readonly NextFreeSlot[]): ReadonlyMap<string, readonly NextFreeSlot[]> {
  return Map.groupBy(slots, ({ slot }) => (isUnknown(slot) ? slot.reason : (slot?.text ?? '')));
}
