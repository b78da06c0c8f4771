/**
 * What a decision rests upon beside facts: the time, what was started before, and how often a sustained gate was seen to
 * fail. Each is a list of states, one for every way in which it can matter to the two plans.
 */
import { canonicalJson } from '../../plan/canonical-json.ts';
import type { Gate, Sustain } from '../../plan/plan.ts';
import { isUnknown } from '../../plan/value.ts';
import type { Freeze, Limit, Rate } from '../../plan/window.ts';
import { observationsOf } from '../../runtime/core/sustain.ts';
import type { Calendars, Span } from '../../runtime/core/time/calendars.ts';
import { type TimeIndex, timetableOf } from '../../runtime/core/time/index.ts';
import type { Looks } from './verdict.ts';

export type State = TimeState | StartsState | LooksState;

export interface TimeState {
  readonly kind: 'time';
  /** The first such instant; absent where the times of a freeze are not known. */
  readonly at?: number;
  /** Keys of the windows that hold. */
  readonly frozen: ReadonlySet<string>;
}

export interface StartsState {
  readonly kind: 'starts';
  readonly limit: string;
  /** Milliseconds before the instant. */
  readonly base: readonly number[];
  readonly head: readonly number[];
}

export interface LooksState {
  readonly kind: 'looks';
  readonly gate: string;
  readonly base: Looks;
  readonly head: Looks;
}

/** A window with its times to come, which are absent where they are not known here. */
export interface Timed {
  readonly key: string;
  readonly spans?: readonly Span[];
}

/** A freeze with its times in the range, and a key that is equal for equal times. */
export function timed(freeze: Freeze, side: string, range: Span, calendars: Calendars): Timed {
  const { window, timezone } = freeze;
  const table = timetableOf(freeze, calendars);
  const index = isUnknown(table) ? table : table.over(range);
  if (!isUnknown(index)) {
    const spans = comingSpans(index, range);
    return { key: JSON.stringify(spans), spans };
  }
  // What rests upon a file is not the same only because it has the same name.
  return { key: canonicalJson({ window, timezone, ...(readsFile(freeze) && { side }) }) };
}

/** Within the range, or all that are still to come where all are foreseen. */
function comingSpans(index: TimeIndex, [from, until]: Span): readonly Span[] {
  return index.spansWithin([
    from,
    index.foreseen[1] === Number.POSITIVE_INFINITY ? index.foreseen[1] : until,
  ]);
}

function readsFile({ window }: Freeze): boolean {
  const windows = window.kind === 'outside' ? window.open : [window];
  return windows.some((one) => one.kind === 'calendar' && !/^[a-z][a-z0-9+.-]+:/iu.test(one.source));
}

/** Every set of windows that hold at once at some time to come, with the first such time. */
export function timeStates(windows: readonly Timed[], from: number): readonly TimeState[] {
  const distinct = new Map(windows.map((one) => [one.key, one]));
  const edges = new Map<number, string[]>([[from, []]]);
  for (const { key, spans = [] } of distinct.values())
    for (const edge of spans.flat())
      if (Number.isFinite(edge)) {
        const keys = edges.get(edge);
        if (keys) keys.push(key);
        else edges.set(edge, [key]);
      }
  const states = new Map<string, TimeState>();
  const frozen = new Set<string>();
  for (const at of [...edges.keys()].toSorted((a, b) => a - b)) {
    for (const key of edges.get(at) ?? []) if (!frozen.delete(key)) frozen.add(key);
    const pattern = [...frozen].toSorted().join('\n');
    if (!states.has(pattern)) states.set(pattern, { kind: 'time', at, frozen: new Set(frozen) });
  }
  // Windows of which nothing is known may hold together with all others, or not.
  const unknown = [...distinct.values()].filter(({ spans }) => !spans);
  return unknown.reduce<readonly TimeState[]>(
    (all, { key }) =>
      all.flatMap(({ frozen: holding }) => [
        { kind: 'time', frozen: holding },
        { kind: 'time', frozen: new Set(holding).add(key) },
      ]),
    [...states.values()],
  );
}

/** The ways in which one history can fill the rates of the one and of the other. */
export function startsStates(base: Limit | undefined, head: Limit | undefined): readonly StartsState[] {
  const limit = (base ?? head)?.name ?? '';
  const states: StartsState[] = [{ kind: 'starts', limit, base: [], head: [] }];
  const add = (mine: readonly number[], theirs: readonly number[]): void => {
    states.push({ kind: 'starts', limit, base: mine, head: theirs });
  };
  const periods = [...(base?.atMost ?? []), ...(head?.atMost ?? [])].map(({ per }) => per);
  const [ofBase, ofHead] = [historiesOf(base, periods), historiesOf(head, periods)];
  for (const history of [...ofBase, ...ofHead]) add(history, history);
  if (!base || !head) return states;
  // Where one counts apart what the other counts together, starts elsewhere fill the other alone.
  if (!isWithin(head.by, base.by)) for (const history of ofBase) add(history, []);
  if (!isWithin(base.by, head.by)) for (const history of ofHead) add([], history);
  return states;
}

/** For each rate a history that fills it with starts older than any shorter rate counts, and so fills as few as can be. */
function historiesOf(limit: Limit | undefined, periods: readonly number[]): readonly (readonly number[])[] {
  return (limit?.atMost ?? []).map(({ count, per }) => {
    const shorter = Math.max(0, ...periods.filter((period) => period < per));
    return Array.from({ length: count }, () => Math.ceil((shorter + per) / 2));
  });
}

function isWithin(part: readonly string[], whole: readonly string[]): boolean {
  return part.every((one) => whole.includes(one));
}

/** Whether starts so long ago, in milliseconds, use one of the rates up. */
export function fills(rates: readonly Rate[], history: readonly number[]): boolean {
  return rates.some(({ count, per }) => history.filter((ago) => ago < per).length >= count);
}

/**
 * The ways in which looks at the two gates can fail more often than either bears, and last that they do not: a gate that
 * bears failures can pass on facts on which what it requires does not hold.
 */
export function looksStates(base: Gate | undefined, head: Gate | undefined): readonly LooksState[] {
  const [mine, theirs] = [looksOf(base?.sustain), looksOf(head?.sustain)];
  const state = (failed: number, others: number): LooksState => ({
    kind: 'looks',
    gate: (base ?? head)?.name ?? '',
    base: { failed, of: mine.times.size },
    head: { failed: others, of: theirs.times.size },
  });
  const states = [state(mine.times.size, theirs.times.size)];
  for (const [one, other, flip] of [
    [mine, theirs, false],
    [theirs, mine, true],
  ] as const) {
    // As few looks of the other gate as can be fail with one too many of this one.
    const needed = one.tolerate + 1;
    const alone = [...one.times].filter((time) => !other.times.has(time)).length;
    const shared = Math.max(0, needed - alone);
    if (needed <= one.times.size && shared <= other.tolerate)
      states.push(flip ? state(shared, needed) : state(needed, shared));
  }
  return [...states, state(0, 0)];
}

interface LookTimes {
  /** Milliseconds from the decision. */
  readonly times: ReadonlySet<number>;
  readonly tolerate: number;
}

/** A sample at least of very many looks would do; there are at most as many as the language allows. */
function looksOf(sustain: Sustain | undefined): LookTimes {
  if (!sustain) return { times: new Set([0]), tolerate: 0 };
  const sign = sustain.kind === 'for' ? 1 : -1;
  const times = Array.from({ length: observationsOf(sustain) }, (_, i) => sign * i * sustain.every + 0);
  return { times: new Set(times), tolerate: sustain.tolerate };
}

/** Whether the gate passes though so many of its looks failed. */
export function bears(gate: Gate, { failed }: Looks): boolean {
  return failed <= (gate.sustain?.tolerate ?? 0);
}
