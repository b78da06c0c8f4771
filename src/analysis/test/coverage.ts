/** Which truths each condition of a policy has had: a condition that was never false is one that no test has shown to stop. */
import type { truthName } from '../../plan/kleene.ts';
import { FALSE, TRUE, type Truth } from '../../plan/kleene.ts';
import type { RuleKind } from '../../plan/decision.ts';
import type { Condition, EvaluationPlan, PlanLocation } from '../../plan/plan.ts';
import { formOf, leavesOf } from '../../runtime/core/condition.ts';
import type { Evidence } from '../../runtime/core/evidence.ts';
import { Wording } from '../../runtime/core/phrase.ts';

export type Seen = ReturnType<typeof truthName>;

export interface CoveredCondition {
  readonly kind: RuleKind | 'rollout';
  /** Its name. */
  readonly rule: string;
  /** As it is written. */
  readonly condition: string;
  readonly location: PlanLocation;
  readonly seen: readonly Seen[];
}

/** A rule's conditions, as indices of leaves. */
interface CountedRule extends Pick<CoveredCondition, 'kind' | 'rule'> {
  readonly file: string;
  readonly leaves: readonly number[];
}

const MASKS: Readonly<Record<Truth, number>> = { [TRUE]: 1, [FALSE]: 2, 0: 4 };
const NAMES: readonly (readonly [mask: number, name: Seen])[] = [
  [1, 'true'],
  [2, 'false'],
  [4, 'unknown'],
];

export class Coverage {
  readonly #plan: EvaluationPlan;
  readonly #seen: Uint8Array;
  readonly #leaves = new Map<Condition, readonly number[]>();

  constructor(plan: EvaluationPlan) {
    this.#plan = plan;
    this.#seen = new Uint8Array(plan.leaves.length);
  }

  /** What these conditions were, of a rule that was asked. */
  see(conditions: readonly (Condition | undefined)[], { judgement }: Evidence): void {
    for (const condition of conditions)
      for (const leaf of condition ? this.#leavesOf(condition) : [])
        this.#seen[leaf] = (this.#seen[leaf] ?? 0) | MASKS[judgement.leaves.at(leaf)];
  }

  #leavesOf(condition: Condition): readonly number[] {
    const known = this.#leaves.get(condition) ?? [...leavesIn([condition])];
    this.#leaves.set(condition, known);
    return known;
  }

  /** What cannot be otherwise, a condition without facts, is left out. */
  conditions(evidence: Evidence): readonly CoveredCondition[] {
    const { leaves } = this.#plan;
    return rulesOf(this.#plan).flatMap(({ kind, rule, file, leaves: own }) =>
      own.flatMap((index) => {
        const leaf = leaves[index];
        if (!leaf || leaf.facts.length === 0) return [];
        const mask = this.#seen[index] ?? 0;
        return {
          kind,
          rule,
          condition: new Wording(evidence, file).text(leaf.term),
          location: { file, span: leaf.term.span },
          seen: NAMES.flatMap(([bit, name]) => ((mask & bit) === 0 ? [] : name)),
        };
      }),
    );
  }
}

/** Of what could be seen, from 0 to 1; a policy without conditions is covered. */
export function shareSeen(conditions: readonly Pick<CoveredCondition, 'seen'>[]): number {
  const seen = conditions.reduce((sum, condition) => sum + condition.seen.length, 0);
  return conditions.length === 0 ? 1 : seen / (conditions.length * NAMES.length);
}

function rulesOf({ gates, freezes, limits, rollouts }: EvaluationPlan): readonly CountedRule[] {
  const counted = (
    kind: CountedRule['kind'],
    { name, location }: { readonly name: string; readonly location: PlanLocation },
    conditions: readonly (Condition | undefined)[],
  ): CountedRule => ({ kind, rule: name, file: location.file, leaves: [...leavesIn(conditions)] });
  return [
    ...gates.map((gate) => counted('gate', gate, [gate.when, ...gate.require, ...gate.prefer])),
    ...freezes.map((freeze) => counted('freeze', freeze, [freeze.when, freeze.except])),
    ...limits.map((limit) => counted('limit', limit, [limit.when, limit.except])),
    ...rollouts.map((rollout) =>
      counted('rollout', rollout, [
        rollout.when,
        rollout.identity,
        ...rollout.stages.flatMap(({ when, checks }) => [
          when,
          ...(checks?.require ?? []),
          ...(checks?.prefer ?? []),
        ]),
        rollout.rollback.when,
      ]),
    ),
  ];
}

function leavesIn(conditions: readonly (Condition | undefined)[]): ReadonlySet<number> {
  const leaves = new Set<number>();
  for (const condition of conditions) if (condition) leavesOf(formOf(condition.skeleton), leaves);
  return leaves;
}
