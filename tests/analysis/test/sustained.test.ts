/** Gates that look for a time, in cases: what they see on the way, and what begins meanwhile. */
import { describe, expect, test } from 'vitest';
import { bindTests } from '../../../src/analysis/test/bind.ts';
import { readTests } from '../../../src/analysis/test/file.ts';
import { TestRun } from '../../../src/analysis/test/run.ts';
import { SourceText } from '../../../src/plan/span.ts';
import { planOf } from '../../support/pipeline.ts';

const plan = planOf(`
sentinel: 1
policy: shop
probes:
  errors: { prometheus: { url: "http://localhost:1", query: errors, unit: ratio } }
gates:
  slo: { require: errors < 1%, for: 5m, every: 1m, tolerate: 1 }
  past: { require: errors < 2%, over: 5m, every: 1m }
freezes:
  fridays: { every: [fri], between: "14:00-24:00", timezone: UTC, except: errors > 90% }
rollouts:
  main:
    traffic: { router: { listen: "127.0.0.1:8080", admin: "127.0.0.1:8081", slots: { blue: "http://127.0.0.1:1", green: "http://127.0.0.1:2" } } }
    stages: [{ weight: 10%, hold: 1m, exit: [past] }, { weight: 100%, hold: 1m }]
`);

function run(cases: string, asked = plan) {
  const { tests } = readTests(
    new SourceText('a.test.yaml', `at: 2026-11-26T10:00Z\nfacts: { errors: 0.1% }\ncases:\n${cases}`),
  );
  if (!tests) throw new Error('the test file cannot be read');
  const { cases: bound, diagnostics } = bindTests(tests, asked);
  const runner = new TestRun(asked);
  const differences = bound.flatMap((one) => runner.run(one).differences);
  return { diagnostics, differences, coverage: () => runner.coverage() };
}

test.each([
  ['all is well', '[{ at: 0s }]', 'pass'],
  ['one failure is borne', '[{ at: 1m, facts: { errors: 3% } }, { at: 2m, facts: { errors: 0% } }]', 'pass'],
  ['two are not', '[{ at: 1m, facts: { errors: 3% } }, { at: 2m1s, facts: { errors: 0% } }]', 'fail'],
  ['what is unknown twice', '[{ at: 4m, facts: { errors: { unknown: lost } } }]', 'unknown'],
  ['what is bad after it', '[{ at: 5m1s, facts: { errors: 3% } }]', 'pass'],
])('%s', (_, timeline, verdict) => {
  const { diagnostics, differences } = run(
    `  - { name: a, timeline: ${timeline}, expect: { rules: { slo: ${verdict}, past: pass } } }\n`,
  );
  expect(diagnostics).toEqual([]);
  expect(differences).toEqual([]);
});

test('says how often it failed, and what it saw then', () => {
  const timeline = '[{ at: 1m, facts: { errors: 3% } }, { at: 3m, facts: { errors: 0.5% } }]';
  const { differences, coverage } = run(
    `  - { name: a, timeline: ${timeline}, expect: { rules: { slo: pass } } }\n`,
  );
  expect(differences).toMatchObject([
    {
      about: 'rules.slo',
      actual: 'fail',
      reasons: ['2 of 3 observations failed, 1 is tolerated', 'errors 3 % is not < 1 %'],
      explained: [{ tree: { text: 'errors < 1%', shown: 'false' } }],
    },
  ]);
  expect(coverage().find(({ rule }) => rule === 'slo')?.seen).toEqual(['true', 'false']);
});

test('a freeze that begins meanwhile stops the release', () => {
  const { differences } = run(`
  - { name: begins, at: 2026-11-27T13:56Z, expect: { decision: blocked, rules: { slo: pass, fridays: fail } } }
  - { name: is still to come, at: 2026-11-27T13:54:59Z, expect: { decision: safe } }
  - name: the gate has failed before
    at: 2026-11-27T13:56Z
    timeline: [{ at: 0s, facts: { errors: 3% } }]
    expect: { rules: { slo: fail, fridays: pass } }
`);
  expect(differences).toEqual([]);
});

test('at the exit of a stage, `over` sees what was on the way', () => {
  const { differences, coverage } = run(`
  - name: bad a while ago
    rollout: main
    timeline: [{ at: 0s, facts: { errors: 3% } }, { at: 20s, facts: { errors: 0% } }]
    expect: { phase: rolled_back, within: 1m }
  - name: well all the time
    rollout: main
    timeline: [{ at: 0s }]
    expect: { phase: completed, within: 8m }
`);
  expect(differences).toEqual([]);
  expect(coverage().find(({ rule }) => rule === 'past')?.seen).toEqual(['true', 'false']);
});

describe('a timeline', () => {
  test('belongs to what lasts', () => {
    const { diagnostics } = run(
      '  - { name: a, timeline: [{ at: 0s }], expect: { decision: safe } }\n',
      planOf(
        'sentinel: 1\npolicy: shop\nprobes: { errors: { prometheus: { url: "http://localhost:1", query: errors, unit: ratio } } }\ngates: { clean: { require: errors < 1% } }\n',
      ),
    );
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'a timeline belongs to a rollout, or to gates that look for a time',
    ]);
  });

  test('asks nothing of gates', () => {
    const { diagnostics } = run(
      '  - { name: a, timeline: [{ at: 0s, do: approve }], expect: { decision: safe } }\n',
    );
    expect(diagnostics.map(({ message }) => message)).toEqual(['a gate does not approve']);
  });
});
