/** Decisions over columns are those of the core, record by record. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backtest, explainChange } from '../../../src/analysis/backtest/backtest.ts';
import { Columns } from '../../../src/analysis/backtest/columns.ts';
import { decideAll } from '../../../src/analysis/backtest/decide.ts';
import { type PastDecision, recordOfEntry, recordOfLine } from '../../../src/analysis/backtest/record.ts';
import { Judge } from '../../../src/analysis/judge.ts';
import { gateDigest } from '../../../src/compiler/digest.ts';
import { unknown } from '../../../src/plan/value.ts';
import { planOf } from '../../support/pipeline.ts';
import { runs } from '../../support/tier.ts';

/** Conditions of every kind: limits, texts, lists, arithmetic, `and`, `or`, `not`, `when`, `except`, shadow. */
const plan = planOf(`
sentinel: 1
policy: shop
environments: [dev, prod]
inputs: { ticket: { default: "" } }
probes:
  disk: { disk: { path: / } }
  memory: { memory: {} }
  up:
    each: { svc: [cart, pay] }
    http: { url: "http://\${svc}/health" }
gates:
  disk: { severity: critical, require: disk.used < 85% }
  memory: { severity: advisory, require: memory.used <= 50% }
  branch: { require: 'git.branch like ["main", "release/*"]', when: release.event != "tag" }
  ticket: { environments: [prod], require: 'ticket matches /^OPS-[0-9]+$/' }
  tag: { require: not git.release_tag.exists or git.release_tag.commit == release.commit }
  both: { mode: shadow, require: disk.used + memory.used < 150% }
  up: { require: "all(up, p => p.ok) or release.source == \\"emergency\\"" }
  version: { require: release.version is vsemver, when: not git.clean }
freezes:
  weekends: { environments: [prod], every: [sat, sun], timezone: Europe/Berlin, except: release.source == "emergency" }
  nights: { every: day, between: "22:00-06:00", timezone: UTC, when: release.event != "tag" }
  afternoons: { every: [fri], between: "14:00-24:00", timezone: UTC, blocks: [promote] }
limits:
  starts: { at_most: [1 per 1m, 3 per 1h], by: [workload, env] }
  all: { at_most: 40 per 1d, except: release.source == "emergency" }
rollouts:
  main:
    environments: [prod]
    traffic: { router: { listen: "127.0.0.1:8080", admin: "127.0.0.1:8081", slots: { blue: "http://127.0.0.1:1", green: "http://127.0.0.1:2" } } }
    stages: [{ weight: 100%, hold: 1m }]
`);

const lost = unknown('it was lost');
const maybe = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 6, arbitrary }, { weight: 1, arbitrary: fc.constant(lost) });
const record: fc.Arbitrary<PastDecision> = fc
  .record({
    minutes: fc.integer({ min: 0, max: 20_000 }),
    env: fc.constantFrom('dev', 'prod', undefined),
    workload: fc.constantFrom('cart', 'pay', undefined),
    event: fc.constantFrom('tag', 'push'),
    source: fc.constantFrom('ci', 'emergency', undefined),
    version: fc.constantFrom('v1.0.0', 'v1.2.3', 'latest'),
    commit: fc.constantFrom('a', 'b'),
    facts: fc.record(
      {
        'disk.used': maybe(fc.constantFrom(0.5, 0.85, 0.9)),
        'memory.used': maybe(fc.constantFrom(0.5, 0.8)),
        'git.branch': maybe(fc.constantFrom('main', 'release/1', 'feature')),
        'git.clean': maybe(fc.boolean()),
        'git.release_tag.exists': maybe(fc.boolean()),
        'git.release_tag.commit': maybe(fc.constantFrom('a', 'b')),
        ticket: maybe(fc.constantFrom('OPS-1', '')),
        up: maybe(
          fc.array(
            fc.boolean().map((ok) => new Map([['ok', ok]])),
            { maxLength: 2 },
          ),
        ),
      },
      { requiredKeys: [] },
    ),
    decision: fc.constantFrom('safe' as const, 'blocked' as const, undefined),
    started: fc.boolean(),
  })
  .map(({ minutes, env, workload, event, source, version, commit, facts, decision, started }) => ({
    at: Date.parse('2026-11-20T00:00Z') + minutes * 60_000,
    release: Object.fromEntries(
      Object.entries({ env, workload, event, source, version, commit }).filter(
        ([, value]) => value !== undefined,
      ),
    ) as PastDecision['release'],
    facts: new Map(Object.entries(facts)),
    ...(decision && { decision }),
    rules: new Map(),
    started,
    stopped: false,
  }));

const words = ['safe', 'blocked', 'critical'];

test('each record is decided as the core decides it', () => {
  const judge = new Judge(plan);
  fc.assert(
    fc.property(fc.array(record, { maxLength: 60 }), (records) => {
      const columns = new Columns(plan);
      for (const one of records) columns.push(one);
      const decided = Array.from(decideAll(columns, judge.schedule), (code) => words[code]);
      const judged = records.map((one, row) => explainChange(judge, columns, row, one).to);
      expect(decided).toEqual(judged);
    }),
    { numRuns: runs(40, 2000), seed: 7 },
  );
});

test('a policy in shadow decides nothing, and blocks where nothing applies', () => {
  const shadow = planOf(
    'sentinel: 1\npolicy: a\nmode: shadow\nenvironments: [dev, prod]\ngates: { clean: { environments: [prod], require: git.clean } }\n',
  );
  const columns = new Columns(shadow);
  for (const env of ['dev', 'prod'])
    columns.push({
      at: 0,
      release: { env },
      facts: new Map(),
      rules: new Map(),
      started: false,
      stopped: false,
    });
  expect([...decideAll(columns, new Judge(shadow).schedule)]).toEqual([1, 0]);
});

describe('what changes', () => {
  const strict = planOf(
    'sentinel: 1\npolicy: a\nprobes: { disk: { disk: { path: / } } }\ngates: { disk: { require: disk.used < 85% }, clean: { require: git.clean } }\n',
  );
  const line = (facts: object, decision: string, rules: object = {}) =>
    recordOfLine({
      at: '2026-11-24T12:00Z',
      release: { version: 'v1' },
      facts,
      decision,
      rules,
    }) as PastDecision;
  const records = [
    line({ 'disk.used': '40%', 'git.clean': true }, 'safe'),
    line({ 'disk.used': 0.9, 'git.clean': true }, 'safe', { disk: 'pass', gone: 'fail' }),
    line({ 'disk.used': 0.4 }, 'safe'),
    { ...line({ 'disk.used': 0.4, 'git.clean': true }, 'blocked'), stopped: true },
  ];
  const columns = new Columns(strict);
  for (const one of records) columns.push(one);
  const judge = new Judge(strict);

  test('is counted', () => {
    expect(backtest(columns, judge)).toEqual({
      turns: [
        { from: 'safe', to: 'blocked', count: 2 },
        { from: 'safe', to: 'safe', count: 1 },
        { from: 'blocked', to: 'blocked', count: 1 },
      ],
      changed: [1, 2],
    });
    expect(columns.missing()).toEqual([{ fact: 'git.clean', records: 1 }]);
  });

  test('is explained by the rules that say something else', () => {
    expect(explainChange(judge, columns, 1, records[1] as PastDecision).rules).toMatchObject([
      { name: 'disk', from: 'pass', to: 'fail', missing: [] },
      { name: 'gone', from: 'fail' },
    ]);
    expect(explainChange(judge, columns, 2, records[2] as PastDecision).rules).toMatchObject([
      { name: 'clean', to: 'unknown', missing: ['git.clean'] },
    ]);
  });
});

describe('records', () => {
  test('are read from entries of the audit', () => {
    const entry = {
      type: 'decision',
      at: 5,
      actor: { name: 'ann', verified: false },
      subject: { env: 'prod', version: 'v1' },
      to: 'blocked',
      data: {
        outcome: 'started',
        evaluatedAt: 4,
        facts: { 'disk.used': { unknown: 'no disk' }, up: [{ ok: { unknown: 'no answer' } }] },
        rules: [
          { name: 'disk', verdict: 'unknown' },
          { name: 'incident 7', verdict: 'fail' },
        ],
      },
    };
    const found = recordOfEntry(entry);
    expect(found).toMatchObject({ at: 4, decision: 'blocked', started: true, stopped: true });
    expect(found?.release).toMatchObject({ actor: 'ann', env: 'prod' });
    expect(found?.facts.get('disk.used')).toEqual(unknown('no disk'));
    expect(found?.facts.get('up')).toEqual([new Map([['ok', unknown('no answer')]])]);
    expect([...(found?.rules ?? [])]).toEqual([
      ['disk', 'unknown'],
      ['incident 7', 'fail'],
    ]);
  });

  test.each([
    [null],
    [{ at: 'today', release: {}, facts: {} }],
    [{ at: '2026-11-24T12:00Z', facts: {} }],
    [{ at: '2026-11-24T12:00Z', release: {}, facts: {}, decision: 'maybe' }],
  ])('%j is none', (json) => {
    expect(recordOfLine(json)).toBeUndefined();
    expect(recordOfEntry(json)).toBeUndefined();
  });
});

describe('a gate that looks for a time', () => {
  const watched = (limit: string) =>
    planOf(
      `sentinel: 1\npolicy: a\nprobes: { disk: { disk: { path: / } } }\ngates: { calm: { require: disk.used < ${limit}, for: 5m, every: 1m, tolerate: 1 } }\n`,
    );
  const then = watched('85%');
  const [gate] = then.gates;
  const entry = (used: number, verdict: string) =>
    recordOfEntry({
      type: 'decision',
      at: 5,
      actor: { name: 'ann' },
      subject: { version: 'v1' },
      to: verdict === 'pass' ? 'safe' : 'blocked',
      data: {
        facts: { 'disk.used': used },
        rules: [{ name: 'calm', verdict }],
        sustained: { calm: gate ? gateDigest(gate, then) : '' },
      },
    }) as PastDecision;
  const again = (plan: typeof then, records: readonly PastDecision[]) => {
    const columns = new Columns(plan);
    const judge = new Judge(plan);
    for (const one of records) columns.push(one);
    const rules = records.map((one, row) => explainChange(judge, columns, row, one).rules);
    return { decided: [...decideAll(columns, judge.schedule)], rules, once: columns.lookedOnce() };
  };

  test('counts as it was found where it is the same gate', () => {
    const found = again(then, [entry(0.5, 'pass'), entry(0.5, 'fail'), entry(0.9, 'pass')]);
    expect(found).toEqual({ decided: [0, 1, 0], rules: [[], [], []], once: [] });
  });

  test('does not pass by one look where it is another', () => {
    const found = again(watched('80%'), [entry(0.5, 'pass'), entry(0.9, 'fail')]);
    expect(found.decided).toEqual([1, 1]);
    expect(found.rules).toMatchObject([
      [{ from: 'pass', to: 'unknown', reasons: [{ text: 'one of its 6 observations is recorded' }] }],
      [{ from: 'fail', to: 'unknown' }],
    ]);
    expect(found.once).toEqual([{ gate: 'calm', records: 2 }]);
  });

  test('is judged by facts that stood all the time, as lines hold them', () => {
    const { sustained: _, ...facts } = entry(0.9, 'pass');
    expect(again(then, [facts])).toMatchObject({
      decided: [1],
      rules: [[{ to: 'fail', reasons: [{ text: '2 of 2 observations failed, 1 is tolerated' }, {}] }]],
      once: [],
    });
  });
});
