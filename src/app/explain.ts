/** `explain RULE`: one rule, judged now, with the tree of its conditions. */
import type { RuleResult } from '../plan/decision.ts';
import { suggestName } from '../plan/did-you-mean.ts';
import type { Condition, EvaluationPlan, Gate, Sustain } from '../plan/plan.ts';
import { formatDuration, formatInstant } from '../plan/units.ts';
import { isUnknown } from '../plan/value.ts';
import type { Freeze, Limit } from '../plan/window.ts';
import type { Evidence } from '../runtime/core/evidence.ts';
import { explainCondition, type Explanation } from '../runtime/core/explain.ts';
import { passesLater, whyNot } from '../analysis/why-not.ts';
import { lookName } from '../runtime/engine/conditions.ts';
import { evaluate, type Evaluation } from '../runtime/engine/evaluate.ts';
import { eventStream } from '../runtime/engine/events.ts';
import { type Context, fieldOf, prepare } from './context/context.ts';
import type { Host } from './host.ts';
import { refuse } from './refusal.ts';
import type { ExplainedPart, ExplainReport } from './report.ts';
import type { ExplainRequest } from './requests.ts';
import { originOf } from './run/report.ts';

/** A sustained gate is looked at once. */
export async function explain(request: ExplainRequest, host: Host): Promise<ExplainReport> {
  const context = await prepare(request, host, 'read');
  try {
    return await explained(context, request, host);
  } finally {
    await context.stores?.close();
  }
}

type Explainable =
  | { readonly kind: 'gate'; readonly own: Gate }
  | { readonly kind: 'freeze'; readonly own: Freeze }
  | { readonly kind: 'limit'; readonly own: Limit };

async function explained(context: Context, request: ExplainRequest, host: Host): Promise<ExplainReport> {
  const found = find(context.plan, request.rule);
  const { kind, own } = found;
  const env = fieldOf(context.release, 'env');
  const evaluation = await evaluate(planOf(context.plan, found), context.world, {
    pass: 'plan',
    environment: isUnknown(env) ? undefined : env,
    mode: 'enforce',
    wait: false,
    steps: false,
    signal: request.signal,
    emit: eventStream(host.clock, request.listener),
  });
  const rule = evaluation.decision.rules.find((one) => one.kind === kind && one.name === own.name);
  if (!rule) throw new TypeError(`the ${kind} ${own.name} was not judged`);
  const evidence = evaluation.evidence.get(lookName(kind, own.name));
  const partsOf = (conditions: readonly (Condition | undefined)[], by: Evidence | undefined) =>
    conditions.flatMap((one) =>
      one && by
        ? partOf(explainCondition(one, own.location.file, by), own.location.file, context, evaluation)
        : [],
    );
  const [when] = partsOf([own.when], evaluation.applying);
  const shared = {
    rule,
    ...(when && { when }),
    diagnostics: [...context.diagnostics, ...(context.stores?.takeDiagnostics() ?? [])],
    sources: context.sources,
  };
  if (found.kind === 'gate') {
    const asksWhyNot = request.whyNot === true && evidence !== undefined && rule.verdict !== 'pass';
    return {
      ...shared,
      require: partsOf(found.own.require, evidence),
      prefer: partsOf(found.own.prefer, evidence),
      ...(asksWhyNot && { whyNot: whatTurns(found.own, evidence) }),
    };
  }
  const [except] = partsOf([found.own.except], evidence);
  const { timesOf, whyNotNow } = await import('./explain-window.ts');
  const at = context.world.at ?? host.clock.now();
  return {
    ...shared,
    ...(found.kind === 'freeze' && { times: await timesOf(found.own, context.world, at) }),
    ...(except && { except }),
    require: [],
    prefer: [],
    ...(request.whyNot === true && stops(rule) && { whyNot: whyNotNow(rule, found.own, evidence) }),
  };
}

/** The facts that have to change, all of them, and how long it must hold; or nothing but the time. */
function whatTurns(gate: Gate, evidence: Evidence): readonly string[] {
  const found = whyNot(gate, evidence);
  if (!found) return [];
  const lasting = gate.sustain ? [lastingText(gate.sustain)] : [];
  const later = passesLater(gate, evidence);
  const changes = [...found.changes, ...lasting];
  if (later === undefined) return changes;
  const alone = `it is ${formatInstant(later)}, and all else is as it is now`;
  return found.isTimeAlone ? [alone, ...lasting] : [...changes, `or ${alone}`];
}

function lastingText({ kind, duration, tolerate }: Sustain): string {
  const time = formatDuration(duration);
  const borne = tolerate === 0 ? '' : `, but for ${tolerate} of its observations`;
  return kind === 'for' ? `it stays so for ${time}${borne}` : `it has been so for ${time}${borne}`;
}

function stops({ verdict }: RuleResult): boolean {
  return verdict === 'fail' || verdict === 'unknown';
}

/** The plan with this one rule. */
function planOf(plan: EvaluationPlan, { kind, own }: Explainable): EvaluationPlan {
  return {
    ...plan,
    gates: kind === 'gate' ? [own] : [],
    freezes: kind === 'freeze' ? [own] : [],
    limits: kind === 'limit' ? [own] : [],
  };
}

/** Of several kinds with one name the gate, then the freeze. */
function find({ gates, freezes, limits }: EvaluationPlan, name: string): Explainable {
  const rules: readonly Explainable[] = [
    ...gates.map((own) => ({ kind: 'gate' as const, own })),
    ...freezes.map((own) => ({ kind: 'freeze' as const, own })),
    ...limits.map((own) => ({ kind: 'limit' as const, own })),
  ];
  const names = rules.map(({ own }) => own.name);
  return (
    rules.find(({ own }) => own.name === name) ??
    refuse('SEN2016', `the policy has no rule \`${name}\``, {
      help: suggestName(name, names) ?? `it has ${names.map((one) => `\`${one}\``).join(', ')}`,
    })
  );
}

function partOf(
  { text, span, value, shown, fact, parts }: Explanation,
  file: string,
  context: Context,
  evaluation: Evaluation,
): ExplainedPart {
  return {
    text,
    location: { file, span },
    value,
    shown,
    ...(fact && { from: originOf(fact, context, evaluation).from }),
    parts: parts.map((part) => partOf(part, file, context, evaluation)),
  };
}
