/** Exemptions: who is let through by the `except` of a rule that would stop the release. */
import type { Reason } from '../../plan/decision.ts';
import { TRUE, type Truth, UNKNOWN } from '../../plan/kleene.ts';
import type { Condition, PlanLocation } from '../../plan/plan.ts';
import { isUnknown, type Known } from '../../plan/value.ts';
import type { Evidence } from './evidence.ts';
import type { RuleFinding } from './finding.ts';
import { Wording } from './phrase.ts';
import { reasonsOf } from './reason.ts';

export type Exemption =
  /** The condition that holds, as it is written. */
  | { readonly granted: true; readonly text: string }
  /** Why nothing is exempt, where there is more to say than that the condition is false. */
  | { readonly granted: false; readonly reason?: Reason };

/** A rule with an `except`. */
export interface Excepting {
  readonly except: Condition;
  readonly location: PlanLocation;
}

/** What the condition grants. Unknown, it grants nothing. */
export function exemptionOf({ except, location }: Excepting, truth: Truth, evidence: Evidence): Exemption {
  const { file } = location;
  if (truth === TRUE) return { granted: true, text: new Wording(evidence, file).textAt(except.span) };
  if (truth !== UNKNOWN) return { granted: false };
  const findings = reasonsOf(except, file, evidence).map(({ text }) => text);
  const why = findings.length > 0 ? `: ${findings.join(' and ')}` : '';
  return {
    granted: false,
    reason: { text: `whether it is exempt is unknown, which exempts nothing${why}`, span: except.span },
  };
}

/** Where the operator says which sources may be exempt: why this one is not, whatever the policy says. */
export function withheldExemption(
  { except: { span } }: Excepting,
  sources: readonly string[] | undefined,
  source: Known<string>,
): Exemption | undefined {
  if (!sources || (!isUnknown(source) && sources.includes(source))) return undefined;
  const actual = isUnknown(source) ? `this one is unknown: ${source.reason}` : `this one is ${source}`;
  const only = sources.length === 0 ? 'no source' : `only the sources ${sources.join(', ')}`;
  return {
    granted: false,
    reason: { text: `the operator exempts ${only}, and ${actual}`, span },
  };
}

/** The finding of a rule that stops, with what its exemption makes of it. */
export function withExemption(finding: RuleFinding, exemption: Exemption | undefined): RuleFinding {
  if (!exemption) return finding;
  if (exemption.granted)
    return { ...finding, verdict: 'pass', override: { by: 'except', text: exemption.text } };
  return exemption.reason ? { ...finding, reasons: [...finding.reasons, exemption.reason] } : finding;
}
