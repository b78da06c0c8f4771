/** The verdict of one gate, with its reasons. */
import { FALSE, TRUE, type Truth } from '../../plan/kleene.ts';
import type { Reason, RuleResult, Verdict } from '../../plan/decision.ts';
import type { Gate } from '../../plan/plan.ts';
import { textOf } from '../../plan/operations/text.ts';
import type { TextTemplate } from '../../plan/term.ts';
import { isUnknown } from '../../plan/value.ts';
import { whySkipped } from './applies.ts';
import { evaluate } from './evaluate.ts';
import type { Evidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import { reasonsOf } from './reason.ts';

export type GateResult = Pick<RuleResult, 'verdict' | 'reasons' | 'warnings' | 'message'>;

/** One look at a gate. */
export function judgeGate(gate: Gate, environment: string | undefined, evidence: Evidence): GateResult {
  const skipped = whySkipped(gate, environment, evidence);
  if (skipped) return { verdict: 'skipped', reasons: [skipped], warnings: [] };
  const verdict = verdictOf(evidence.judgement.requirements.at(evidence.plan.gates.indexOf(gate)));
  const { file } = gate.location;
  return withMessage(gate, evidence.facts, {
    verdict,
    reasons:
      verdict === 'pass' ? [] : gate.require.flatMap((condition) => reasonsOf(condition, file, evidence)),
    warnings: gate.prefer.flatMap((condition) => reasonsOf(condition, file, evidence)),
  });
}

export interface Counted extends Pick<GateResult, 'verdict' | 'warnings'> {
  /** How the looks came out: `4 of 21 observations failed, 3 are tolerated`. */
  readonly text: string;
  /** Why the last look that did not pass did not. */
  readonly open: readonly Reason[];
}

/** Many looks at a gate. `facts` are those of the last one. */
export function sustainedResult(
  gate: Gate,
  facts: Facts,
  { verdict, warnings, text, open }: Counted,
): GateResult {
  const reasons = verdict === 'pass' ? [] : [{ text, span: gate.location.span }, ...open];
  return withMessage(gate, facts, { verdict, reasons, warnings });
}

/** A gate's own message goes with everything but a pass. */
function withMessage(gate: Gate, facts: Facts, result: Omit<GateResult, 'message'>): GateResult {
  if (result.verdict === 'pass' || gate.message === undefined) return result;
  return { ...result, message: fillText(gate.message, facts) };
}

function verdictOf(truth: Truth): Verdict {
  return truth === TRUE ? 'pass' : truth === FALSE ? 'fail' : 'unknown';
}

/** A text for people: what is unknown in it is shown as that. */
function fillText(template: TextTemplate, facts: Facts): string {
  return template
    .map((part) => {
      if (typeof part === 'string') return part;
      const value = evaluate(part, facts);
      const text = isUnknown(value) ? value : textOf(value, part.type);
      return isUnknown(text) ? '(unknown)' : text;
    })
    .join('');
}
