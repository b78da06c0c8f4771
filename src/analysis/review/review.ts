/**
 * What a change of policy means: whether some release that BASE stops gets through under HEAD, decided over everything that
 * can be observed, for each rule in each environment and for the whole decision.
 */
import type { RuleKind } from '../../plan/decision.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { FrozenAction } from '../../plan/window.ts';
import { isFor } from '../../runtime/core/applies.ts';
import { ownCalendars } from '../../runtime/core/own-calendars.ts';
import type { Calendars, Span } from '../../runtime/core/time/calendars.ts';
import { looksStates, startsStates, type State, type Timed, timed, timeStates } from './circumstances.ts';
import { type Diagram, NO, TooLarge } from './diagram.ts';
import { type Side, sidesOf, withoutPlaces } from './side.ts';
import type { Atom } from './space/components.ts';
import { type Circumstance, Space } from './space/space.ts';
import {
  appliesIn,
  isEnvironment,
  knownField,
  type NamedRule,
  nowIsKnown,
  ruleKey,
  rulesOf,
  type SideInSpace,
  type Stops,
  stopsNothing,
  stopsOf,
} from './stops.ts';
import { type Assessment, type ReviewVerdict, verdictOf, type Witness } from './verdict.ts';
import { isPlain, Trials } from './witness.ts';
import { canonicalJson } from '../../plan/canonical-json.ts';

const DAY = 86_400_000;

/** How far freezes that recur are compared. */
const HORIZON = 3653 * DAY;

/** Where there are more freezes than so many, they are compared over a little more than a year. */
const mostFarFreezes = 40;
const NEAR = 400 * DAY;

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

/** `at`: the instant from which on freezes are compared, in milliseconds since the epoch. */
export function assess(base: Reviewed, head: Reviewed, at: number): readonly EnvironmentAssessment[] {
  return new Assessor(base, head, at).environments();
}

/** Inputs that are tried before a verdict is given without one. */
const mostTrials = 40;

class Assessor {
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
    const windows = { base: windowsOf(base, 'base', range), head: windowsOf(head, 'head', range) };
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

  environments(): readonly EnvironmentAssessment[] {
    return commonEnvironments(this.#base.side.plan, this.#head.side.plan).map((environment) => {
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
    });
  }

  #ruleIn({ kind, name }: { readonly kind: RuleKind; readonly name: string }) {
    const find = ({ side }: SideInSpace) =>
      rulesOf(side.plan).find((rule) => rule.kind === kind && rule.own.name === name);
    return { base: find(this.#base), head: find(this.#head) };
  }

  #assessRule(
    rule: { readonly kind: RuleKind; readonly name: string },
    environment: string | undefined,
  ): Assessment {
    const { base, head } = this.#ruleIn(rule);
    const about = (action: FrozenAction): Assessment =>
      this.#decided(() => {
        const [was, is] = [
          this.#stops(base, environment, action, this.#base),
          this.#stops(head, environment, action, this.#head),
        ];
        return {
          loosens: this.#heavier(was, is, environment),
          tightens: this.#heavier(is, was, environment),
          rule: action === 'start' ? rule : undefined,
          environment,
        };
      });
    const start = about('start');
    return rule.kind === 'freeze' ? both(start, about('promote')) : start;
  }

  #stops(
    rule: NamedRule | undefined,
    environment: string | undefined,
    action: FrozenAction,
    side: SideInSpace,
  ): Stops {
    return rule ? stopsOf(rule, environment, action, side) : stopsNothing;
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

  /** The decision about a start; what freezes say of promotions is added by their rules. */
  #assessWhole(environment: string | undefined, rules: readonly RuleAssessment[]): Assessment {
    if (rules.length === 0 && !this.#changesWhetherAsked(environment))
      return { verdict: 'same', proved: true };
    try {
      return this.#decided(() => {
        const { diagrams } = this.#space;
        const [was, is] = [this.#decision(environment, this.#base), this.#decision(environment, this.#head)];
        const heavier = (a: Decisions, b: Decisions) =>
          diagrams.and(
            diagrams.or(diagrams.and(a[1], diagrams.not(b[1])), diagrams.and(a[2], diagrams.not(b[2]))),
            this.#given(environment),
          );
        return { loosens: heavier(was, is), tightens: heavier(is, was), environment };
      }, 'rethrow');
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      // Without the whole, whatever one rule lets through counts as let through.
      return {
        verdict: verdictOf(
          rules.some((one) => one.verdict !== 'same' && one.verdict !== 'stricter'),
          rules.some((one) => one.verdict === 'stricter'),
        ),
        proved: false,
      };
    }
  }

  #changesWhetherAsked(environment: string | undefined): boolean {
    const asked = ({ side: { plan } }: SideInSpace) =>
      withoutPlaces(plan.rollouts.filter((one) => isFor(one, environment)).map(({ when }) => when));
    return canonicalJson(asked(this.#base)) !== canonicalJson(asked(this.#head));
  }

  #decision(environment: string | undefined, side: SideInSpace): Decisions {
    const { diagrams } = this.#space;
    const all = rulesOf(side.side.plan).map((rule) => stopsOf(rule, environment, 'start', side));
    const rollouts = side.side.plan.rollouts.filter((one) => isFor(one, environment));
    const asked = [...all.map(({ applies }) => applies), ...rollouts.map((one) => appliesIn(one, side))];
    // Where nothing was asked, nothing is known to be safe.
    const nothing = diagrams.all(asked.map((one) => diagrams.not(one)));
    const stopping = (least: number) =>
      diagrams.any(all.filter(({ weight }) => weight >= least).map(({ stops }) => stops));
    return { 1: diagrams.or(stopping(1), nothing), 2: stopping(2) };
  }

  #decided(ask: () => Question, onTooLarge: 'open' | 'rethrow' = 'open'): Assessment {
    try {
      const { loosens, tightens, ...trial } = ask();
      const verdict = verdictOf(loosens !== NO, tightens !== NO);
      if (loosens === NO) return { verdict, proved: true };
      if (!('rule' in trial) || trial.rule) {
        const witness = this.#witness(loosens, trial);
        return witness ? { verdict, proved: true, witness } : { verdict, proved: false };
      }
      return { verdict, proved: true };
    } catch (error) {
      if (!(error instanceof TooLarge) || onTooLarge === 'rethrow') throw error;
      return { verdict: 'looser', proved: false };
    }
  }

  #witness(loosens: Diagram, trial: Omit<Question, 'loosens' | 'tightens'>): Witness | undefined {
    let found: Witness | undefined;
    for (const observed of this.#space.observations(loosens, mostTrials)) {
      if (!observed) continue;
      const { environment, rule } = trial;
      const witness = this.#trials.witness({
        environment,
        from: this.#from,
        observed,
        ...(rule && { rule }),
      });
      if (witness && isPlain(witness)) return witness;
      found ??= witness;
    }
    return found;
  }
}

interface Question {
  readonly loosens: Diagram;
  readonly tightens: Diagram;
  readonly environment: string | undefined;
  /** Undefined where no rule can be judged alone; absent: the whole decision. */
  readonly rule?: { readonly kind: RuleKind; readonly name: string } | undefined;
}

/** Where the exit code is at least 1, and at least 2. */
interface Decisions {
  readonly 1: Diagram;
  readonly 2: Diagram;
}

function both(a: Assessment, b: Assessment): Assessment {
  const has = (verdicts: readonly ReviewVerdict[]) =>
    [a, b].some(({ verdict }) => verdicts.includes(verdict));
  const witness = a.witness ?? b.witness;
  return {
    verdict: verdictOf(has(['looser', 'incomparable']), has(['stricter', 'incomparable'])),
    proved: a.proved && b.proved,
    ...(witness && { witness }),
  };
}

/** Those that both have; a policy without environments has one that has no name. */
export function commonEnvironments(
  base: EvaluationPlan,
  head: EvaluationPlan,
): readonly (string | undefined)[] {
  if (base.environments.length === 0 && head.environments.length === 0) return [undefined];
  if (base.environments.length === 0) return head.environments;
  if (head.environments.length === 0) return base.environments;
  return head.environments.filter((one) => base.environments.includes(one));
}

function windowsOf({ plan, calendars }: Reviewed, side: string, range: Span): ReadonlyMap<string, Timed> {
  return new Map(
    plan.freezes.map((freeze) => [freeze.name, timed(freeze, side, range, calendars ?? ownCalendars)]),
  );
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

/** With what stands behind the numbers of its leaves. */
function withLeaves(value: unknown, side: Side): unknown {
  if (Array.isArray(value)) return value.map((item) => withLeaves(item, side));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, part]) => [
      key,
      key === 'leaf' && typeof part === 'number' ? side.atoms[part]?.key : withLeaves(part, side),
    ]),
  );
}
