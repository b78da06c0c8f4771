import type { LimitBlock } from '../tree.ts';
import type { BlockReader } from './block-reader.ts';
import { defined } from './defined.ts';
import { readRate } from './forms.ts';
import { readRule } from './rules.ts';

export function readLimits(policy: BlockReader): readonly LimitBlock[] {
  return policy.named('limits').map(([name, limit]) =>
    defined({
      kind: 'limit' as const,
      ...readRule(name, limit),
      atMost: limit.forms('at_most', readRate),
      by: limit.texts('by'),
      except: limit.expression('except'),
    }),
  );
}
