/**
 * What a plan says of many inputs at once, 32 to a word: reckoned from the truths of its conditions alone, and without
 * anything that a review is made of.
 */
import type { RuleKind } from '../../../src/plan/decision.ts';
import type { Condition, EvaluationPlan, Gate, Skeleton } from '../../../src/plan/plan.ts';
import { factsOf, type Term } from '../../../src/plan/term.ts';
import type { Type } from '../../../src/plan/type.ts';
import { isUnknown, type Known, type Value } from '../../../src/plan/value.ts';
import type { Freeze, Limit } from '../../../src/plan/window.ts';
import { truthOfTerm } from '../../../src/runtime/core/evaluate.ts';
import { conform } from '../../../src/runtime/core/facts.ts';
import { ownCalendars } from '../../../src/runtime/core/own-calendars.ts';
import { timetableOf } from '../../../src/runtime/core/time/index.ts';
import { type Column, type Inputs, looksOf, type Start } from './inputs.ts';

/** A bit for each input. */
export type Bits = Int32Array;

interface Truths {
  readonly trues: Bits;
  readonly falses: Bits;
}

export interface RuleColumn {
  readonly kind: RuleKind;
  readonly name: string;
  readonly stops: Bits;
  /** What it makes of the exit code where it stops. */
  readonly weight: number;
}

export interface PlanColumns {
  readonly rules: readonly RuleColumn[];
  /** Where the exit code is at least 1, and at least 2. */
  readonly blocked: Bits;
  readonly critical: Bits;
}

/** More pairs of values than this are not remembered, as most of them would be met once. */
const mostRemembered = 4096;
const NOT_YET = 255;

/** For several plans that are asked about the same inputs: a condition that both have is reckoned once. */
export class Columns {
  readonly #inputs: Inputs;
  readonly #environment: string | undefined;
  readonly #words: number;
  readonly #leaves = new Map<string, Truths>();

  constructor(inputs: Inputs, environment: string | undefined) {
    this.#inputs = inputs;
    this.#environment = environment;
    this.#words = (inputs.count + 31) >> 5;
  }

  of(plan: EvaluationPlan): PlanColumns {
    const asked = this.#none();
    const rule = (
      kind: RuleKind,
      own: Gate | Freeze | Limit,
      severity: number,
      stopping: () => Bits,
    ): RuleColumn => {
      const isHere =
        this.#environment === undefined || (own.environments?.includes(this.#environment) ?? true);
      const applies = isHere ? this.#applies(own.when, plan) : this.#none();
      for (let w = 0; w < asked.length; w++) asked[w] = at(asked, w) | at(applies, w);
      const weight = own.mode === 'enforce' && plan.mode === 'enforce' ? severity : 0;
      return { kind, name: own.name, stops: both(applies, stopping()), weight };
    };
    const severities = { advisory: 0, block: 1, critical: 2 } as const;
    const rules = [
      ...plan.gates.map((gate) =>
        rule('gate', gate, severities[gate.severity], () => this.#fails(gate, plan)),
      ),
      ...plan.freezes
        .filter(({ blocks }) => blocks.includes('start'))
        .map((freeze) =>
          rule('freeze', freeze, 1, () => this.#unlessExempt(this.#frozen(freeze), freeze, plan)),
        ),
      ...plan.limits.map((limit) =>
        rule('limit', limit, 1, () => this.#unlessExempt(this.#usedUp(limit), limit, plan)),
      ),
    ];
    const stopping = (least: number): Bits =>
      rules.reduce((bits, { stops, weight }) => (weight >= least ? either(bits, stops) : bits), this.#none());
    return { rules, blocked: either(stopping(1), negated(asked)), critical: stopping(2) };
  }

  #none(): Bits {
    return new Int32Array(this.#words);
  }

  #applies(when: Condition | undefined, plan: EvaluationPlan): Bits {
    return when ? negated(this.#truths(when.skeleton, plan).falses) : negated(this.#none());
  }

  #fails(gate: Gate, plan: EvaluationPlan): Bits {
    const required = this.#truths({ all: gate.require.map(({ skeleton }) => skeleton) }, plan);
    const column = this.#inputs.failing.get(gate.name) as Column<ReadonlySet<number>>;
    const looks = looksOf(gate);
    const tolerate = gate.sustain?.tolerate ?? 0;
    const isTooMany = (failing: ReadonlySet<number>) =>
      looks.filter((time) => failing.has(time)).length > tolerate;
    return both(negated(required.trues), this.#where(column, isTooMany));
  }

  #frozen(freeze: Freeze): Bits {
    const table = timetableOf(freeze, ownCalendars);
    const now = this.#inputs.facts.get('now') as Column<Value>;
    return this.#where(now, (instant) => {
      const standing = isUnknown(table) ? table : table.at(instant as number);
      return isUnknown(standing) || standing.frozen;
    });
  }

  #usedUp({ atMost, by }: Limit): Bits {
    const { release, starts } = this.#inputs;
    const bits = this.#none();
    for (const [place, own] of release.options.entries()) {
      const inScope = ({ release: other }: Start) => by.every((field) => other[field] === own[field]);
      const isUsedUp = (history: readonly Start[]) =>
        by.some((field) => own[field] === undefined) ||
        atMost.some(
          ({ count, per }) => history.filter((start) => start.ago < per && inScope(start)).length >= count,
        );
      const here = this.#where(release, (_, option) => option === place);
      bits.set(either(bits, both(here, this.#where(starts, isUsedUp))));
    }
    return bits;
  }

  #unlessExempt(stops: Bits, { except }: Freeze | Limit, plan: EvaluationPlan): Bits {
    return except ? both(stops, negated(this.#truths(except.skeleton, plan).trues)) : stops;
  }

  #where<T>({ options, picks }: Column<T>, wanted: (option: T, place: number) => boolean): Bits {
    const is = Uint8Array.from(options, (option, place) => (wanted(option, place) ? 1 : 0));
    const bits = this.#none();
    for (let i = 0; i < picks.length; i++)
      bits[i >> 5] = at(bits, i >> 5) | ((is[picks[i] as number] as number) << (i & 31));
    return bits;
  }

  /** Kleene's logic; where nothing is asked, nothing is known. */
  #truths(skeleton: Skeleton, plan: EvaluationPlan): Truths {
    if ('leaf' in skeleton) {
      const leaf = plan.leaves[skeleton.leaf];
      if (!leaf) throw new RangeError('the plan has no such leaf');
      return this.#leaf(leaf.term, plan);
    }
    if ('not' in skeleton) {
      const { trues, falses } = this.#truths(skeleton.not, plan);
      return { trues: falses, falses: trues };
    }
    const isAll = 'all' in skeleton;
    const parts = (isAll ? skeleton.all : skeleton.any).map((part) => this.#truths(part, plan));
    const [first, ...others] = parts;
    if (!first) return { trues: this.#none(), falses: this.#none() };
    return others.reduce(
      (whole, { trues, falses }) =>
        isAll
          ? { trues: both(whole.trues, trues), falses: either(whole.falses, falses) }
          : { trues: either(whole.trues, trues), falses: both(whole.falses, falses) },
      first,
    );
  }

  #leaf(term: Term, plan: EvaluationPlan): Truths {
    const key = JSON.stringify(term, (name, part: unknown) => (name === 'span' ? undefined : part));
    const known = this.#leaves.get(key);
    if (known) return known;
    const made = this.#judge(term, plan);
    this.#leaves.set(key, made);
    return made;
  }

  #judge(term: Term, plan: EvaluationPlan): Truths {
    const facts = new Map<string, Known<Value>>();
    let combinations = 1;
    const columns = Array.from(factsOf(term), (id) => {
      const { options, picks } = this.#inputs.facts.get(id) as Column<Known<Value>>;
      const type = plan.facts.find((fact) => fact.id === id)?.type as Type;
      const step = combinations;
      combinations *= options.length;
      return { id, options: options.map((value) => conform(value, type)), picks, step };
    });
    const judged = new Uint8Array(combinations <= mostRemembered ? combinations : 0).fill(NOT_YET);
    const [trues, falses] = [this.#none(), this.#none()];
    for (let i = 0; i < this.#inputs.count; i++) {
      let place = 0;
      for (const { picks, step } of columns) place += step * (picks[i] as number);
      let truth = judged[place] ?? NOT_YET;
      if (truth === NOT_YET) {
        for (const { id, options, picks } of columns) facts.set(id, options[picks[i] as number] as Value);
        truth = truthOfTerm(term, facts);
        judged[place] = truth;
      }
      trues[i >> 5] = at(trues, i >> 5) | ((truth & 1) << (i & 31));
      falses[i >> 5] = at(falses, i >> 5) | ((truth >> 1) << (i & 31));
    }
    return { trues, falses };
  }
}

function at(bits: Bits, word: number): number {
  return bits[word] as number;
}

function both(a: Bits, b: Bits): Bits {
  return a.map((word, w) => word & at(b, w));
}

function either(a: Bits, b: Bits): Bits {
  return a.map((word, w) => word | at(b, w));
}

function negated(a: Bits): Bits {
  return a.map((word) => ~word);
}

/** The first input that is in the one and not in the other, among `count`; undefined where there is none. */
export function firstBeyond(a: Bits, b: Bits | undefined, count: number): number | undefined {
  for (let w = 0; w < a.length; w++) {
    const left = count - (w << 5);
    const word = at(a, w) & ~(b ? at(b, w) : 0) & (left >= 32 ? -1 : (1 << left) - 1);
    if (word !== 0) return (w << 5) + (31 - Math.clz32(word & -word));
  }
  return undefined;
}

export function hasBit(bits: Bits, input: number): boolean {
  return ((at(bits, input >> 5) >>> (input & 31)) & 1) === 1;
}
