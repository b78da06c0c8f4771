/** Plans are what `schemas/plan.schema.json` says. */
import { globSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { planOf } from '../support/pipeline.ts';
import { brokenInvariants } from '../support/plan-invariants.ts';

const root = new URL('../..', import.meta.url).pathname;
const schema = JSON.parse(readFileSync(`${root}/schemas/plan.schema.json`, 'utf8')) as object;
const validate = new Ajv({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema);

/** Every kind of block, term and option at least once. */
const everything = `
sentinel: 1
policy: everything
description: all that a plan may hold
owners: [sre]
mode: shadow
environments: [dev, prod]
release: { tag: "{version}-{component}", paths: ["src/**"], version_map: { cart: cart.json } }
settings:
  url: { env: URL, per_env: { prod: "http://prod" }, default: "http://localhost" }
secrets:
  token: { env: TOKEN }
  key: { file: /run/key }
inputs:
  ticket: { type: string, default: "" }
  tickets: { type: [string], required: false }
  most: { type: duration }
probes:
  api: { http: { url: "\${settings.url}", headers: { Authorization: "\${secrets.token}", X-Key: "\${secrets.key}" }, expect_status: [200, 204] } }
  up: { each: { port: [80, 443] }, tcp: { host: localhost, port: 80 } }
  p95: { prometheus: { url: "\${settings.url}", query: 'x{track="\${track}"}', unit: seconds } }
scores:
  health:
    criteria: [{ weight: 3, of: api.ok }, { of: "1 - min(api.latency / 1s, 1)" }]
    healthy: 0.9
gates:
  healthy: { require: 'health.value > 0.85 and health.status == "HEALTHY"' }
  g:
    severity: critical
    mode: shadow
    environments: [prod]
    when: release.event in ["push", "tag"] and not (release.source == "emergency")
    require:
      - ticket matches /^ops-[0-9]+$/i
      - api.json["status"].deep == "ok" or api.headers["x"] is known
      - git.branch like ["main", "release/*"]
      - version(release.version) >= version("1.4.0") and release.version is vsemver
      - all(up, p => p.ok)
      - -api.latency < most + 5s and api.latency / 2 < 1s
      - 'len(tickets) > 0 and tickets != ["a"] and "a-\${release.env}" in tickets'
      - within(now, 5m)
      - deployed.dev.version == release.version and deployed.dev.healthy_for > 1h
      - 1 < 2
    prefer: api.latency < 1s
    message: "status \${api.status}"
    runbook: docs/g.md
    for: 1m
    tolerate: 1
  past: { require: p95 < 1s, over: 5m }
freezes:
  peak:
    environments: [prod]
    mode: shadow
    from: 2026-11-27
    until: 2026-12-01T00:00:30
    timezone: America/New_York
    when: release.event == "push"
    except: release.source == "emergency"
    reason: peak trading
    blocks: [promote]
    in_flight: rollback
  nights: { every: [day], between: "22:00-06:00", timezone: UTC }
  weekends: { every: [sun, sat], timezone: UTC }
  month-end: { rrule: FREQ=MONTHLY;BYDAY=-1FR, start: 2026-01-30T18:00, duration: 12h, timezone: UTC }
  holidays: { holidays: US-NY, timezone: UTC }
  theirs: { calendar: ./freezes.ics, max_age: 24h }
  hours: { outside: [{ every: weekday, between: "09:00-17:00" }], timezone: UTC }
limits:
  deploys:
    environments: [prod]
    mode: shadow
    at_most: [1 per 1m, 3 per 1h]
    by: [workload, env]
    when: release.event == "push"
    except: release.source == "emergency"
  all: { at_most: 20 per 1d }
rollouts:
  main:
    environments: [prod]
    mode: shadow
    when: release.event == "push"
    traffic: { haproxy: { socket: /run/h.sock, backend: be, slots: [blue, green] } }
    tracks: { canary: v2, stable: v1 }
    identity: canary.p95 is known
    stages:
      - { weight: 10%, hold: 30m, exit: [past], when: rollout.weight < 5%, approve: { from: sre, expires: 4h } }
      - { weight: 100%, checks: { require: canary.p95 < 1s, tolerate: 2 of 5 } }
    checks: { require: canary.p95 < 1s, prefer: stable.p95 < 1s, show: [canary.p95], tolerate: 1, max_extend: 1h }
    rollback: { when: canary.p95 > 2 * stable.p95, tolerate: 1 consecutive, to: previous_stage, retry: 1 }
    deadline: 1d
    unknown: { action: hold, for: 10m, then: rollback }
    before: [{ command: { run: [make] } }]
  flag:
    traffic: { flag: {} }
    assign: { by: [workspace, actor], seed: s }
    overrides: [{ who: workspace == "acme", in: true }]
    variants: { a: {}, b: {} }
    audience:
      - { name: internal, who: context.email like "*@example.com", stages: [{ weights: { a: 10%, b: 10% } }] }
      - { name: public, who: true, stages: [{ weights: { a: 50%, b: 50% } }] }
    checks: { require: canary.p95 < 1s }
before:
  - command: { run: [make] }
after:
  - { name: tag, when: release.env == "prod", git_tag: {} }
`;

describe('valid plans', () => {
  const examples = globSync('examples/**/sentinel.yaml', { cwd: root }).toSorted();

  test.each(examples)('%s', (name) => {
    const plan = planOf(readFileSync(`${root}/${name}`, 'utf8'));
    expect(validate(plan) ? [] : validate.errors).toEqual([]);
    expect(brokenInvariants(plan)).toEqual([]);
  });

  test('everything', () => {
    const plan = planOf(everything);
    expect(validate(plan) ? [] : validate.errors).toEqual([]);
    expect(brokenInvariants(plan)).toEqual([]);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });
});

test('the schema is strict', () => {
  const plan = planOf(everything);
  expect(validate({ ...plan, surprise: 1 })).toBe(false);
  expect(validate({ ...plan, digest: 'abc' })).toBe(false);
  expect(validate({ ...plan, mode: 'off' })).toBe(false);
});
