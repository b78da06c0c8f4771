/** Freezes, limits and stops made by hand, in a run. */
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../src/plan/audit.ts';
import type { RuleResult } from '../../../src/plan/decision.ts';
import { unknown } from '../../../src/plan/value.ts';
import type { EvaluateOptions } from '../../../src/runtime/engine/evaluate.ts';
import { StoreFailure } from '../../../src/runtime/failure.ts';
import { planOf } from '../../support/pipeline.ts';
import { fakeStores } from '../../support/stores.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';
import { constantly, evaluated, type FakeParts, fakeWorld, reading } from '../../support/world.ts';

const head = 'sentinel: 1\npolicy: shop\nenvironments: [dev, prod]\n';
const peak = `freezes:
  black-friday:
    environments: [prod]
    from: 2026-11-27T00:00
    until: 2026-12-01T00:00
    timezone: America/New_York
    except: release.source == "emergency"
    reason: peak trading
`;

/** Evaluates a policy for production; the parts of the world may be changed. */
async function judge(policy: string, parts: FakeParts = {}, options: Partial<EvaluateOptions> = {}) {
  const plan = planOf(head + policy);
  return evaluated(plan, fakeWorld(parts), { environment: 'prod', ...options });
}

/** A world in which it is this time. */
function at(time: string, world: FakeParts['world'] = {}): FakeParts {
  return { world: { clock: new VirtualClock(time), ...world } };
}

function only(decision: { readonly rules: readonly RuleResult[] }): RuleResult {
  expect(decision.rules).toHaveLength(1);
  return decision.rules[0] as RuleResult;
}

function texts({ reasons }: RuleResult): readonly string[] {
  return reasons.map(({ text }) => text);
}

describe('a freeze', () => {
  test('stops, and says until when and why', async () => {
    const { decision, notAfter } = await judge(peak, {
      ...at('2026-11-27T20:00:00-05:00'),
      release: { source: 'ci' },
    });
    const rule = only(decision);
    expect(rule).toMatchObject({
      kind: 'freeze',
      verdict: 'fail',
      severity: 'block',
      until: Date.parse('2026-12-01T05:00:00Z'),
    });
    expect(texts(rule)).toEqual(['frozen until Tue 1 Dec 00:00 New York (in 3 d 4 h): peak trading']);
    expect(decision).toMatchObject({
      decision: 'blocked',
      exitCode: 1,
      summary:
        'Blocked: 1 of 1 rule does not pass: black-friday; the next free slot is Tue 1 Dec 00:00 New York (in 3 d 4 h).',
      nextFree: { at: Date.parse('2026-12-01T05:00:00Z') },
    });
    expect(notAfter).toBeUndefined();
  });

  test('lets pass before it begins, and tells when that is', async () => {
    const { decision, notAfter } = await judge(peak, at('2026-11-26T23:59:59-05:00'));
    expect(only(decision)).toMatchObject({ verdict: 'pass', reasons: [] });
    expect(decision.summary).toBe('Safe: the one rule passes.');
    expect(decision.nextFree).toBeUndefined();
    expect(notAfter).toBe(Date.parse('2026-11-27T05:00:00Z'));
  });

  test('is judged as of the instant that is asked for', async () => {
    const asOf = { at: Date.parse('2026-11-27T17:00:00Z') };
    const { decision } = await judge(peak, at('2026-06-01T12:00:00Z', asOf));
    expect(only(decision).verdict).toBe('fail');
  });

  test('of another environment is not asked', async () => {
    const { decision } = await judge(peak, at('2026-11-27T12:00:00Z'), { environment: 'dev' });
    expect(only(decision).verdict).toBe('skipped');
    expect(texts(only(decision))).toEqual(['it is for prod, and this is dev']);
    expect(decision.summary).toBe(
      'Blocked: no rule of the policy shop applies to dev, so nothing was checked.',
    );
  });

  test('that stops promotions only is not asked about a start', async () => {
    const { decision } = await judge(
      'freezes: { f: { every: day, timezone: UTC, blocks: [promote] } }\ngates: { g: { require: 1 < 2 } }\n',
    );
    expect(decision.rules.find(({ kind }) => kind === 'freeze')).toMatchObject({
      verdict: 'skipped',
      reasons: [{ text: 'it stops promotions only, and this is a start' }],
    });
    expect(decision.exitCode).toBe(0);
  });

  test('whose `when` is known to be false is not asked; unknown, it is', async () => {
    const policy = 'freezes: { f: { every: day, timezone: UTC, when: release.event == "push" } }\n';
    const known = await judge(policy, { release: { event: 'tag' } });
    expect(texts(only(known.decision))).toEqual(['it does not apply: release.event "tag" is not "push"']);
    expect(only((await judge(policy)).decision).verdict).toBe('fail');
  });

  test('in shadow mode stops nothing, and is no reason for another slot', async () => {
    const { decision, notAfter } = await judge(
      'freezes: { f: { every: day, timezone: UTC, mode: shadow } }\ngates: { g: { require: 1 < 2 } }\n',
    );
    expect(decision.summary).toBe('Safe: 1 of 2 rules passes; not enforced: f (shadow).');
    expect(decision.nextFree).toBeUndefined();
    expect(notAfter).toBeUndefined();
  });

  test('without an end has no next slot', async () => {
    const { decision } = await judge('freezes: { f: { every: day, timezone: UTC } }\n');
    expect(texts(only(decision))).toEqual(['frozen with no end that is foreseen']);
    expect(decision.nextFree).toBeUndefined();
  });

  test('whose calendar cannot be read stops, and so nothing is known of the next slot', async () => {
    const { decision } = await judge(`freezes:
  theirs: { calendar: ./freezes.ics, timezone: UTC }
  fri: { every: [tue], timezone: UTC }
`);
    expect(decision.rules.map(({ verdict }) => verdict)).toEqual(['fail', 'fail']);
    expect(texts(decision.rules[0] as RuleResult)).toEqual([
      'whether it is frozen is unknown: nothing is read from outside',
    ]);
    expect(decision.nextFree).toBeUndefined();
  });

  test('the next slot is clear of every freeze of the environment', async () => {
    const { decision } = await judge(
      `freezes:
  nights: { environments: [prod], every: day, between: "22:00-06:00", timezone: Europe/Berlin }
  morning: { every: [tue], between: "05:30-09:00", timezone: Europe/Berlin }
  elsewhere: { environments: [dev], every: day, timezone: UTC }
`,
      at('2026-11-24T03:00:00+01:00'),
    );
    expect(decision.nextFree?.text).toBe('Tue 24 Nov 09:00 Berlin (in 6 h)');
  });

  test('is judged when the watching is over', async () => {
    const { decision } = await judge(`gates: { slo: { require: git.clean, for: 10m, every: 1m } }\n${peak}`, {
      ...at('2026-11-26T23:55:00-05:00'),
      probes: { git: constantly({ clean: true }) },
    });
    expect(decision.rules.map(({ verdict }) => verdict)).toEqual(['pass', 'fail']);
  });
});

describe('an exemption', () => {
  const friday = (parts: FakeParts = {}): FakeParts => ({ ...at('2026-11-27T12:00:00-05:00'), ...parts });

  test('lets through, is told and counted', async () => {
    const { decision, evidence } = await judge(peak, friday({ release: { source: 'emergency' } }));
    const rule = only(decision);
    expect(rule).toMatchObject({
      verdict: 'pass',
      override: { by: 'except', text: 'release.source == "emergency"' },
    });
    expect(texts(rule)).toEqual(['frozen until Tue 1 Dec 00:00 New York (in 3 d 12 h): peak trading']);
    expect(decision.summary).toBe('Safe: the one rule passes; 1 exemption used.');
    expect(decision.nextFree).toBeUndefined();
    expect([...evidence.keys()]).toEqual(['freeze black-friday']);
  });

  test('is not there for others', async () => {
    const { decision } = await judge(peak, friday({ release: { source: 'ci' } }));
    expect(only(decision)).toMatchObject({ verdict: 'fail' });
    expect(only(decision).override).toBeUndefined();
    expect(texts(only(decision))).toHaveLength(1);
  });

  test('that is unknown grants nothing, and says so', async () => {
    const { decision } = await judge(peak, friday());
    expect(texts(only(decision))[1]).toBe(
      'whether it is exempt is unknown, which exempts nothing: release.source is unknown: not given',
    );
  });

  test('needs a probe only where the freeze is closed', async () => {
    const policy =
      'freezes: { f: { from: 2026-11-27, until: 2026-12-01, timezone: UTC, except: disk.used < 50% } }\nprobes: { disk: { disk: { path: / } } }\n';
    const world = (time: string) => fakeWorld({ ...at(time), probes: { disk: constantly({ used: 0.1 }) } });
    const open = world('2026-11-20T00:00:00Z');
    await evaluated(planOf(head + policy), open, { environment: 'prod' });
    expect(open.ran).toEqual([]);
    const closed = world('2026-11-28T00:00:00Z');
    const { decision } = await evaluated(planOf(head + policy), closed, { environment: 'prod' });
    expect(closed.ran).toEqual(['disk']);
    expect(only(decision).verdict).toBe('pass');
  });

  test('shares the observation of the gates, but for one that is minutes old', async () => {
    const policy = (wait: string) =>
      planOf(`${head}probes: { disk: { disk: { path: / } } }
gates: { g: { require: disk.used < 90%${wait} } }
freezes: { f: { every: day, timezone: UTC, except: disk.used < 50% } }
`);
    let used = 0.1;
    const disk = () => Promise.resolve(reading({ used: (used += 0.1) }));
    const once = fakeWorld({ probes: { disk } });
    await evaluated(policy(''), once, { environment: 'prod' });
    expect(once.ran).toEqual(['disk']);
    const watched = fakeWorld({ probes: { disk } });
    await evaluated(policy(', for: 2m, every: 1m'), watched, { environment: 'prod' });
    expect(watched.ran).toEqual(['disk', 'disk', 'disk', 'disk']);
  });

  test.each([
    [
      ['oncall', 'hotfix'],
      { source: 'emergency' },
      'the operator exempts only the sources oncall, hotfix, and this one is emergency',
    ],
    [
      ['emergency'],
      {},
      'the operator exempts only the sources emergency, and this one is unknown: not given',
    ],
    [[], { source: 'emergency' }, 'the operator exempts no source, and this one is emergency'],
  ])('is withheld from sources that the operator does not name: %j', async (exemptSources, release, why) => {
    const { decision } = await judge(peak, {
      ...at('2026-11-27T12:00:00-05:00', { exemptSources }),
      release,
    });
    expect(only(decision).verdict).toBe('fail');
    expect(texts(only(decision))[1]).toBe(why);
  });

  test('is there for a source that the operator names', async () => {
    const { decision } = await judge(peak, {
      ...at('2026-11-27T12:00:00-05:00', { exemptSources: ['emergency'] }),
      release: { source: 'emergency' },
    });
    expect(only(decision).verdict).toBe('pass');
  });
});

const deploys = 'limits: { deploys: { at_most: [1 per 1m, 3 per 1h], by: [workload] } }\n';

describe('a limit', () => {
  const release = { workload: 'cart' };

  test('passes with what is left, and asks for admission', async () => {
    const stores = fakeStores({ left: () => [{ left: 1 }, { left: 2 }] });
    const { decision, admissions } = await judge(deploys, { release, world: { stores } });
    expect(only(decision)).toMatchObject({
      kind: 'limit',
      verdict: 'pass',
      reasons: [],
      left: [
        { count: 1, per: 60_000, left: 1 },
        { count: 3, per: 3_600_000, left: 2 },
      ],
    });
    expect(admissions).toEqual([
      {
        key: 'shop/deploys/workload=cart',
        rates: [
          { count: 1, per: 60_000 },
          { count: 3, per: 3_600_000 },
        ],
      },
    ]);
  });

  test('that is used up stops until the next is admitted', async () => {
    const clock = new VirtualClock('2026-11-24T10:00:00Z');
    const next = clock.now() + 12 * 60_000;
    const stores = fakeStores({
      left: () => [
        { left: 0, next: next - 60_000 },
        { left: 0, next },
      ],
    });
    const { decision, admissions } = await judge(deploys, { release, world: { clock, stores } });
    expect(only(decision)).toMatchObject({ verdict: 'fail', until: next });
    expect(texts(only(decision))).toEqual([
      '1 per 1m is used up; the next is admitted 2026-11-24T10:11:00Z (in 11 min)',
      '3 per 1h is used up; the next is admitted 2026-11-24T10:12:00Z (in 12 min)',
    ]);
    expect(admissions).toHaveLength(1);
  });

  test('of an unknown scope stops, and names the field', async () => {
    const { decision, admissions } = await judge(deploys, { world: { stores: fakeStores() } });
    expect(only(decision).verdict).toBe('fail');
    expect(texts(only(decision))).toEqual([
      'what is left is unknown: it counts by `workload`, which is unknown: not given',
    ]);
    expect(admissions).toEqual([]);
  });

  test.each([
    ['a store that is lost', { stores: () => Promise.resolve(unknown('the store is lost: refused')) }],
    ['a store that fails', { stores: fakeStores({ lost: new StoreFailure('refused') }) }],
  ])('stops with %s', async (_, world) => {
    const { decision } = await judge(deploys, { release, world });
    expect(decision.rules.map(({ name }) => name)).toEqual(['incidents', 'deploys']);
    expect(texts(decision.rules[0] as RuleResult)).toEqual([
      'incident freezes are unknown: the store is lost: refused',
    ]);
    expect(texts(decision.rules[1] as RuleResult)).toEqual([
      'what is left is unknown: the store is lost: refused',
    ]);
    expect(decision.exitCode).toBe(1);
  });

  test('a fault of the program is no lost store', async () => {
    const stores = fakeStores({ lost: new TypeError('a slip') });
    await expect(judge(deploys, { release, world: { stores } })).rejects.toThrow('a slip');
  });

  test.each([
    [{ barred: 'nothing is opened for an untrusted policy' }, 'nothing is opened for an untrusted policy'],
    [{}, 'no store counts it'],
  ])('stops where no store may be asked: %j', async (world, why) => {
    const { decision } = await judge(deploys, { release, world });
    expect(texts(only(decision))).toEqual([`what is left is unknown: ${why}`]);
  });

  test('counts as of now, whatever instant is asked for', async () => {
    const world = { stores: fakeStores(), at: Date.parse('2026-12-24T00:00:00Z') };
    const { decision } = await judge(deploys, { release, world });
    expect(only(decision).verdict).toBe('pass');
    expect(texts(only(decision))).toEqual(['it is counted as of now, whatever `--at` says']);
  });

  test('that is exempt or not enforced consumes nothing', async () => {
    const stores = fakeStores({ left: () => [{ left: 0 }] });
    const { decision, admissions } = await judge(
      `limits:
  exempt: { at_most: 1 per 1h, except: release.source == "emergency" }
  shadow: { at_most: 1 per 1h, mode: shadow }
  elsewhere: { at_most: 1 per 1h, environments: [dev] }
`,
      { release: { source: 'emergency' }, world: { stores } },
    );
    expect(admissions).toEqual([]);
    expect(decision.rules.map(({ verdict }) => verdict)).toEqual(['pass', 'fail', 'skipped']);
    expect(decision.summary).toBe(
      'Safe: 1 of 2 rules passes; not enforced: shadow (shadow); 1 exemption used; 1 does not apply.',
    );
  });

  test('of a run in shadow mode consumes nothing', async () => {
    const parts = { release, world: { stores: fakeStores() } };
    expect((await judge(deploys, parts, { mode: 'shadow' })).admissions).toEqual([]);
  });
});

describe('a stop made by hand', () => {
  const gate = 'gates: { g: { require: 1 < 2 } }\n';
  const now = Date.parse('2026-11-24T10:00:00Z');
  const incident = {
    id: '7',
    scope: {},
    from: now - 1000,
    until: now + 3_600_000,
    reason: 'the database is being repaired',
    actor: 'alice',
  };

  async function withRecords(records: Record<string, Json>, parts: FakeParts = {}, policy = gate) {
    const stores = fakeStores({ records });
    return judge(policy, { ...parts, world: { ...at('2026-11-24T10:00:00Z').world, stores } });
  }

  test('stops until its end, and says why and who', async () => {
    const { decision } = await withRecords({ 'freeze/7': incident });
    expect(decision.rules[1]).toMatchObject({
      kind: 'freeze',
      name: 'incident 7',
      verdict: 'fail',
      until: incident.until,
    });
    expect(texts(decision.rules[1] as RuleResult)).toEqual([
      'frozen until Tue 24 Nov 11:00 UTC (in 1 h) by alice: the database is being repaired',
    ]);
    expect(decision.summary).toBe(
      'Blocked: 1 of 2 rules does not pass: incident 7; the next free slot is Tue 24 Nov 11:00 UTC (in 1 h).',
    );
  });

  test.each([
    ['is over', { ...incident, until: now }],
    ['is about another policy', { ...incident, scope: { policy: 'other' } }],
    ['is about another environment', { ...incident, scope: { policy: 'shop', env: 'dev' } }],
  ])('one that %s stops nothing', async (_, record) => {
    const { decision } = await withRecords({ 'freeze/7': record }, { release: { env: 'prod' } });
    expect(decision.rules).toHaveLength(1);
    expect(decision.exitCode).toBe(0);
  });

  test('one about a field that is unknown stops', async () => {
    const { decision } = await withRecords({ 'freeze/7': { ...incident, scope: { workload: 'cart' } } });
    expect(decision.exitCode).toBe(1);
  });

  test('one to come stops nothing yet, and ends the next slot', async () => {
    const from = now + 60_000;
    const { decision, notAfter } = await withRecords({ 'freeze/7': { ...incident, from } });
    expect(decision.exitCode).toBe(0);
    expect(notAfter).toBe(from);
  });

  test('the next slot is clear of them too', async () => {
    const { decision } = await withRecords(
      { 'freeze/7': { ...incident, from: now + 60_000 } },
      {},
      'freezes: { f: { from: 2026-11-24T09:00, until: 2026-11-24T10:30, timezone: UTC } }\n',
    );
    expect(decision.nextFree?.at).toBe(incident.until);
  });

  test.each([
    ['text', 'x'],
    ['no scope', { ...incident, scope: 'all' }],
    ['a scope of numbers', { ...incident, scope: { env: 1 } }],
    ['no end', { ...incident, until: 'tomorrow' }],
    ['no reason', { ...incident, reason: 1 }],
  ] as [string, Json][])('a record that cannot be read stops: %s', async (_, record) => {
    const { decision } = await withRecords({ 'freeze/7': record });
    expect(texts(decision.rules[1] as RuleResult)).toEqual([
      'the record `freeze/7` of the store is no freeze that can be read',
    ]);
    expect(decision.nextFree).toBeUndefined();
  });

  test('a fault of the program is no lost store', async () => {
    const stores = fakeStores({ lost: new TypeError('a slip') });
    await expect(judge(gate, { world: { stores } })).rejects.toThrow('a slip');
  });
});

test('a broken glass overrides a freeze', async () => {
  const { decision } = await judge(peak, at('2026-11-27T12:00:00Z'), {
    breakGlass: 'the shop is down and this repairs it',
  });
  expect(decision).toMatchObject({
    exitCode: 0,
    summary: 'Safe: glass broken for black-friday: the shop is down and this repairs it; 0 of 1 rule passes.',
  });
  expect(only(decision)).toMatchObject({ verdict: 'fail', override: { by: 'break-glass' } });
});
