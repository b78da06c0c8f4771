/** What each clause of the language writes. */
import { describe, expect, test } from 'vitest';
import { readDsl, written } from '../../support/dsl.ts';

describe('the policy', () => {
  test('its version goes without saying', () => {
    expect(readDsl('policy shop {}').data).toEqual({ sentinel: 1, policy: 'shop' });
    expect(readDsl('sentinel 1\npolicy "my shop" { }').data).toEqual({ sentinel: 1, policy: 'my shop' });
  });

  test.each([
    ['description "a shop"', { description: 'a shop' }],
    ['owners "@shop/sre", "@shop/dev"', { owners: ['@shop/sre', '@shop/dev'] }],
    ['owners ["@shop/sre"]', { owners: ['@shop/sre'] }],
    ['mode shadow', { mode: 'shadow' }],
    ['extends "./org.yaml"', { extends: './org.yaml' }],
    ['environments prod', { environments: ['prod'] }],
    [
      'release { tag "{version}" paths "a/**", "b/**" version_map { shop "package.json" } }',
      { release: { tag: '{version}', paths: ['a/**', 'b/**'], version_map: { shop: 'package.json' } } },
    ],
  ])('%s', (clause, data) => {
    expect(written(clause)).toEqual(data);
  });
});

describe('what a policy reads', () => {
  test.each([
    ['setting a from env "A"', { settings: { a: { env: 'A' } } }],
    ['setting a default "x" from env A', { settings: { a: { default: 'x', env: 'A' } } }],
    [
      'setting a per env { prod "x"  "stage" "y" } default "z"',
      { settings: { a: { per_env: { prod: 'x', stage: 'y' }, default: 'z' } } },
    ],
    ['secret a from env "A"', { secrets: { a: { env: 'A' } } }],
    ['secret a from file "/run/a"', { secrets: { a: { file: '/run/a' } } }],
    ['secret a from vault { path "kv/a" }', { secrets: { a: { vault: { path: 'kv/a' } } } }],
    ['input a: string = ""', { inputs: { a: { type: 'string', default: '' } } }],
    ['input a: [string] = ["x", "y"]', { inputs: { a: { type: ['string'], default: ['x', 'y'] } } }],
    ['input a = 5m', { inputs: { a: { default: '5m' } } }],
    ['input a: number = -1.5', { inputs: { a: { type: 'number', default: -1.5 } } }],
    [
      'input a: boolean = true required',
      { inputs: { a: { type: 'boolean', default: true, required: true } } },
    ],
    ['input a: string required false', { inputs: { a: { type: 'string', required: false } } }],
    ['probe disk = disk { path "/" }', { probes: { disk: { disk: { path: '/' } } } }],
    [
      'probe up each svc in ["cart", "pay"] = http { url "http://${svc}/" }',
      { probes: { up: { each: { svc: ['cart', 'pay'] }, http: { url: 'http://${svc}/' } } } },
    ],
    [
      'score health { 3 of error_rate < 1% of api.ok  healthy 0.85  degraded 0.5 }',
      {
        scores: {
          health: {
            criteria: [{ weight: 3, of: 'error_rate < 1%' }, { of: 'api.ok' }],
            healthy: 0.85,
            degraded: 0.5,
          },
        },
      },
    ],
  ])('%s', (clause, data) => {
    expect(written(clause)).toEqual(data);
  });
});

describe('rules', () => {
  test.each([
    ['gate a { require git.clean }', { gates: { a: { require: 'git.clean' } } }],
    [
      'gate "a b" in prod, stage when x == 1 critical { require true prefer 0 < 1 }',
      {
        gates: {
          'a b': {
            environments: ['prod', 'stage'],
            when: 'x == 1',
            severity: 'critical',
            require: true,
            prefer: '0 < 1',
          },
        },
      },
    ],
    [
      'gate a { require b require c message "m ${x}" runbook "r" for 5m every 15s tolerate 3 mode shadow }',
      {
        gates: {
          a: {
            require: ['b', 'c'],
            message: 'm ${x}',
            runbook: 'r',
            for: '5m',
            every: '15s',
            tolerate: 3,
            mode: 'shadow',
          },
        },
      },
    ],
    [
      'gate a { severity advisory environments [prod] when b require c over 5m }',
      { gates: { a: { severity: 'advisory', environments: ['prod'], when: 'b', require: 'c', over: '5m' } } },
    ],
    [
      'freeze a in prod { from 2026-11-27T00:00 until 2026-12-01 timezone "Europe/Berlin" reason "r" }',
      {
        freezes: {
          a: {
            environments: ['prod'],
            from: '2026-11-27T00:00',
            until: '2026-12-01',
            timezone: 'Europe/Berlin',
            reason: 'r',
          },
        },
      },
    ],
    [
      'freeze a { every sat, sun between 22:00-06:00 except b blocks promote in_flight pause mode enforce }',
      {
        freezes: {
          a: {
            every: ['sat', 'sun'],
            between: '22:00-06:00',
            except: 'b',
            blocks: ['promote'],
            in_flight: 'pause',
            mode: 'enforce',
          },
        },
      },
    ],
    [
      'freeze a when b { rrule "FREQ=DAILY" start 2026-01-30T18:00 duration 12h }',
      { freezes: { a: { when: 'b', rrule: 'FREQ=DAILY', start: '2026-01-30T18:00', duration: '12h' } } },
    ],
    [
      'freeze a { outside { every weekday between 09:00-17:00 } outside { every sat between 10:00-12:00 } }',
      {
        freezes: {
          a: {
            outside: [
              { every: 'weekday', between: '09:00-17:00' },
              { every: 'sat', between: '10:00-12:00' },
            ],
          },
        },
      },
    ],
    ['freeze a { holidays US }', { freezes: { a: { holidays: 'US' } } }],
    [
      'freeze a { calendar "./a.ics" max_age 24h }',
      { freezes: { a: { calendar: './a.ics', max_age: '24h' } } },
    ],
    [
      'limit a in prod { at most 1 per 1m, 3 per 1h by workload, env except b }',
      {
        limits: {
          a: {
            environments: ['prod'],
            at_most: ['1 per 1m', '3 per 1h'],
            by: ['workload', 'env'],
            except: 'b',
          },
        },
      },
    ],
    [
      'limit a { at most 3   per\n1h mode shadow }',
      { limits: { a: { at_most: '3 per 1h', mode: 'shadow' } } },
    ],
  ])('%s', (clause, data) => {
    expect(written(clause)).toEqual(data);
  });
});

describe('rollouts', () => {
  test.each([
    [
      'traffic haproxy { socket "/s" slots [blue, green] }',
      { traffic: { haproxy: { socket: '/s', slots: ['blue', 'green'] } } },
    ],
    [
      'stage 10% hold 30m stage 50% approve sre exit slo, "a b" stage 100%',
      {
        stages: [
          { weight: '10%', hold: '30m' },
          { weight: '50%', approve: 'sre', exit: ['slo', 'a b'] },
          { weight: '100%' },
        ],
      },
    ],
    [
      'stage 50% hold 30m { when a checks every 1m { require b } }',
      { stages: [{ weight: '50%', hold: '30m', when: 'a', checks: { every: '1m', require: 'b' } }] },
    ],
    [
      'stage weights { a 10% b 20% } approve { from sre count 2 not_author true }',
      {
        stages: [{ weights: { a: '10%', b: '20%' }, approve: { from: 'sre', count: 2, not_author: true } }],
      },
    ],
    ['stage 10% { hold 30m exit slo }', { stages: [{ weight: '10%', hold: '30m', exit: ['slo'] }] }],
    [
      'ramp { from 10% by 10% to 100% every 5m }',
      { ramp: { from: '10%', by: '10%', to: '100%', every: '5m' } },
    ],
    [
      'checks every 1m warmup 2m tolerate 2 of 5 { require a prefer b show c on_fail pause max_extend 30m }',
      {
        checks: {
          every: '1m',
          warmup: '2m',
          tolerate: '2 of 5',
          require: 'a',
          prefer: 'b',
          show: 'c',
          on_fail: 'pause',
          max_extend: '30m',
        },
      },
    ],
    ['checks every 1m', { checks: { every: '1m' } }],
    [
      'rollback when a > b tolerate 1 consecutive to 0% retry 2 quarantine false',
      {
        rollback: { when: 'a > b', tolerate: '1 consecutive', to: '0%', retry: 2, quarantine: false },
      },
    ],
    [
      'rollback if a { tolerate 2 tiers [{ haproxy { socket "/s" } within 5s }, { nginx {} }] }',
      {
        rollback: {
          if: 'a',
          tolerate: 2,
          tiers: [{ haproxy: { socket: '/s' }, within: '5s' }, { nginx: {} }],
        },
      },
    ],
    ['rollback { when a }', { rollback: { when: 'a' } }],
    ['unknown hold for 10m then rollback', { unknown: { action: 'hold', for: '10m', then: 'rollback' } }],
    ['unknown for 10m then pause', { unknown: { for: '10m', then: 'pause' } }],
    ['unknown then pause', { unknown: { then: 'pause' } }],
    ['unknown pause', { unknown: { action: 'pause' } }],
    ['finish swap keep 24h', { finish: { promote: 'swap', keep: '24h' } }],
    ['finish keep 24h', { finish: { keep: '24h' } }],
    ['finish none', { finish: { promote: 'none' } }],
    ['identity canary.version == release.version', { identity: 'canary.version == release.version' }],
    [
      'audience "internal" who true { stage 10% ramp { by 1% } } audience public who x',
      {
        audience: [
          { name: 'internal', who: true, stages: [{ weight: '10%' }], ramp: { by: '1%' } },
          { name: 'public', who: 'x' },
        ],
      },
    ],
    [
      'audience a { who b == 1 stage 10% }',
      { audience: [{ name: 'a', who: 'b == 1', stages: [{ weight: '10%' }] }] },
    ],
    [
      'analysis { compare error_rate test sequential significance 5% margin 0.5% }',
      {
        analysis: { compare: 'error_rate', test: 'sequential', significance: '5%', margin: '0.5%' },
      },
    ],
    ['tracks { canary "v2" stable "v1" }', { tracks: { canary: 'v2', stable: 'v1' } }],
    [
      'dwell 15m cooldown 1h deadline 1d watch 24h concurrent 1 newer reject runway true first skip',
      {
        dwell: '15m',
        cooldown: '1h',
        deadline: '1d',
        watch: '24h',
        concurrent: 1,
        newer: 'reject',
        runway: true,
        first: 'skip',
      },
    ],
    ['assign { by [workspace, actor] seed "s" }', { assign: { by: ['workspace', 'actor'], seed: 's' } }],
    [
      'overrides [{ who \'workspace == "acme"\' in true }]',
      { overrides: [{ who: 'workspace == "acme"', in: true }] },
    ],
    ['variants { a { weight 10% } }', { variants: { a: { weight: '10%' } } }],
    ['mode shadow when a environments [prod]', { mode: 'shadow', when: 'a', environments: ['prod'] }],
    [
      'before git_tag { tag "x" } after "announce" when a == 1 webhook { url "u" } after note command { run [a] }',
      {
        before: [{ git_tag: { tag: 'x' } }],
        after: [
          { name: 'announce', when: 'a == 1', webhook: { url: 'u' } },
          { name: 'note', command: { run: ['a'] } },
        ],
      },
    ],
  ])('%s', (clause, data) => {
    expect(written(`rollout main { ${clause} }`)).toEqual({ rollouts: { main: data } });
  });

  test('header', () => {
    expect(written('rollout "main" in prod when a { stage 1% }')).toEqual({
      rollouts: { main: { environments: ['prod'], when: 'a', stages: [{ weight: '1%' }] } },
    });
  });
});

describe('the rest', () => {
  test.each([
    [
      'group shop { rollouts backend, frontend }',
      { groups: { shop: { rollouts: ['backend', 'frontend'] } } },
    ],
    [
      'notification ops { on blocked, critical slack { channel "#ops" } }',
      { notifications: { ops: { on: ['blocked', 'critical'], slack: { channel: '#ops' } } } },
    ],
    ['before command { run ["make", "ready"] }', { before: [{ command: { run: ['make', 'ready'] } }] }],
  ])('%s', (clause, data) => {
    expect(written(clause)).toEqual(data);
  });

  test('blocks of one kind stand together, wherever they are written', () => {
    expect(written('gate a { require b }\nprobe p = disk {}\ngate c { require d }')).toEqual({
      gates: { a: { require: 'b' }, c: { require: 'd' } },
      probes: { p: { disk: {} } },
    });
  });
});
