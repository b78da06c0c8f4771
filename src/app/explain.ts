/** `explain RULE`: one rule, judged now, with the tree of its conditions. */
import { suggestName } from '../plan/did-you-mean.ts';
import type { Condition, Gate } from '../plan/plan.ts';
import { isUnknown } from '../plan/value.ts';
import type { Evidence } from '../runtime/core/evidence.ts';
import { explainCondition, type Explanation } from '../runtime/core/explain.ts';
import { whyNot } from '../runtime/core/why-not.ts';
import { evaluate, type Evaluation } from '../runtime/engine/evaluate.ts';
import { eventStream } from '../runtime/engine/events.ts';
import { type Context, fieldOf, prepare } from './context.ts';
import type { Host } from './host.ts';
import { refuse } from './refusal.ts';
import type { ExplainedPart, ExplainReport } from './report.ts';
import type { ExplainRequest } from './requests.ts';
import { originOf } from './run-report.ts';

/** A sustained gate is looked at once. */
export async function explain(request: ExplainRequest, host: Host): Promise<ExplainReport> {
  const context = await prepare(request, host, 'read');
  try {
    return await explained(context, request, host);
  } finally {
    await context.stores?.close();
  }
}

async function explained(context: Context, request: ExplainRequest, host: Host): Promise<ExplainReport> {
  const gate = gateOf(context, request.rule);
  const env = fieldOf(context.release, 'env');
  const evaluation = await evaluate({ ...context.plan, gates: [gate] }, context.world, {
    pass: 'plan',
    environment: isUnknown(env) ? undefined : env,
    mode: 'enforce',
    wait: false,
    steps: false,
    signal: request.signal,
    emit: eventStream(host.clock, request.listener),
  });
  const [rule] = evaluation.decision.rules;
  if (!rule) throw new TypeError(`the gate ${gate.name} was not judged`);
  const evidence = evaluation.evidence.get(gate.name);
  const partsOf = (conditions: readonly Condition[], by: Evidence | undefined) =>
    by
      ? conditions.map((one) =>
          partOf(explainCondition(one, gate.location.file, by), gate, context, evaluation),
        )
      : [];
  const [when] = partsOf(gate.when ? [gate.when] : [], evaluation.applying);
  const asksWhyNot = request.whyNot === true && evidence !== undefined && rule.verdict !== 'pass';
  return {
    rule,
    ...(when && { when }),
    require: partsOf(gate.require, evidence),
    prefer: partsOf(gate.prefer, evidence),
    ...(asksWhyNot && { whyNot: whyNot(gate, evidence)?.changes ?? [] }),
    diagnostics: [...context.diagnostics, ...(context.stores?.takeDiagnostics() ?? [])],
    sources: context.sources,
  };
}

function gateOf({ plan }: Context, name: string): Gate {
  const names = plan.gates.map((gate) => gate.name);
  return (
    plan.gates.find((gate) => gate.name === name) ??
    refuse('SEN2016', `the policy has no rule \`${name}\``, {
      help: suggestName(name, names) ?? `it has ${names.map((one) => `\`${one}\``).join(', ')}`,
    })
  );
}

function partOf(
  { text, span, value, shown, fact, parts }: Explanation,
  gate: Gate,
  context: Context,
  evaluation: Evaluation,
): ExplainedPart {
  return {
    text,
    location: { file: gate.location.file, span },
    value,
    shown,
    ...(fact && { from: originOf(fact, context, evaluation).from }),
    parts: parts.map((part) => partOf(part, gate, context, evaluation)),
  };
}
