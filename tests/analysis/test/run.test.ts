/** Test files against policies: what they find, and how a case that fails says why. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bindTests } from '../../../src/analysis/test/bind.ts';
import { shareSeen } from '../../../src/analysis/test/coverage.ts';
import { readTests } from '../../../src/analysis/test/file.ts';
import { type CaseResult, TestRun } from '../../../src/analysis/test/run.ts';
import type { Diagnostic } from '../../../src/plan/diagnostic.ts';
import { SourceText } from '../../../src/plan/span.ts';
import { planOf } from '../../support/pipeline.ts';

const fixture = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const checkout = planOf(fixture('parser/fixtures/checkout-api.yaml'));

const flag = planOf(fixture('../examples/feature-flag/sentinel.yaml'));

const gates = planOf(`
sentinel: 1
policy: shop
environments: [dev, prod]
inputs: { ticket: { default: "" }, zones: { type: "[string]", default: [] } }
probes:
  disk: { disk: { path: / } }
  up:
    each: { svc: [cart, pay] }
    http: { url: "http://\${svc}/health" }
scores:
  health: { criteria: [{ weight: 1, of: disk.used < 50% }], healthy: 0.5, degraded: 0.2 }
gates:
  disk: { require: disk.used < 85%, prefer: disk.used < 75% }
  ticket: { environments: [prod], require: ticket matches /^OPS-/ }
  up: { require: "all(up, p => p.ok)" }
  health: { severity: advisory, require: health.value >= 0.5 }
limits:
  starts: { at_most: 2 per 1h, by: [env] }
`);

interface Run {
  readonly diagnostics: readonly Diagnostic[];
  readonly results: readonly CaseResult[];
  readonly run: TestRun;
}

function runTests(text: string, plan = gates): Run {
  const run = new TestRun(plan);
  const { tests, diagnostics } = readTests(new SourceText('sentinel.test.yaml', text));
  if (!tests) return { diagnostics, results: [], run };
  const bound = bindTests(tests, plan);
  return {
    diagnostics: [...diagnostics, ...bound.diagnostics],
    results: bound.cases.map((one) => run.run(one)),
    run,
  };
}

function told({ diagnostics }: Run): readonly string[] {
  return diagnostics.map(({ code, message }) => `${code} ${message}`);
}

function differences({ results }: Run): readonly string[] {
  return results.flatMap((result) =>
    result.differences.map(({ about, expected, actual }) => `${about}: ${expected}, not ${actual}`),
  );
}

const release = 'release: { version: v1.0.0, env: prod }';
const usual = `${release}\nset: { ticket: OPS-1 }\nfacts: { disk.used: 40%, up: [{ ok: true }, { ok: true }] }`;

describe('the example of the language', () => {
  const run = runTests(fixture('analysis/fixtures/checkout-api.test.yaml'), checkout);

  test('holds', () => {
    expect(told(run)).toEqual([]);
    expect(run.results).toHaveLength(2);
    expect(differences(run)).toEqual([]);
  });

  test('covers what it asks, and says what it never saw', () => {
    const seen = run.run
      .coverage()
      .map(({ kind, rule, condition, seen: truths }) => [kind, rule, condition, truths]);
    expect(seen).toContainEqual(['gate', 'disk', 'disk.used < 85%', ['true']]);
    expect(seen).toContainEqual(['rollout', 'main', 'canary.error_rate < 1%', ['true', 'false']]);
    expect(seen).toContainEqual(['freeze', 'black-friday', 'release.source == "emergency"', ['false']]);
    expect(shareSeen(run.run.coverage())).toBeCloseTo(18 / 48);
  });
});

describe('a case', () => {
  test('passes where everything comes as expected', () => {
    const run = runTests(`${usual}
cases:
  - name: all is well
    expect: { decision: safe, rules: { disk: pass, up: pass, starts: pass } }
`);
    expect(told(run)).toEqual([]);
    expect(differences(run)).toEqual([]);
  });

  test('says what came otherwise, with the tree of values', () => {
    const run = runTests(`${usual}
cases:
  - name: a full disk
    facts: { disk.used: 91% }
    expect: { decision: safe, rules: { disk: pass, ticket: fail }, reasons: { disk: out of space, ticket: number } }
`);
    expect(differences(run)).toEqual([
      'decision: safe, not blocked',
      'rules.disk: pass, not fail',
      'rules.ticket: fail, not pass',
      'reasons.disk: out of space, not disk.used 91 % is not < 85 %; disk.used 91 % is not < 75 %',
      'reasons.ticket: number, not no reason (pass)',
    ]);
    const [, disk] = run.results[0]?.differences ?? [];
    expect(
      disk?.explained.map(({ tree }) => [tree.text, tree.shown, tree.parts.map(({ shown }) => shown)]),
    ).toEqual([['disk.used < 85%', 'false', ['91 %', '85 %'].slice(0, 1)]]);
  });

  test('leaves unknown what it does not give, and may say why', () => {
    const run = runTests(`${release}
cases:
  - name: nothing is known
    facts: { up: { unknown: the network is down } }
    expect: { rules: { disk: unknown, up: unknown, health: unknown }, reasons: { up: the network is down } }
`);
    expect(differences(run)).toEqual([]);
  });

  test('works scores out, and takes one that is given', () => {
    const run = runTests(`${usual}
cases:
  - name: worked out
    expect: { rules: { health: pass } }
  - name: given
    facts: { health.value: 0.1 }
    expect: { rules: { health: fail } }
`);
    expect(told(run)).toEqual([]);
    expect(differences(run)).toEqual([]);
  });

  test('counts earlier starts against limits', () => {
    const run = runTests(`${usual}
at: 2026-11-24T10:00Z
cases:
  - { name: two of two, starts: [10m, 59m], expect: { rules: { starts: fail } } }
  - { name: one has left, starts: [10m, 1h], expect: { rules: { starts: pass } } }
`);
    expect(told(run)).toEqual([]);
    expect(differences(run)).toEqual([]);
  });

  test('takes lists as inputs', () => {
    const run = runTests(`${usual}
cases: [{ name: zones, set: { zones: [a, b] }, expect: { decision: safe } }]
`);
    expect(told(run)).toEqual([]);
  });
});

describe('a table', () => {
  test('is a case for each row', () => {
    const run = runTests(`${usual}
cases:
  - name: disk at \${used}
    each: [{ used: 80%, word: pass }, { used: 90%, word: fail }, { used: { unknown: why }, word: pass }]
    facts: { disk.used: "\${used}" }
    expect: { rules: { disk: "\${word}" } }
  - name: the same name
    each: [{ env: dev }, { env: prod }]
    release: { env: "\${env}" }
    expect: { decision: safe }
`);
    expect(told(run)).toEqual([]);
    expect(run.results.map(({ name }) => name)).toEqual([
      'disk at 80%',
      'disk at 90%',
      'disk at ${used}',
      'the same name, row 1',
      'the same name, row 2',
    ]);
    expect(differences(run)).toEqual(['rules.disk: pass, not unknown']);
  });

  test('shows what is wrong in the row, once', () => {
    const run = runTests(`${usual}
cases:
  - name: a
    each: [{ used: 80 }, { used: 80% }]
    facts: { disk.used: "\${used}", disk.free: "\${ussed}" }
    expect: { decision: safe }
`);
    expect(told(run)).toEqual(['SEN2702 the table has no column `ussed`']);
    const other = runTests(`${usual}
cases:
  - { name: a, each: [{ used: 80 }], facts: { disk.used: "\${used}" }, expect: { decision: safe } }
`);
    expect(told(other)).toEqual([expect.stringContaining('SEN2703')]);
    const place = other.diagnostics[0]?.location?.span;
    expect(place && usual.length > 0 ? place.end - place.start : 0).toBe(2);
  });
});

describe('what is wrong is told with its place', () => {
  test.each([
    ['an unknown fact', 'facts: { disk.usd: 40% }', 'SEN2702 the policy knows no fact `disk.usd`'],
    ['a literal of another type', 'facts: { disk.used: full }', 'SEN2703 `full`'],
    [
      'a list where a scalar is',
      'facts: { disk.used: [1] }',
      'SEN2703 a value of type ratio is wanted, not a list',
    ],
    ['a scalar where a list is', 'facts: { up: true }', 'SEN2703 a value of type list of record is wanted'],
    ['an unknown field of a record', 'facts: { up: [{ okay: true }] }', 'SEN2702 it has no field `okay`'],
    ['the release as a fact', 'facts: { release.env: dev }', 'SEN2704 `release.env` is no fact of a probe'],
    ['an input as a fact', 'facts: { ticket: OPS-1 }', 'SEN2704 `ticket` is no fact of a probe'],
    ['the time as a fact', 'facts: { now: 1 }', 'SEN2704 `now` is no fact of a probe'],
    ['an unknown input', 'set: { tickt: x }', 'SEN2702 the policy declares no input `tickt`'],
    ['an unknown field of the release', 'release: { venv: x }', 'SEN2702 a release has no field `venv`'],
    ['an unknown environment', 'release: { env: prd }', 'SEN2702 the policy declares no environment `prd`'],
    ['a start of no time', 'starts: [soon]', 'SEN2703 `soon`'],
    ['a timeline alone', 'timeline: [{ at: 0s }]', 'SEN2704 a timeline belongs to a rollout'],
    ['a rollout that is none', 'rollout: main', 'SEN2702 the policy has no rollout `main`'],
    ['a key that is none', 'fact: {}', 'SEN1101 `fact` is not a key of a case'],
  ])('%s', (_, part, message) => {
    const run = runTests(`${release}\ncases:\n  - name: a\n    ${part}\n    expect: { decision: safe }\n`);
    expect(told(run)).toEqual([expect.stringContaining(message)]);
    expect(run.results).toEqual([]);
  });

  test.each([
    ['an unknown rule', '{ rules: { dsk: pass } }', 'SEN2702 the policy has no rule `dsk`'],
    ['a word that is no verdict', '{ rules: { disk: passed } }', 'SEN1104'],
    ['nothing', '{}', 'SEN1106'],
    ['a phase without a rollout', '{ phase: completed }', 'SEN2704 `phase` is about a rollout'],
    ['a time without a phase', '{ within: 3m }', 'SEN2704'],
  ])('%s is expected', (_, expectation, message) => {
    const run = runTests(`${release}\ncases:\n  - name: a\n    expect: ${expectation}\n`);
    expect(told(run)[0]).toContain(message);
  });

  test('a policy with freezes needs an instant, one with several environments needs one', () => {
    const text = 'cases: [{ name: a, expect: { decision: blocked } }]';
    expect(told(runTests(text, checkout))).toEqual([
      'SEN2704 the policy speaks of time, and this case does not say when it is',
      'SEN2704 the policy has several environments, and this case names none',
    ]);
  });

  test('a file that is none', () => {
    expect(told(runTests(''))).toEqual(['SEN1102 the test file is empty']);
    expect(told(runTests('cases: []'))).toEqual(['SEN1106 `cases` is empty']);
  });
});

describe('a rollout', () => {
  const at = 'at: 2026-11-24T10:00-05:00';
  const canary = (timeline: string, expectation: string, more = ''): string => `${at}
release: { version: v1.2.3, env: prod }
cases:
  - name: a
    rollout: main
    facts: { canary.error_rate: 0.1%, stable.error_rate: 0.1%, canary.p95: 200ms }
    ${more}
    timeline: ${timeline}
    expect: ${expectation}
`;

  test('completes where all is well', () => {
    const run = runTests(canary('[{ at: 0s }]', '{ phase: completed, within: 3h }'), checkout);
    expect(told(run)).toEqual([]);
    expect(differences(run)).toEqual([]);
  });

  test('says how far it came, and by what it was stopped', () => {
    const timeline = '[{ at: 12m, facts: { canary.error_rate: 4% } }]';
    const run = runTests(canary(timeline, '{ phase: completed, max_weight: 5% }'), checkout);
    expect(differences(run)).toEqual([
      'phase: completed, not rolled_back',
      'max_weight: 5 % at most, not 10 % after 0 ms',
    ]);
    const [phase, weight] = run.results[0]?.differences ?? [];
    expect(phase?.reasons.join('\n')).toContain('canary.error_rate 4 % is not < 1 %');
    expect(phase?.explained.map(({ tree }) => tree.text)).toContain('canary.error_rate < 1%');
    expect(weight?.reasons).toEqual([]);
  });

  test('reaches a phase in time, or later', () => {
    const timeline = '[{ at: 12m, facts: { canary.error_rate: 4% } }]';
    expect(differences(runTests(canary(timeline, '{ phase: rolled_back, within: 13m }'), checkout))).toEqual(
      [],
    );
    expect(
      differences(runTests(canary(timeline, '{ phase: rolled_back, within: 12m59s }'), checkout)),
    ).toEqual(['phase: rolled_back within 12 min 59 s, not observing']);
  });

  test('an audience has a largest share of its own', () => {
    const run = (share: string) =>
      runTests(
        `at: 2026-11-24T10:00Z
release: { version: 2.0.0 }
cases:
  - name: a
    rollout: new-checkout
    facts: { program.json: { version: 2.0.0 }, canary.error_rate: 1% }
    expect: { max_weight: ${share} }
`,
        flag,
      );
    expect(differences(run('{ internal: 40%, public: 99% }'))).toEqual([
      'max_weight: internal 40 % at most, not internal 100 % after 2.5 s',
      'max_weight: public 99 % at most, not public 100 % after 10 s',
    ]);
    expect(differences(run('{ public: 100% }'))).toEqual([]);
    expect(told(run('50%'))).toEqual(['SEN2704 the rollout `new-checkout` goes from audience to audience']);
    expect(told(run('{ inner: 50% }'))).toEqual([
      'SEN2702 the rollout `new-checkout` has no audience `inner`',
    ]);
    const other = canary('[{ at: 0s }]', '{ max_weight: { internal: 50% } }');
    expect(told(runTests(other, checkout))).toEqual(['SEN2704 the rollout `main` has no audiences']);
  });

  test('people are heard', () => {
    const timeline = '[{ at: 5m, do: pause }, { at: 6m, do: approve }, { at: 10m, do: abort }]';
    const run = runTests(canary(timeline, '{ phase: rolled_back, within: 10m, max_weight: 10% }'), checkout);
    expect(differences(run)).toEqual([]);
    const late = canary('[{ at: 3h, do: resume }]', '{ phase: pending }');
    const [difference] = runTests(late, checkout).results[0]?.differences ?? [];
    expect(difference?.reasons.join('\n')).toContain('resume is refused: it is completed already');
  });

  test('a part of a fact is told to be one', () => {
    const [found] = runTests(
      'cases: [{ name: a, facts: { program.json.version: 2.0.0 }, expect: { decision: safe } }]',
      flag,
    ).diagnostics;
    expect(found?.help).toBe('it is a part of `program.json`: write `program.json: { version: … }`');
  });

  test('as many agree as must, where the script says that they do', () => {
    const rule = 'weight: 50%, approve: { from: sre, count: 2, not_author: true },';
    const plan = planOf(fixture('parser/fixtures/checkout-api.yaml').replace('weight: 50%,', rule));
    const waiting = canary('[{ at: 0s }]', '{ phase: observing, within: 4h, max_weight: 10% }');
    expect(differences(runTests(waiting, plan))).toEqual([]);
    for (const word of ['approve', 'promote']) {
      const agreed = canary(`[{ at: 1h, do: ${word} }]`, '{ phase: completed, within: 4h }');
      expect(differences(runTests(agreed, plan))).toEqual([]);
    }
  });

  test('freezes keep it from rising', () => {
    const night = canary('[{ at: 0s }]', '{ phase: paused, within: 30m, max_weight: 10% }').replace(
      at,
      'at: 2026-11-24T21:50+01:00',
    );
    expect(differences(runTests(night, checkout))).toEqual([]);
  });

  test('gates and limits are asked only where they are expected', () => {
    const run = runTests(canary('[{ at: 0s }]', '{ phase: completed, decision: safe }'), checkout);
    expect(differences(run)).toEqual(['decision: safe, not critical']);
  });

  test('a timeline stands in order', () => {
    const run = runTests(canary('[{ at: 5m }, { at: 1m }]', '{ phase: completed }'), checkout);
    expect(told(run)).toEqual(['SEN2704 it stands behind a later moment']);
  });
});
