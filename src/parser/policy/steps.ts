import type { StepBlock } from '../tree.ts';
import type { BlockReader } from './block-reader.ts';
import { defined } from './defined.ts';

export function readSteps(block: BlockReader, key: 'before' | 'after'): readonly StepBlock[] {
  return block.blocks(key).map((step) =>
    defined({
      kind: 'step' as const,
      span: step.span,
      name: step.text('name'),
      when: step.expression('when'),
      component: step.component(['name', 'when'], 'this step', step.firstKey),
    }),
  );
}
