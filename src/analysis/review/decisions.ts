/**
 * Whether some release that BASE stops gets through under HEAD, decided over everything that can be observed, for each rule
 * in each environment and for the whole decision.
 */
import { canonicalJson } from '../../plan/canonical-json.ts';
import type { RuleKind } from '../../plan/decision.ts';
import type { Condition, EvaluationPlan } from '../../plan/plan.ts';
import { truthName, UNKNOWN } from '../../plan/kleene.ts';
import { isUnknown, unknown } from '../../plan/value.ts';
import { isFor } from '../../runtime/core/applies.ts';
import { formOf, truthOfForm } from '../../runtime/core/condition.ts';
import { truthOfTerm } from '../../runtime/core/evaluate.ts';
import { ownCalendars } from '../../runtime/core/own-calendars.ts';
import type { Calendars, Span } from '../../runtime/core/time/calendars.ts';
import { withLeaves } from './changes.ts';
import { looksStates, startsStates, type State, type Timed, timed, timeStates } from './circumstances.ts';
import { type Diagram, NO, TooLarge, YES } from './diagram.ts';
import type { CompareConditions } from './rollouts.ts';
import { type Side, sidesOf, withoutPlaces } from './side.ts';
import type { Atom, FactValues } from './space/components.ts';
import { type Circumstance, type Condition3, Space } from './space/space.ts';
import {
  appliesIn,
  conditionIn,
  isEnvironment,
  knownField,
  nowIsKnown,
  ruleKey,
  rulesOf,
  type SideInSpace,
  type Stops,
  stopsNothing,
  stopsOf,
} from './stops.ts';
import { type Assessment, together, verdictOf, type Witness } from './verdict.ts';
import { isPlain, type Trial, Trials } from './witness.ts';

const DAY = 86_400_000;

/** How far freezes that recur are compared. */
const HORIZON = 3653 * DAY;

/** Where there are more freezes than so many, they are compared over a little more than a year. */
const mostFarFreezes = 40;
const NEAR = 400 * DAY;

const notGiven = unknown('it is not given');

export interface Reviewed {
  readonly plan: EvaluationPlan;
  /** Times from outside of the policy, as they are in this version of it. */
  readonly calendars?: Calendars;
}

export interface RuleAssessment extends Assessment {
  readonly kind: RuleKind;
  readonly name: string;
}

export interface EnvironmentAssessment extends Assessment {
  /** Absent where the policy has none. */
  readonly environment?: string;
  /** Rules of either plan that are not written alike in both. */
  readonly rules: readonly RuleAssessment[];
}

/** Inputs that are tried before a verdict is given without one. */
const mostTrials = 40;

/** The decisions of two plans about a start. */
export class Assessor {
  readonly #base: SideInSpace;
  readonly #head: SideInSpace;
  readonly #space: Space<State>;
  readonly #trials: Trials;
  readonly #from: number;
  readonly #changed: readonly { readonly kind: RuleKind; readonly name: string }[];

  constructor(base: Reviewed, head: Reviewed, at: number) {
    this.#from = at;
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
    this.#space = new Space(atomsOf(sides.base, sides.head), circumstances);
    const inSpace = (which: 'base' | 'head'): SideInSpace => ({
      side: sides[which],
      space: this.#space,
      which,
      circumstances: places,
      windows: new Map(Array.from(windows[which], ([name, { key }]) => [name, key])),
    });
    this.#base = inSpace('base');
    this.#head = inSpace('head');
    this.#changed = changedRules(this.#base, this.#head);
    this.#trials = new Trials(
      { side: sides.base, calendars: base.calendars ?? ownCalendars },
      { side: sides.head, calendars: head.calendars ?? ownCalendars },
    );
  }

  get changesFreezes(): boolean {
    return this.#changed.some(({ kind }) => kind === 'freeze');
  }

  /** Undefined where the policy has no environments. */
  assess(environment: string | undefined): EnvironmentAssessment {
    const rules = this.#changed.flatMap((rule) => {
      const { base, head } = this.#ruleIn(rule);
      return [base, head].some((one) => one && isFor(one.own, environment))
        ? [{ ...rule, ...this.#assessRule(rule, environment) }]
        : [];
    });
    return {
      ...(environment !== undefined && { environment }),
      ...this.#assessWhole(environment, rules),
      rules,
    };
  }

  /** An environment that BASE refuses to release to, and HEAD may not. */
  assessAdded(environment: string): Assessment {
    return this.#decided(() => {
      const { diagrams } = this.#space;
      const loosens = diagrams.and(
        diagrams.not(this.#decision(environment, this.#head)[1]),
        this.#given(environment),
      );
      return { loosens, tightens: NO, environment, isAdded: true };
    });
  }

  /** Of releases that do not give the inputs whose defaults differ. Undefined where none does. */
  assessDefaults(environment: string | undefined): Assessment | undefined {
    const { base, head } = { base: this.#base.side.plan, head: this.#head.side.plan };
    const changed = head.inputs.flatMap(({ name, default: is }) => {
      const was = base.inputs.find((one) => one.name === name);
      return was && canonicalJson(was.default ?? null) !== canonicalJson(is ?? null)
        ? [{ fact: name, was: was.default ?? notGiven, is: is ?? notGiven }]
        : [];
    });
    if (changed.length === 0) return undefined;
    return this.#decided(() => {
      const { diagrams } = this.#space;
      const fixed = (decisions: Decisions, which: 'was' | 'is'): Decisions => {
        const fix = (one: Diagram) =>
          changed.reduce((diagram, input) => this.#space.fixed(diagram, input.fact, input[which]), one);
        return { 1: fix(decisions[1]), 2: fix(decisions[2]) };
      };
      const was = fixed(this.#decision(environment, this.#base), 'was');
      const is = fixed(this.#decision(environment, this.#head), 'is');
      return {
        loosens: diagrams.and(this.#worse(was, is), this.#given(environment)),
        tightens: diagrams.and(this.#worse(is, was), this.#given(environment)),
        environment,
      };
    });
  }

  /** Where the second is true, or the first false, and the other is not; with facts that show it. */
  readonly compareConditions: CompareConditions = (base, head, weaker) => {
    const { diagrams } = this.#space;
    try {
      const truth = (conditions: readonly Condition[] | undefined, side: SideInSpace): Condition3 => {
        // Where there is no condition, nothing is asked of a check, and nothing ever triggers.
        if (!conditions) return weaker === 'true' ? { holds: YES, fails: NO } : { holds: NO, fails: YES };
        return conditionIn(formOf({ all: conditions.map(({ skeleton }) => skeleton) }), side);
      };
      const [was, is] = [truth(base, this.#base), truth(head, this.#head)];
      const [weak, strong] =
        weaker === 'true' ? (['holds', 'fails'] as const) : (['fails', 'holds'] as const);
      const beyond = (a: Condition3, b: Condition3) =>
        diagrams.or(
          diagrams.and(b[weak], diagrams.not(a[weak])),
          diagrams.and(a[strong], diagrams.not(b[strong])),
        );
      const loosens = beyond(was, is);
      const verdict = verdictOf(loosens !== NO, beyond(is, was) !== NO);
      if (loosens === NO) return { verdict, proved: true };
      const facts = this.#factsFor(loosens);
      if (!facts) return { verdict, proved: false };
      const says = {
        base: truthIn(base, this.#base.side, facts),
        head: truthIn(head, this.#head.side, facts),
      };
      return { verdict, proved: true, facts, says };
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      return { verdict: 'looser', proved: false };
    }
  };

  #factsFor(where: Diagram): FactValues | undefined {
    for (const observed of this.#space.observations(where, mostTrials))
      if (observed && ![...observed.facts.values()].some(isUnknown)) return observed.facts;
    for (const observed of this.#space.observations(where, mostTrials)) if (observed) return observed.facts;
    return undefined;
  }

  #ruleIn({ kind, name }: { readonly kind: RuleKind; readonly name: string }) {
    const find = ({ side }: SideInSpace) =>
      rulesOf(side.plan).find((rule) => rule.kind === kind && rule.own.name === name);
    return { base: find(this.#base), head: find(this.#head) };
  }

  #assessRule(rule: NamedKind, environment: string | undefined): Assessment {
    const { base, head } = this.#ruleIn(rule);
    return this.#decided(() => {
      const was = base ? stopsOf(base, environment, this.#base) : stopsNothing;
      const is = head ? stopsOf(head, environment, this.#head) : stopsNothing;
      return {
        loosens: this.#heavier(was, is, environment),
        tightens: this.#heavier(is, was, environment),
        rule,
        environment,
      };
    });
  }

  /** Where `one` weighs more than `other`. */
  #heavier(one: Stops, other: Stops, environment: string | undefined): Diagram {
    const { diagrams } = this.#space;
    if (one.weight === 0) return NO;
    const where = other.weight < one.weight ? one.stops : diagrams.and(one.stops, diagrams.not(other.stops));
    return diagrams.and(where, this.#given(environment));
  }

  /** What is always observed: the time, and the environment that is released to. */
  #given(environment: string | undefined): Diagram {
    const { diagrams } = this.#space;
    const { side } = this.#head;
    const time = this.#space.find(side.atom(nowIsKnown))?.holds;
    const parts = time === undefined ? [] : [time];
    if (environment !== undefined) parts.push(this.#space.atom(side.atom(isEnvironment(environment))).holds);
    else parts.push(diagrams.not(this.#space.atom(side.atom(knownField('env'))).holds));
    return diagrams.all(parts);
  }

  #assessWhole(environment: string | undefined, rules: readonly RuleAssessment[]): Assessment {
    if (rules.length === 0 && !this.#changesWhetherAsked(environment))
      return { verdict: 'same', proved: true };
    const whole = this.#decided(() => {
      const { diagrams } = this.#space;
      const [was, is] = [this.#decision(environment, this.#base), this.#decision(environment, this.#head)];
      return {
        loosens: diagrams.and(this.#worse(was, is), this.#given(environment)),
        tightens: diagrams.and(this.#worse(is, was), this.#given(environment)),
        environment,
      };
    }, rules);
    return whole;
  }

  #worse(a: Decisions, b: Decisions): Diagram {
    const { diagrams } = this.#space;
    return diagrams.or(diagrams.and(a[1], diagrams.not(b[1])), diagrams.and(a[2], diagrams.not(b[2])));
  }

  #changesWhetherAsked(environment: string | undefined): boolean {
    const asked = ({ side: { plan } }: SideInSpace) =>
      withoutPlaces(plan.rollouts.filter((one) => isFor(one, environment)).map(({ when }) => when));
    return canonicalJson(asked(this.#base)) !== canonicalJson(asked(this.#head));
  }

  #decision(environment: string | undefined, side: SideInSpace): Decisions {
    const { diagrams } = this.#space;
    const all = rulesOf(side.side.plan).map((rule) => stopsOf(rule, environment, side));
    const rollouts = side.side.plan.rollouts.filter((one) => isFor(one, environment));
    const asked = [...all.map(({ applies }) => applies), ...rollouts.map((one) => appliesIn(one, side))];
    // Where nothing was asked, nothing is known to be safe.
    const nothing = diagrams.all(asked.map((one) => diagrams.not(one)));
    const stopping = (least: number) =>
      diagrams.any(all.filter(({ weight }) => weight >= least).map(({ stops }) => stops));
    return { 1: diagrams.or(stopping(1), nothing), 2: stopping(2) };
  }

  /** Where the question is too large, what one of the parts lets through counts as let through. */
  #decided(
    ask: () => Question,
    parts: readonly Assessment[] = [{ verdict: 'looser', proved: false }],
  ): Assessment {
    try {
      const { loosens, tightens, ...trial } = ask();
      const verdict = verdictOf(loosens !== NO, tightens !== NO);
      if (loosens === NO) return { verdict, proved: true };
      const witness = this.#witness(loosens, trial);
      return { verdict, proved: witness !== undefined, ...(witness && { witness }) };
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      return { verdict: together(parts.map((part) => part.verdict)), proved: false };
    }
  }

  #witness(loosens: Diagram, trial: Omit<Question, 'loosens' | 'tightens'>): Witness | undefined {
    let found: Witness | undefined;
    for (const observed of this.#space.observations(loosens, mostTrials)) {
      const witness = observed && this.#trials.witness({ ...trial, from: this.#from, observed });
      if (witness && isPlain(witness)) return witness;
      found ??= witness;
    }
    return found;
  }
}

type NamedKind = Pick<RuleAssessment, 'kind' | 'name'>;

interface Question extends Omit<Trial, 'from' | 'observed'> {
  readonly loosens: Diagram;
  readonly tightens: Diagram;
}

/** Where the exit code is at least 1, and at least 2. */
interface Decisions {
  readonly 1: Diagram;
  readonly 2: Diagram;
}

/** As the core judges it. */
function truthIn(conditions: readonly Condition[] | undefined, side: Side, facts: FactValues): string {
  if (!conditions) return 'not asked';
  const own = side.factsFrom(facts);
  const form = formOf({ all: conditions.map(({ skeleton }) => skeleton) });
  return truthName(
    truthOfForm(form, (leaf) => {
      const term = side.plan.leaves[leaf]?.term;
      return term ? truthOfTerm(term, own) : UNKNOWN;
    }),
  );
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

/** Rules that are not written alike in both, or that read a fact which is not observed alike. */
function changedRules(
  base: SideInSpace,
  head: SideInSpace,
): readonly { readonly kind: RuleKind; readonly name: string }[] {
  const written = ({ side, windows }: SideInSpace) =>
    new Map(
      rulesOf(side.plan).map(({ kind, own }) => [
        ruleKey(kind, own.name),
        {
          kind,
          name: own.name,
          text: canonicalJson([
            side.plan.mode,
            withLeaves(
              withoutPlaces({ ...own, message: undefined, runbook: undefined, prefer: undefined }),
              side,
            ),
            kind === 'freeze' ? windows.get(own.name) : undefined,
          ]),
        },
      ]),
    );
  const [was, is] = [written(base), written(head)];
  return [...new Map([...was, ...is])].flatMap(([key, { kind, name }]) =>
    was.get(key)?.text === is.get(key)?.text ? [] : [{ kind, name }],
  );
}
