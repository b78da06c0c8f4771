/**
 * The closed list of diagnostic codes. A code keeps its meaning forever; a retired one is not given out again.
 *
 * | range | about |
 * |---|---|
 * | 10xx | text, and the syntax of YAML and of the DSL |
 * | 11xx | structure: keys and the shape of values |
 * | 12xx | lint |
 * | 13xx | syntax of expressions and literals |
 * | 14xx | names, types, units, secrets in expressions |
 * | 15xx | meaning of blocks; parts of the language that this version does not run yet |
 * | 16xx | suppressions |
 * | 20xx | usage, configuration, files |
 * | 21xx | settings, secrets, inputs |
 * | 22xx | saved plans, and acting on a decision |
 * | 23xx | faults of the program itself |
 * | 24xx | stores: limits, incident freezes, the audit, broken glass |
 * | 25xx | imports from other tools |
 * | 26xx | rollouts on their way |
 * | 27xx | tests of policies; what is played or judged again |
 * | 28xx | notifications and telemetry |
 *
 * Each code has a page in `docs/diagnostics/`; a test holds the two lists equal.
 */
import { analysisCodes } from './analysis.ts';
import { expressionCodes } from './expression.ts';
import { lintCodes } from './lint.ts';
import { policyCodes } from './policy.ts';
import { rolloutCodes } from './rollout.ts';
import { runtimeCodes } from './runtime.ts';
import { structureCodes } from './structure.ts';
import { tellingCodes } from './telling.ts';
import { textCodes } from './text.ts';
import { typeCodes } from './type.ts';

export type Severity = 'error' | 'warning' | 'info';

export interface CodeInfo {
  readonly severity: Severity;
  /** A few words, the heading of the code's page. */
  readonly title: string;
}

export const codes = {
  ...textCodes,
  ...structureCodes,
  ...lintCodes,
  ...expressionCodes,
  ...typeCodes,
  ...policyCodes,
  ...runtimeCodes,
  ...rolloutCodes,
  ...analysisCodes,
  ...tellingCodes,
} as const satisfies Record<string, CodeInfo>;

export type Code = keyof typeof codes;

export function isCode(text: string): text is Code {
  return Object.hasOwn(codes, text);
}
