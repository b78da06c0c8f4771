/** The checks of a stage one by one, as they were seen, for people. */
import { FALSE, TRUE, type Truth } from '../../../plan/kleene.ts';
import type { Condition, EvaluationPlan } from '../../../plan/plan.ts';
import type { Rollout } from '../../../plan/rollout.ts';
import { factsOf, type Term } from '../../../plan/term.ts';
import { isUnknown } from '../../../plan/value.ts';
import { truthOfSkeleton } from '../../core/condition.ts';
import { evaluate } from '../../core/evaluate.ts';
import type { Evidence } from '../../core/evidence.ts';
import { explainCondition } from '../../core/explain.ts';
import { display, Wording } from '../../core/phrase.ts';
import type { SeenCheck } from './stored.ts';

/** What is to be measured beside what is judged, as slots of the plan. */
export function shownSlots(plan: EvaluationPlan, rollout: Rollout, stage: number): ReadonlySet<number> {
  const ids = new Set<string>();
  for (const term of rollout.stages[stage]?.checks?.show ?? []) factsOf(term, ids);
  return new Set(plan.facts.flatMap(({ id }, slot) => (ids.has(id) ? slot : [])));
}

/** Both what is required and what is shown. */
export function seenChecks(rollout: Rollout, stage: number, evidence: Evidence): readonly SeenCheck[] {
  const checks = rollout.stages[stage]?.checks;
  const { file } = rollout.location;
  return [
    ...(checks?.require ?? []).map((condition) => seenCheck(condition, file, evidence)),
    ...(checks?.show ?? []).map((term) => seenTerm(term, file, evidence)),
  ];
}

function seenCheck(condition: Condition, file: string, evidence: Evidence): SeenCheck {
  const truth = truthOfSkeleton(condition.skeleton, (leaf) => evidence.judgement.leaves.at(leaf));
  return {
    condition: explainCondition(condition, file, evidence).text,
    ...sidesOf(condition, evidence),
    verdict: verdictOf(truth),
  };
}

function seenTerm(term: Term, file: string, evidence: Evidence): SeenCheck {
  const value = evaluate(term, evidence.facts);
  return {
    condition: new Wording(evidence, file).text(term),
    observed: display(value, term.type),
    ...(typeof value === 'number' && { value }),
    verdict: isUnknown(value) ? 'unknown' : 'pass',
    shown: true,
  };
}

/** Of one comparison; what is put together of several has no two sides. */
function sidesOf(
  { skeleton }: Condition,
  evidence: Evidence,
): Pick<SeenCheck, 'observed' | 'limit' | 'value'> {
  const term = 'leaf' in skeleton ? evidence.plan.leaves[skeleton.leaf]?.term : undefined;
  if (term?.op !== 'compare') return {};
  const { left, right } = term;
  const value = evaluate(left, evidence.facts);
  return {
    observed: display(value, left.type),
    limit: display(evaluate(right, evidence.facts), right.type),
    ...(typeof value === 'number' && { value }),
  };
}

function verdictOf(truth: Truth): SeenCheck['verdict'] {
  return truth === TRUE ? 'pass' : truth === FALSE ? 'fail' : 'unknown';
}
