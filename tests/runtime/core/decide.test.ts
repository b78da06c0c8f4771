import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../../src/plan/decision.ts';
import type { GateSeverity, Mode } from '../../../src/plan/plan.ts';
import type { Freeze } from '../../../src/plan/window.ts';
import { type Decided, decide } from '../../../src/runtime/core/decide.ts';
import type { RuleFinding } from '../../../src/runtime/core/finding.ts';
import type { GateResult } from '../../../src/runtime/core/gate.ts';
import { sketchPlan } from '../../support/sketch.ts';
import { runs } from '../../support/tier.ts';

interface Row {
  readonly name: string;
  readonly verdict?: Verdict;
  readonly severity?: GateSeverity;
  readonly mode?: Mode;
  readonly warnings?: number;
  readonly runbook?: string;
}

const reason = { text: 'why', span: [0, 1] } as const;

function decisionOf(
  rows: readonly Row[],
  options: { mode?: Mode; policy?: Mode; environment?: string } = {},
) {
  const plan = sketchPlan(
    Object.fromEntries(
      rows.map(({ name, severity = 'block', mode = 'enforce', runbook }) => [
        name,
        { severity, mode, ...(runbook !== undefined && { runbook }) },
      ]),
    ),
    { mode: options.policy ?? 'enforce' },
  );
  const results = new Map(
    rows.flatMap(({ name, verdict, warnings = 0 }): [string, GateResult][] =>
      verdict === undefined
        ? []
        : [[name, { verdict, reasons: [], warnings: Array.from({ length: warnings }, () => reason) }]],
    ),
  );
  return decide(plan, {
    environment: options.environment,
    mode: options.mode ?? 'enforce',
    gates: results,
    freezes: new Map(),
    limits: new Map(),
    incidents: [],
  });
}

describe('the decision', () => {
  test.each<[string, Row[], 0 | 1 | 2, string]>([
    ['one pass', [{ name: 'a', verdict: 'pass' }], 0, 'Safe: the one gate passes.'],
    [
      'passes',
      [
        { name: 'a', verdict: 'pass', warnings: 1 },
        { name: 'b', verdict: 'pass' },
        { name: 'c', verdict: 'skipped' },
      ],
      0,
      'Safe: all 2 gates pass; 1 does not apply; 1 warning.',
    ],
    [
      'failures',
      [
        { name: 'slo', verdict: 'fail', warnings: 2 },
        { name: 'change-ticket', verdict: 'unknown' },
        { name: 'c', verdict: 'pass' },
        { name: 'd', verdict: 'skipped' },
        { name: 'e', verdict: 'skipped' },
      ],
      1,
      'Blocked: 2 of 3 gates do not pass: slo, change-ticket; 2 do not apply; 2 warnings.',
    ],
    [
      'a critical failure beside another',
      [
        { name: 'slo', verdict: 'fail' },
        { name: 'disk', verdict: 'fail', severity: 'critical' },
      ],
      2,
      'Critical: 2 of 2 gates do not pass: disk (critical), slo.',
    ],
    [
      'a critical unknown',
      [
        { name: 'disk', verdict: 'unknown', severity: 'critical' },
        { name: 'b', verdict: 'pass', severity: 'critical' },
      ],
      2,
      'Critical: 1 of 2 gates does not pass: disk.',
    ],
    [
      'what is only reported',
      [
        { name: 'a', verdict: 'fail', severity: 'advisory' },
        { name: 'b', verdict: 'unknown', mode: 'shadow', severity: 'critical' },
        { name: 'c', verdict: 'pass' },
      ],
      0,
      'Safe: 1 of 3 gates passes; not enforced: a (advisory), b (shadow).',
    ],
    ['a gate that was not judged', [{ name: 'a' }], 1, 'Blocked: 1 of 1 gate does not pass: a.'],
    [
      'nothing that applies',
      [{ name: 'a', verdict: 'skipped' }],
      1,
      'Blocked: no gate of the policy shop applies, so nothing was checked.',
    ],
    ['no gates', [], 1, 'Blocked: the policy shop has no gates.'],
  ])('%s', (_, rows, exitCode, summary) => {
    const decision = decisionOf(rows);
    expect([decision.exitCode, decision.summary]).toEqual([exitCode, summary]);
    expect(decision.decision).toBe({ 0: 'safe', 1: 'blocked', 2: 'critical' }[exitCode]);
  });

  test('names the environment in which nothing applies', () => {
    expect(decisionOf([{ name: 'a', verdict: 'skipped' }], { environment: 'dev' }).summary).toBe(
      'Blocked: no gate of the policy shop applies to dev, so nothing was checked.',
    );
  });

  test.each([{ mode: 'shadow' as const }, { policy: 'shadow' as const }])(
    'in shadow enforces nothing: %o',
    (options) => {
      const decision = decisionOf(
        [
          { name: 'a', verdict: 'fail', severity: 'critical' },
          { name: 'b', verdict: 'pass' },
          { name: 'c', verdict: 'pass' },
        ],
        options,
      );
      expect(decision).toMatchObject({
        exitCode: 0,
        summary: 'Safe: 2 of 3 gates pass; not enforced: a (shadow).',
      });
      expect(decision.rules.map(({ mode }) => mode)).toEqual(['shadow', 'shadow', 'shadow']);
    },
  );

  test('gives the runbook with what does not pass, and says what was not judged', () => {
    const runbook = 'docs/runbook.md';
    const { rules } = decisionOf([
      { name: 'a', verdict: 'fail', runbook },
      { name: 'b', verdict: 'pass', runbook },
      { name: 'c', runbook },
    ]);
    expect(rules.map((rule) => rule.runbook)).toEqual([runbook, undefined, runbook]);
    expect(rules[2]?.reasons.map(({ text }) => text)).toEqual(['it was not judged']);
  });

  test('is 2 only by an enforced critical gate that failed or is unknown, and 0 only with a gate that applied', () => {
    const row = fc.record({
      verdict: fc.constantFrom<Verdict[]>('pass', 'fail', 'unknown', 'skipped'),
      severity: fc.constantFrom<GateSeverity[]>('advisory', 'block', 'critical'),
      mode: fc.constantFrom<Mode[]>('enforce', 'shadow'),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
        const { exitCode } = decisionOf(rows.map((one, i) => ({ name: `g${i}`, ...one })));
        const stops = rows.filter(
          ({ verdict, severity, mode }) =>
            ['fail', 'unknown'].includes(verdict) && severity !== 'advisory' && mode === 'enforce',
        );
        const critical = stops.some(({ severity }) => severity === 'critical');
        const asked = rows.some(({ verdict }) => verdict !== 'skipped');
        expect(exitCode).toBe(critical ? 2 : stops.length > 0 || !asked ? 1 : 0);
      }),
      { seed: 51, numRuns: runs(300, 10_000) },
    );
  });
});

describe('freezes, limits and stops by hand', () => {
  const somewhere = { file: 'sentinel.yaml', span: [0, 1] } as const;
  const failing: RuleFinding = { verdict: 'fail', reasons: [], warnings: [] };
  const passing: RuleFinding = { verdict: 'pass', reasons: [], warnings: [] };
  const freeze = {
    mode: 'enforce',
    window: { kind: 'weekly', days: [5] },
    timezone: 'UTC',
    blocks: ['start', 'promote'],
    inFlight: 'pause',
    location: somewhere,
  } as const satisfies Omit<Freeze, 'name'>;
  const limit = { mode: 'enforce', atMost: [], by: [], location: somewhere } as const;

  function decided(parts: Partial<Decided>, policy: Mode = 'enforce') {
    const plan = sketchPlan(
      { slo: {}, disk: { severity: 'critical' } },
      {
        mode: policy,
        freezes: [{ ...freeze, name: 'fri' }],
        limits: [{ ...limit, name: 'deploys' }],
      },
    );
    const pass: GateResult = { verdict: 'pass', reasons: [], warnings: [] };
    return decide(plan, {
      environment: undefined,
      mode: 'enforce',
      gates: new Map([
        ['slo', pass],
        ['disk', pass],
      ]),
      freezes: new Map([['fri', passing]]),
      limits: new Map([['deploys', passing]]),
      incidents: [],
      ...parts,
    });
  }

  test('stand behind the gates, and block', () => {
    const { rules, exitCode, summary } = decided({
      freezes: new Map([['fri', failing]]),
      incidents: [{ ...failing, name: 'incident 7', location: somewhere }],
    });
    expect(rules.map(({ kind, name, severity }) => `${kind} ${name} ${severity}`)).toEqual([
      'gate slo block',
      'gate disk critical',
      'freeze fri block',
      'freeze incident 7 block',
      'limit deploys block',
    ]);
    expect(exitCode).toBe(1);
    expect(summary).toBe('Blocked: 2 of 5 rules do not pass: fri, incident 7.');
  });

  test('that nobody judged are unknown, and block', () => {
    expect(decided({ freezes: new Map() }).rules[2]).toMatchObject({
      verdict: 'unknown',
      reasons: [{ text: 'it was not judged' }],
    });
    expect(decided({ limits: new Map() }).exitCode).toBe(1);
  });

  test('of a policy in shadow mode enforce nothing, stops by hand neither', () => {
    const all = {
      freezes: new Map([['fri', failing]]),
      incidents: [{ ...failing, name: 'i', location: somewhere }],
    };
    expect(decided(all, 'shadow').exitCode).toBe(0);
  });

  test('the next free slot is told where a freeze stops, and nowhere else', () => {
    const nextFree = { at: 0, text: 'Sat 28 Nov 00:00 UTC (in 12 h)' };
    expect(decided({ nextFree }).nextFree).toBeUndefined();
    expect(decided({ nextFree, limits: new Map([['deploys', failing]]) }).nextFree).toBeUndefined();
    const frozen = decided({ nextFree, freezes: new Map([['fri', failing]]) });
    expect(frozen.nextFree).toEqual(nextFree);
    expect(frozen.summary).toContain('; the next free slot is Sat 28 Nov 00:00 UTC (in 12 h)');
  });

  describe('a broken glass', () => {
    const breakGlass = 'checkout is down, rolling forward';
    const gate = (name: string, verdict: Verdict) =>
      new Map<string, GateResult>([
        ['slo', passing],
        ['disk', passing],
        [name, { verdict, reasons: [], warnings: [] }],
      ]);

    test('goes over freezes, limits and what is unknown', () => {
      const { exitCode, summary, rules } = decided({
        breakGlass,
        gates: gate('slo', 'unknown'),
        freezes: new Map([['fri', failing]]),
        limits: new Map([['deploys', failing]]),
        incidents: [{ ...failing, name: 'incident 7', location: somewhere }],
      });
      expect(exitCode).toBe(0);
      expect(summary).toBe(
        `Safe: glass broken for slo, fri, incident 7, deploys: ${breakGlass}; 1 of 5 rules passes.`,
      );
      expect(rules.map(({ verdict }) => verdict)).toEqual(['unknown', 'pass', 'fail', 'fail', 'fail']);
      expect(rules[2]?.override).toEqual({ by: 'break-glass', text: breakGlass });
      expect(rules[1]).not.toHaveProperty('override');
    });

    test.each([
      ['slo', 'fail', 1],
      ['disk', 'fail', 2],
      ['disk', 'unknown', 2],
    ] as const)('never goes over the gate %s that is %s', (name, verdict, exitCode) => {
      const found = decided({ breakGlass, gates: gate(name, verdict) });
      expect(found.exitCode).toBe(exitCode);
      expect(found.rules.filter(({ override }) => override)).toEqual([]);
    });

    test('is told where there was nothing to go over', () => {
      expect(decided({ breakGlass }).summary).toBe(`Safe: glass broken: ${breakGlass}; all 4 rules pass.`);
    });

    test('makes nothing of a run in which no rule applied', () => {
      expect(decide(sketchPlan({}), { ...nothing, breakGlass }).exitCode).toBe(1);
    });
  });

  const nothing: Decided = {
    environment: undefined,
    mode: 'enforce',
    gates: new Map(),
    freezes: new Map(),
    limits: new Map(),
    incidents: [],
  };
});
