/** A run with one rule of each verdict, for the renderers. */
import type { RunReport } from '../../src/app/index.ts';
import type { RuleResult } from '../../src/plan/decision.ts';
import { diagnostic } from '../../src/plan/diagnostic.ts';
import type { PlanLocation } from '../../src/plan/plan.ts';
import { unknown } from '../../src/plan/value.ts';

export const policyFile = 'sentinel.yaml';
export const policyText = `sentinel: 1
policy: shop
gates:
  clean-tree: { require: git.clean }
  disk:
    severity: critical
    require: disk.used < 85%
  slo: { require: error_rate < 1% }
  ticket: { require: ticket != "", environments: [prod] }
freezes:
  black-friday: { from: 2026-11-27, until: 2026-12-01, timezone: America/New_York }
  nights: { every: day, between: "22:00-06:00", timezone: Europe/Berlin }
limits:
  deploys: { at_most: [1 per 1m, 3 per 1h] }
  hotfixes: { at_most: 1 per 1d }
`;

export function placeOf(text: string): PlanLocation {
  const start = policyText.indexOf(text);
  return { file: policyFile, span: [start, start + text.length] };
}

function rule(name: string, fields: Partial<RuleResult>): RuleResult {
  return {
    kind: 'gate',
    name,
    verdict: 'pass',
    severity: 'block',
    mode: 'enforce',
    reasons: [],
    warnings: [],
    location: placeOf(name),
    ...fields,
  };
}

export function sampleRun(fields: Partial<RunReport> = {}): RunReport {
  return {
    command: 'plan',
    decision: {
      decision: 'critical',
      exitCode: 2,
      summary: 'Critical: `disk` failed, `slo` is unknown',
      rules: [
        rule('clean-tree', { warnings: [{ text: 'git.ahead 3 is not == 0', span: [0, 1] }] }),
        rule('disk', {
          verdict: 'fail',
          severity: 'critical',
          reasons: [{ text: 'disk.used 91 % is not < 85 % (web-1)', span: [0, 1] }],
          message: 'free some space\nor ask the storage team',
          runbook: 'docs/runbook.md',
        }),
        rule('slo', {
          verdict: 'unknown',
          mode: 'shadow',
          reasons: [{ text: 'error_rate is unknown: connection refused (3 attempts)', span: [0, 1] }],
        }),
        rule('ticket', {
          verdict: 'skipped',
          severity: 'advisory',
          reasons: [{ text: 'only in `prod`', span: [0, 1] }],
        }),
      ],
    },
    exitCode: 2,
    policy: { name: 'shop', file: policyFile, digest: 'ab'.repeat(32) },
    release: [
      { name: 'version', value: 'v1.2.3', from: '--version' },
      { name: 'env', value: 'stage', from: '--env' },
      { name: 'actor', value: unknown('not given'), from: '' },
    ],
    evaluatedAt: Date.UTC(2026, 10, 21, 12),
    facts: [
      { id: 'git.clean', type: 'boolean', value: true, from: 'git' },
      {
        id: 'disk.used',
        type: 'ratio',
        value: 0.91,
        from: 'probe disk',
        detail: 'web-1',
        location: placeOf('disk'),
      },
      {
        id: 'error_rate.value',
        type: 'ratio',
        value: unknown('connection refused (3 attempts)'),
        from: 'probe error_rate',
      },
      { id: 'now', type: 'instant', value: Date.UTC(2026, 10, 21, 12), from: 'clock' },
    ],
    steps: [
      { phase: 'after', name: 'tag', kind: 'git_tag', result: 'would-run', text: 'create tag `v1.2.3`' },
    ],
    probes: [
      { probe: 'disk', kind: 'disk', duration: 3.2 },
      {
        probe: 'error_rate',
        kind: 'prometheus',
        item: 'cart',
        duration: 1204,
        failure: 'connection refused (3 attempts)',
      },
    ],
    duration: 1210.4,
    diagnostics: [
      diagnostic('SEN1203', 'a ratio is compared with `1`', {
        file: policyFile,
        span: { start: 0, end: 8 },
      }),
    ],
    sources: new Map([[policyFile, policyText]]),
    ...fields,
  };
}

/** A run that a freeze and a limit stop, with an exemption and a broken glass. */
export function frozenRun(): RunReport {
  const lifts = Date.UTC(2026, 11, 1, 5);
  return sampleRun({
    decision: {
      decision: 'blocked',
      exitCode: 1,
      summary: 'Blocked: 2 of 4 rules do not pass: black-friday, deploys',
      rules: [
        rule('black-friday', {
          kind: 'freeze',
          verdict: 'fail',
          reasons: [
            { text: 'frozen until Tue 1 Dec 00:00 New York (in 9 d 17 h): peak trading', span: [0, 1] },
          ],
          until: lifts,
        }),
        rule('nights', {
          kind: 'freeze',
          verdict: 'pass',
          reasons: [{ text: 'frozen until Sun 22 Nov 06:00 Berlin (in 17 h)', span: [0, 1] }],
          override: { by: 'except', text: 'release.source == "emergency"' },
        }),
        rule('deploys', {
          kind: 'limit',
          verdict: 'fail',
          reasons: [
            {
              text: '1 per 1m is used up; the next is admitted 2026-11-21T12:00:30Z (in 30 s)',
              span: [0, 1],
            },
          ],
          until: Date.UTC(2026, 10, 21, 12, 0, 30),
          left: [
            { count: 1, per: 60_000, left: 0 },
            { count: 3, per: 3_600_000, left: 2 },
          ],
        }),
        rule('hotfixes', {
          kind: 'limit',
          verdict: 'fail',
          reasons: [{ text: '1 per 1d is used up', span: [0, 1] }],
          override: { by: 'break-glass', text: 'the shop is down and this repairs it' },
        }),
      ],
      nextFree: { at: lifts, text: 'Tue 1 Dec 00:00 New York (in 9 d 17 h)' },
    },
    exitCode: 1,
    facts: [],
    steps: [],
    probes: [],
    diagnostics: [],
  });
}
