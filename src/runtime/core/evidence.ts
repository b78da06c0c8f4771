import type { EvaluationPlan } from '../../plan/plan.ts';
import type { Facts } from './facts.ts';
import type { Judgement } from './judgement.ts';

/** What a judgement rests upon: enough to say why. */
export interface Evidence {
  readonly plan: EvaluationPlan;
  readonly facts: Facts;
  readonly judgement: Judgement;
  /** What a finding adds in brackets about a fact: `canary, 10 min to 14:32:10Z, 41,203 requests`. */
  readonly describe?: (fact: string) => string | undefined;
}
