import type { GateBlock } from '../tree.ts';
import type { BlockReader } from './block-reader.ts';
import { defined } from './defined.ts';
import { readRule } from './rules.ts';

export function readGates(policy: BlockReader): readonly GateBlock[] {
  return policy.named('gates').map(([name, gate]) =>
    defined({
      kind: 'gate' as const,
      ...readRule(name, gate),
      require: gate.expressions('require'),
      prefer: gate.expressions('prefer'),
      severity: gate.word('severity', ['advisory', 'block', 'critical']),
      message: gate.template('message'),
      runbook: gate.text('runbook'),
      for: gate.duration('for'),
      over: gate.duration('over'),
      every: gate.duration('every'),
      tolerate: gate.number('tolerate'),
    }),
  );
}
