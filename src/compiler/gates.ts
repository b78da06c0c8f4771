/** Gates: what must hold, what is preferred, where, when, and for how long. */
import type { Gate, PlanProbe } from '../plan/plan.ts';
import type { GateBlock } from '../parser/tree.ts';
import { type CompileContext, locate } from './context.ts';
import { checkEnvironments } from './environments.ts';
import { compileCondition, compileConditions, compileText } from './expressions.ts';
import type { Names } from './scope.ts';
import { checkPast } from './past.ts';
import { compileSustain } from './sustain.ts';
import { isWritten } from './written.ts';

export function compileGates(
  context: CompileContext,
  names: Names,
  probes: readonly PlanProbe[],
): readonly Gate[] {
  return context.policy.gates.map((block) => compileGate(context, block, names, probes));
}

function compileGate(
  context: CompileContext,
  block: GateBlock,
  names: Names,
  probes: readonly PlanProbe[],
): Gate {
  const { name, runbook, span } = block;
  if (!isWritten(context.policy, 'gates', name.value, ['require']))
    context.sink.report('SEN1507', `the gate \`${name.value}\` requires nothing`, name.span, {
      help: 'add `require:` with a condition',
    });
  const environments = checkEnvironments(context, block.environments);
  const when = block.when && compileCondition(context, block.when, names);
  const require = compileConditions(context, block.require, names);
  const prefer = compileConditions(context, block.prefer, names);
  const message = block.message && compileText(context, block.message, names, false);
  const sustain = compileSustain(context, block);
  if (block.over) checkPast(context, block.over.span, [...require, ...prefer], probes);
  return {
    name: name.value,
    severity: block.severity?.value ?? 'block',
    mode: block.mode?.value ?? 'enforce',
    ...(environments && { environments }),
    ...(when && { when }),
    require,
    prefer,
    ...(message && { message }),
    ...(runbook && { runbook: runbook.value }),
    ...(sustain && { sustain }),
    location: locate(context, span),
  };
}
