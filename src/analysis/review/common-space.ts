/** The two plans of a review in one space: all that can be observed by either, once. */
import type { EvaluationPlan } from '../../plan/plan.ts';
import { ownCalendars } from '../../runtime/core/own-calendars.ts';
import type { Span } from '../../runtime/core/time/calendars.ts';
import { looksStates, startsStates, type State, type Timed, timed, timeStates } from './circumstances.ts';
import { type Reviewed, type Side, sidesOf } from './side.ts';
import type { Atom } from './space/components.ts';
import { type Circumstance, Space } from './space/space.ts';
import { isEnvironment, knownField, nowIsKnown, ruleKey, type SideInSpace } from './stops.ts';

const DAY = 86_400_000;

/** How far freezes that recur are compared. */
const HORIZON = 3653 * DAY;

/** Where there are more freezes than so many, they are compared over a little more than a year. */
const mostFarFreezes = 40;
const NEAR = 400 * DAY;

export interface CommonSpace {
  readonly base: SideInSpace;
  readonly head: SideInSpace;
}

/** `at`: from when on freezes are compared, in milliseconds since the epoch. */
export function commonSpace(base: Reviewed, head: Reviewed, at: number): CommonSpace {
  const sides = sidesOf(base.plan, head.plan);
  const range: Span = [
    at,
    at + (base.plan.freezes.length + head.plan.freezes.length > mostFarFreezes ? NEAR : HORIZON),
  ];
  const shorten = shortKeys();
  const windows = {
    base: windowsOf(base, 'base', range, shorten),
    head: windowsOf(head, 'head', range, shorten),
  };
  const { circumstances, places } = circumstancesOf(base.plan, head.plan, [
    { states: timeStates([...windows.base.values(), ...windows.head.values()], at) },
  ]);
  const space = new Space(atomsOf(sides.base, sides.head), circumstances);
  const inSpace = (which: 'base' | 'head'): SideInSpace => ({
    side: sides[which],
    space,
    which,
    circumstances: places,
    windows: new Map(Array.from(windows[which], ([name, { key }]) => [name, key])),
  });
  return { base: inSpace('base'), head: inSpace('head') };
}

function windowsOf(
  { plan, calendars }: Reviewed,
  side: string,
  range: Span,
  shorten: (key: string) => string,
): ReadonlyMap<string, Timed> {
  return new Map(
    plan.freezes.map((freeze) => {
      const times = timed(freeze, side, range, calendars ?? ownCalendars);
      return [freeze.name, { ...times, key: shorten(times.key) }];
    }),
  );
}

/** Keys that hold the times of ten years, each by its number. */
function shortKeys(): (key: string) => string {
  const numbers = new Map<string, string>();
  return (key) => {
    const short = numbers.get(key) ?? String(numbers.size);
    numbers.set(key, short);
    return short;
  };
}

function circumstancesOf(
  base: EvaluationPlan,
  head: EvaluationPlan,
  first: readonly Circumstance<State>[],
): { readonly circumstances: readonly Circumstance<State>[]; readonly places: ReadonlyMap<string, number> } {
  const circumstances = [...first];
  const places = new Map<string, number>();
  const named = <T extends { readonly name: string }>(list: readonly T[], name: string): T | undefined =>
    list.find((one) => one.name === name);
  for (const name of namesOf(base.limits, head.limits))
    places.set(
      ruleKey('limit', name),
      circumstances.push({ states: startsStates(named(base.limits, name), named(head.limits, name)) }) - 1,
    );
  for (const name of namesOf(base.gates, head.gates)) {
    const [was, is] = [named(base.gates, name), named(head.gates, name)];
    if (!was?.sustain && !is?.sustain) continue;
    places.set(ruleKey('gate', name), circumstances.push({ states: looksStates(was, is) }) - 1);
  }
  return { circumstances, places };
}

function namesOf(...lists: readonly (readonly { readonly name: string }[])[]): readonly string[] {
  return [...new Set(lists.flat().map(({ name }) => name))];
}

/** Of all conditions, and what else is asked of the release. */
function atomsOf(base: Side, head: Side): readonly Atom[] {
  const { plan } = head;
  const atoms = [...base.atoms, ...head.atoms];
  const facts = new Set([base, head].flatMap((side) => side.plan.facts.map(({ id }) => id)));
  if (facts.has('now')) atoms.push(head.atom(nowIsKnown));
  const environments = [...base.plan.environments, ...plan.environments];
  atoms.push(...[knownField('env'), ...environments.map(isEnvironment)].map((term) => head.atom(term)));
  for (const { by } of [...base.plan.limits, ...plan.limits])
    atoms.push(...by.map((field) => head.atom(knownField(field))));
  return atoms;
}
