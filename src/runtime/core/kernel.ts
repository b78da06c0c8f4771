/**
 * The kernel judges all leaves and gates of a plan in one pass. Nothing is skipped once a gate has failed: the truths of
 * all leaves are the explanation.
 */
import { TRUE } from '../../plan/kleene.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import { FactSlots } from './facts.ts';
import { generated } from './generate.ts';
import { interpreted } from './interpret.ts';
import { Judgement } from './judgement.ts';
import { layOut } from './layout.ts';

export interface Kernel {
  /** An empty set of facts for this plan. */
  facts(): FactSlots;
  /** A judgement to fill; one is enough where results are read before the next is made. */
  judgement(): Judgement;
  judge(facts: FactSlots, into?: Judgement): Judgement;
}

export interface KernelOptions {
  /** Generate code: worth it where a plan is judged thousands of times; not for policies that are not trusted. */
  readonly generate: boolean;
}

export function createKernel(plan: EvaluationPlan, { generate }: KernelOptions): Kernel {
  const layout = layOut(plan);
  const run = generate ? generated(layout) : interpreted(layout);
  const judgement = (): Judgement => {
    const empty = new Judgement(plan.leaves.length, plan.gates.length);
    for (const [gate, form] of layout.applications.entries()) if (!form) empty.applications.set(gate, TRUE);
    return empty;
  };
  return {
    facts: () => new FactSlots(plan.facts),
    judgement,
    judge(facts, into = judgement()) {
      run(facts, into);
      return into;
    },
  };
}
