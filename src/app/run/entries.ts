/** The entries that a run of `apply` leaves in the audit. */
import type { AuditDraft, Json } from '../../plan/audit.ts';
import type { RuleResult } from '../../plan/decision.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import { isUnknown, type Known, type Value } from '../../plan/value.ts';
import { gateDigest } from '../../compiler/digest.ts';
import { consequence } from '../../runtime/core/consequence.ts';
import type { Evaluation } from '../../runtime/engine/evaluate.ts';
import type { StepReport } from '../../runtime/engine/events.ts';
import { kept } from '../../runtime/engine/kept.ts';
import type { StoredRollout } from '../../runtime/engine/rollout/stored.ts';
import type { Changes } from '../../runtime/engine/verdicts.ts';
import type { LimitRequest } from '../../runtime/ports/stores.ts';
import type { BreakGlass } from '../people/break-glass.ts';
import type { Context } from '../context/context.ts';

/** What came of a decision: a start, or why there was none. */
export type Outcome = 'started' | 'blocked' | 'shadow' | 'not_confirmed' | 'failed';

interface DecisionParts {
  readonly glass?: BreakGlass | undefined;
  /** What begins with it. */
  readonly rollouts?: readonly Pick<StoredRollout, 'attempt' | 'identity'>[];
  /** Why it is not done although it is safe. */
  readonly failures?: readonly string[];
}

export class RunEntries {
  readonly #context: Context;
  /** Of the attempt; every entry names it. */
  readonly #run: string;

  constructor(context: Context, run: string) {
    this.#context = context;
    this.#run = run;
  }

  decision(
    { decision, facts, readings, evaluatedAt }: Evaluation,
    outcome: Outcome,
    { glass, rollouts = [], failures = [] }: DecisionParts = {},
  ): AuditDraft {
    const { rules } = decision;
    const { plan, inputs } = this.#context;
    // With the inputs that no rule read: another policy, which judges it again, may read them.
    const known = new Map<string, Known<Value>>([
      ...Array.from(inputs, ([name, { value }]) => [name, value] as const),
      ...facts,
    ]);
    return {
      ...this.#draft('decision', decision.summary, {
        outcome,
        evaluatedAt,
        rules: rules.map(jsonOfRule),
        ...sustainedIn(plan),
        ...(kept(plan, known, readings) as unknown as Readonly<Record<string, Json>>),
        ...(glass && { breakGlass: { reason: glass.reason, until: glass.until } }),
        ...(rollouts.length > 0 && {
          rollout: rollouts.map(({ identity }) => identity.rollout).join(', '),
          attempts: rollouts.map(({ attempt }) => attempt),
        }),
        ...(failures.length > 0 && { failures }),
      }),
      to: decision.decision,
      reasonCode: outcome === 'blocked' ? stoppedBy(rules) : outcome,
    };
  }

  /** One for each rule that let the release through although it did not pass. */
  overrides(rules: readonly RuleResult[]): readonly AuditDraft[] {
    return rules.flatMap(({ kind, name, verdict, reasons, override }) => {
      if (!override) return [];
      const broken = override.by === 'break-glass';
      const why = broken ? override.text : `except: ${override.text}`;
      const data = { reasons: reasons.map(({ text }) => text) };
      return {
        ...this.#draft('override', why, data, { [kind]: name }),
        // A rule that exempts says that it passes.
        from: broken ? verdict : 'fail',
        to: 'overridden',
        reasonCode: broken ? 'break_glass' : 'except',
      };
    });
  }

  /** `over`: it had no room, and the glass is broken. */
  admission({ key, rates }: LimitRequest, over: boolean): AuditDraft {
    const why = over ? 'over the limit, by broken glass' : 'the limit admitted the start';
    const data = { limit: key, rates: rates.map(({ count, per }) => ({ count, per })) };
    return { ...this.#draft('admission', why, data), reasonCode: over ? 'over_limit' : 'admitted' };
  }

  planUsed(planId: string): AuditDraft {
    return this.#draft('plan.used', 'a saved plan is applied once', { planId });
  }

  step({ phase, name, kind, result, text }: StepReport): AuditDraft {
    const why = text || `the step ${name} is ${result}`;
    return {
      ...this.#draft('step', why, { phase, kind }, { step: name }),
      to: result,
      reasonCode: result,
    };
  }

  /** What this decision revokes. */
  revoked({ why, data, ...entry }: Changes['audit'][number]): AuditDraft {
    const { type, ...more } = entry;
    return { ...this.#draft(type, why, data ?? {}), ...more };
  }

  #draft(
    type: string,
    why: string,
    data: Readonly<Record<string, Json>>,
    about: Readonly<Record<string, string>> = {},
  ): AuditDraft {
    const { plan, release, actor } = this.#context;
    const fields = release.fields.flatMap(({ name, value }) =>
      name === 'actor' || isUnknown(value) ? [] : [[name, value] as const],
    );
    return {
      type,
      actor,
      policy: plan.policy,
      digest: plan.digest,
      subject: { ...Object.fromEntries(fields), ...about },
      why,
      data: { run: this.#run, ...data },
    };
  }
}

/** Of gates that looked for a time, of which the last look alone is kept: what their verdicts were about. */
function sustainedIn(plan: EvaluationPlan): Readonly<Record<string, Json>> {
  const gates = plan.gates.filter(({ sustain }) => sustain);
  if (gates.length === 0) return {};
  return { sustained: Object.fromEntries(gates.map((gate) => [gate.name, gateDigest(gate, plan)])) };
}

/** The first rule that stops the release gives the word. */
function stoppedBy(rules: readonly RuleResult[]): string {
  const stopping = rules.find((rule) => consequence(rule) > 0);
  if (!stopping) return 'nothing_applied';
  return stopping.kind === 'gate' ? `gate_${stopping.verdict}` : stopping.kind;
}

function jsonOfRule(rule: RuleResult): Json {
  const { kind, name, verdict, severity, mode, reasons, warnings, message, runbook, until, override } = rule;
  return {
    kind,
    name,
    verdict,
    severity,
    mode,
    reasons: reasons.map(({ text }) => text),
    ...(warnings.length > 0 && { warnings: warnings.map(({ text }) => text) }),
    ...(message !== undefined && { message }),
    ...(runbook !== undefined && { runbook }),
    ...(until !== undefined && { until }),
    ...(override && { override: { by: override.by, text: override.text } }),
  };
}
