/** A plan for tests that are about one part of it. */
import type { EvaluationPlan, PlanLocation } from '../../src/plan/plan.ts';

export const somewhere: PlanLocation = { file: 'sentinel.yaml', span: [0, 1] };

export function planWith(parts: Partial<EvaluationPlan> = {}): EvaluationPlan {
  return {
    formatVersion: '1.0',
    digest: 'd1',
    policy: 'shop',
    mode: 'enforce',
    environments: [],
    release: { tag: '{version}', paths: [], versionMap: {} },
    settings: [],
    secrets: [],
    inputs: [],
    probes: [],
    scores: [],
    facts: [],
    leaves: [],
    gates: [],
    freezes: [],
    limits: [],
    rollouts: [],
    before: [],
    after: [],
    notifications: [],
    sources: {},
    ...parts,
  };
}
