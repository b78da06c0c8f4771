/** The same gates as a user of json-rules-engine writes them: its own operators, facts as they are, one rule a gate. */
import { Engine } from 'json-rules-engine';
import type { Limits } from './release-gate.ts';

export function releaseGateEngine(limits: Limits): Engine {
  const engine = new Engine([], { allowUndefinedFacts: true });
  engine.addOperator<string, RegExp>('matches', (text, shape) => text !== undefined && shape.test(text));
  const rule = (name: string, ...all: Parameters<typeof condition>[]) =>
    engine.addRule({
      name,
      conditions: { all: all.map((parts) => condition(...parts)) },
      event: { type: name },
    });
  rule('clean-tree', ['clean', 'equal', true]);
  engine.addRule({
    name: 'branch',
    conditions: {
      any: [
        condition('event', 'equal', 'tag'),
        condition('branch', 'equal', 'main'),
        condition('branch', 'matches', /^release\/[^/]*$/u),
      ],
    },
    event: { type: 'branch' },
  });
  engine.addRule({
    name: 'version',
    conditions: {
      all: [
        condition('version', 'matches', /^v(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)$/u),
        {
          any: [condition('tagExists', 'equal', false), condition('tagCommit', 'equal', { fact: 'commit' })],
        },
      ],
    },
    event: { type: 'version' },
  });
  rule('change-ticket', ['ticket', 'matches', /^OPS-[0-9]+$/u]);
  rule('disk', ['diskUsed', 'lessThan', limits.diskUsed]);
  rule('disk preferred', ['diskUsed', 'lessThan', limits.diskPreferred]);
  rule('dependency', ['apiOk', 'equal', true]);
  rule('slo', ['errorRate', 'lessThan', limits.errorRate], ['p95', 'lessThan', limits.p95]);
  return engine;
}

function condition(fact: string, operator: string, value: unknown) {
  return { fact, operator, value };
}
