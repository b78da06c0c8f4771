/** Gates over typed facts, judged on given values, for tests of verdicts and their reasons. */
import { FactTable } from '../../src/compiler/expression/facts.ts';
import { conditionOf } from '../../src/compiler/expression/condition.ts';
import { checkCondition } from '../../src/compiler/expression/index.ts';
import { LeafTable } from '../../src/compiler/expression/leaves.ts';
import { straightOffsets } from '../../src/parser/document.ts';
import { parseExpression } from '../../src/parser/expression/index.ts';
import { DiagnosticSink } from '../../src/plan/diagnostic.ts';
import type { Condition, EvaluationPlan, Gate } from '../../src/plan/plan.ts';
import type { Known, Value } from '../../src/plan/value.ts';
import type { Evidence } from '../../src/runtime/core/evidence.ts';
import { createKernel } from '../../src/runtime/core/kernel.ts';
import { sampleFacts, scopeOf, type TypedFacts } from './arbitrary/facts.ts';
import { planWith } from './plan.ts';

const file = 'sentinel.yaml';

export interface GateText extends Partial<Omit<Gate, 'when' | 'require' | 'prefer'>> {
  readonly when?: string;
  readonly require?: readonly string[];
  readonly prefer?: readonly string[];
}

/** A plan whose source has a condition on each line. */
function planOfGates(
  gates: readonly GateText[],
  facts: TypedFacts = sampleFacts,
  extra: Partial<EvaluationPlan> = {},
): EvaluationPlan {
  const sink = new DiagnosticSink(file);
  const scope = scopeOf(facts);
  const table = new FactTable();
  const leaves = new LeafTable();
  let source = '';
  const condition = (text: string): Condition => {
    const start = source.length;
    source += `${text}\n`;
    const expression = parseExpression(text, straightOffsets(start), sink);
    const term = expression && checkCondition(expression, scope, sink, table);
    if (!term || sink.diagnostics.length > 0)
      throw new Error(`${text}: ${sink.diagnostics.map(({ message }) => message).join('; ')}`);
    return conditionOf(term, table, leaves);
  };
  const made = gates.map(({ when, require = [], prefer = [], ...rest }, i): Gate => ({
    name: `gate ${i}`,
    severity: 'block',
    mode: 'enforce',
    location: { file, span: [0, 1] },
    ...rest,
    ...(when !== undefined && { when: condition(when) }),
    require: require.map(condition),
    prefer: prefer.map(condition),
  }));
  return planWith({
    ...extra,
    gates: made,
    facts: table.list(),
    leaves: leaves.list(),
    sources: { [file]: source },
  });
}

export type FactValues = Readonly<Record<string, Known<Value>>>;

export function evidenceFor(
  plan: EvaluationPlan,
  values: FactValues,
  describe?: (fact: string) => string | undefined,
): Evidence {
  const kernel = createKernel(plan, { generate: false });
  const facts = kernel.facts();
  for (const [id, value] of Object.entries(values)) facts.set(id, value);
  return { plan, facts, judgement: kernel.judge(facts), ...(describe && { describe }) };
}

/** One gate and what it was judged on. */
export function judged(
  gate: GateText,
  values: FactValues,
  describe?: (fact: string) => string | undefined,
): { readonly gate: Gate; readonly evidence: Evidence } {
  const plan = planOfGates([gate]);
  const [made] = plan.gates;
  if (!made) throw new Error('there is no gate');
  return { gate: made, evidence: evidenceFor(plan, values, describe) };
}
