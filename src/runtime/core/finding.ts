import type { RuleResult } from '../../plan/decision.ts';

/** What judging one rule gave, before it is weighed with the others. */
export type RuleFinding = Pick<
  RuleResult,
  'verdict' | 'reasons' | 'warnings' | 'message' | 'until' | 'left' | 'override'
>;
