/** Steps: what is done before and after a release. */
import type { Step } from '../plan/plan.ts';
import type { StepBlock } from '../parser/tree.ts';
import { compileComponent } from './component.ts';
import { factsInConfig } from './config.ts';
import { type CompileContext, locate } from './context.ts';
import { compileCondition } from './expressions.ts';
import { reportRepeated } from './names.ts';
import type { Names } from './scope.ts';

export function compileSteps(
  context: CompileContext,
  blocks: readonly StepBlock[],
  names: Names,
): readonly Step[] {
  reportRepeated(
    context,
    'step',
    blocks.flatMap(({ name }) => name ?? []),
  );
  return blocks.flatMap((block, index) => compileStep(context, block, index, names) ?? []);
}

function compileStep(
  context: CompileContext,
  block: StepBlock,
  index: number,
  names: Names,
): Step | undefined {
  const { name, component, span } = block;
  const when = block.when && compileCondition(context, block.when, names);
  const compiled = component && compileComponent(context, 'step', component, context.catalog.steps, names);
  if (!compiled) return undefined;
  const { config, descriptor } = compiled;
  return {
    name: name?.value ?? `${descriptor.kind} ${index + 1}`,
    kind: descriptor.kind,
    ...(when && { when }),
    config,
    reads: [...factsInConfig(config)],
    location: locate(context, span),
  };
}
