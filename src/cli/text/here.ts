/** Instants on the clocks of whoever reads. */
import { clockText } from '../../plan/clock-text.ts';

/** Minutes by which UTC is ahead of the clocks at an instant, as `Date` gives them. */
export type ClocksHere = (instant: number) => number;

/** Those of this process: `TZ`, or what the machine is set to. */
export const clocksHere: ClocksHere = (instant) => new Date(instant).getTimezoneOffset();

/** `Tue 1 Dec 06:00 here`; undefined where `text` says the same time already. */
export function hereText(instant: number, now: number, text: string, clocks: ClocksHere): string | undefined {
  const local = (at: number) => at - clocks(at) * 60_000;
  const shown = clockText(local(instant), local(now));
  return text.includes(`${shown} `) ? undefined : `${shown} here`;
}
