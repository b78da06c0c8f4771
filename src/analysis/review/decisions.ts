/**
 * Whether some release that BASE stops gets through under HEAD, decided over everything that can be observed, for each rule
 * in each environment and for the whole decision.
 */
import { canonicalJson } from '../../plan/canonical-json.ts';
import type { RuleKind } from '../../plan/decision.ts';
import { isFor } from '../../runtime/core/applies.ts';
import { ownCalendars } from '../../runtime/core/own-calendars.ts';
import { notGiven } from '../judge.ts';
import { withLeaves } from './changes.ts';
import type { State } from './circumstances.ts';
import { commonSpace } from './common-space.ts';
import { conditionsIn } from './conditions.ts';
import { type Diagram, NO, TooLarge } from './diagram.ts';
import type { CompareConditions } from './guard-change.ts';
import { type Reviewed, withoutPlaces } from './side.ts';
import type { Space } from './space/space.ts';
import {
  appliesIn,
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

/** The decisions of two plans about a start. */
export class Assessor {
  readonly compareConditions: CompareConditions;
  readonly #base: SideInSpace;
  readonly #head: SideInSpace;
  readonly #space: Space<State>;
  readonly #trials: Trials;
  readonly #from: number;
  readonly #changed: readonly { readonly kind: RuleKind; readonly name: string }[];

  constructor(base: Reviewed, head: Reviewed, at: number) {
    this.#from = at;
    const common = commonSpace(base, head, at);
    this.#base = common.base;
    this.#space = common.base.space;
    this.#head = common.head;
    this.#changed = changedRules(this.#base, this.#head);
    this.compareConditions = conditionsIn(common);
    this.#trials = new Trials(
      { side: this.#base.side, calendars: base.calendars ?? ownCalendars },
      { side: this.#head.side, calendars: head.calendars ?? ownCalendars },
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
    for (const observed of this.#space.observations(loosens)) {
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
