/** The forms of a calendar of freezes. */
import type { CalendarFreeze, CalendarReport, FrozenPeriod } from '../../../app/index.ts';
import { formatInstant } from '../../../plan/units.ts';
import { isUnknown } from '../../../plan/value.ts';
import { type ClocksHere, clocksHere } from '../../text/here.ts';
import type { Line } from '../../text/text.ts';
import type { Page } from '../../text/wrap.ts';
import type { Forms } from '../deliver.ts';
import { jsonOfDiagnostic } from '../json.ts';
import { SourceIndex } from '../sources.ts';
import { headLines } from './head.ts';
import { calendarIcs } from './ics.ts';
import { inOrder } from './in-order.ts';
import { legendLines } from './legend.ts';
import { monthLines } from './months.ts';
import { tableLines } from './table.ts';

export function calendarForms(report: CalendarReport, clocks: ClocksHere = clocksHere): Forms {
  return {
    texts: () => [JSON.stringify(report.freezes)],
    lines: (page) => calendarLines(report, page, clocks),
    json: () => jsonOfCalendar(report),
    ics: () => calendarIcs(report),
  };
}

function calendarLines(report: CalendarReport, page: Page, clocks: ClocksHere): Line[] {
  const { days, freezes } = report;
  const head = headLines(report, page, clocks);
  if (freezes.length === 0) return head;
  const body = days ? monthLines(report, days) : tableLines(report, page);
  return [...head, [], ...body, [], ...legendLines(report, page)];
}

function jsonOfCalendar(report: CalendarReport): object {
  const { policy, environment, from, until, timezone, freezes, nextFree, diagnostics } = report;
  const sources = new SourceIndex(report.sources);
  const slots = nextFree.map(({ environment: name, slot }) => ({
    name,
    at: isUnknown(slot) ? undefined : slot?.at,
  }));
  const instants = slots.map(({ at }) => at);
  const last = instants.every((at) => at !== undefined) ? Math.max(...instants) : undefined;
  return {
    policy,
    ...(environment !== undefined && { environment }),
    from: formatInstant(from),
    until: formatInstant(until),
    timezone,
    freezes: inOrder(freezes).map(([freeze, period]) => ({ ...about(freeze), ...edgesOf(period) })),
    unknown: freezes.flatMap((freeze) =>
      isUnknown(freeze.times) ? [{ ...about(freeze), why: freeze.times.reason }] : [],
    ),
    nextFree: instantOrNull(last),
    environments: slots.flatMap(({ name, at }) =>
      name === undefined ? [] : [{ name, nextFree: instantOrNull(at) }],
    ),
    diagnostics: diagnostics.map((item) => jsonOfDiagnostic(item, sources)),
  };
}

function about(freeze: CalendarFreeze): object {
  const { times: _, environments, ...rest } = freeze;
  return { ...rest, environments: environments ?? null };
}

function edgesOf({ from, until }: FrozenPeriod): object {
  return { from: instantOrNull(from), until: instantOrNull(until) };
}

function instantOrNull(instant: number | undefined): string | null {
  return instant === undefined ? null : formatInstant(instant);
}
