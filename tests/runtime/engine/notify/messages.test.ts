/** What people are told of an entry of the audit. */
import { describe, expect, test } from 'vitest';
import { notificationEvents } from '../../../../src/plan/notification.ts';
import { newsOf, type ToldEntry } from '../../../../src/runtime/engine/notify/messages.ts';

const subject = { rollout: 'main', env: 'prod', attempt: 'a1', version: 'v1.2.3' };
const release = { env: 'prod', version: 'v1.2.3' };
const disk = {
  kind: 'gate',
  name: 'disk',
  verdict: 'fail',
  severity: 'critical',
  mode: 'enforce',
  reasons: ['disk.used 91 % is not < 85 %'],
  message: 'make room',
  runbook: 'docs/disk.md',
};
const quiet = { ...disk, name: 'quiet', mode: 'shadow' };

function told(parts: Partial<ToldEntry>) {
  return newsOf({
    seq: 7,
    at: 1_000,
    hash: 'f'.repeat(64),
    type: 'step',
    actor: { name: 'ci', verified: false },
    policy: 'shop',
    subject,
    why: 'because',
    ...parts,
  });
}

const decision = (to: string, data: NonNullable<ToldEntry['data']>, why = 'Safe: all pass.') =>
  told({ type: 'decision', subject: release, to, why, data });

const entries: Readonly<Record<string, readonly [ReturnType<typeof told>, event: string, text: string]>> = {
  blocked: [
    decision('blocked', { outcome: 'blocked', rules: [disk] }, 'Blocked: 1 of 1 gate does not pass: disk.'),
    'blocked wrong error',
    'Blocked: 1 of 1 gate does not pass: disk.',
  ],
  critical: [
    decision('critical', { outcome: 'blocked', rules: [disk] }, 'Critical: 1 of 1 gate does not pass: disk.'),
    'critical wrong critical',
    'Critical: 1 of 1 gate does not pass: disk.',
  ],
  'refused although it is safe': [
    decision('safe', { outcome: 'failed', failures: ['v1.2.3 was rolled back and is in quarantine'] }),
    'blocked wrong error',
    'Blocked: v1.2.3 was rolled back and is in quarantine',
  ],
  'a start without a rollout': [
    decision('safe', { outcome: 'started', rules: [] }),
    'started well info',
    'Safe: all pass.',
  ],
  started: [
    told({ type: 'rollout.started', why: '3 stages to 100 %' }),
    'started news info',
    'Safe: shop/main@prod started with v1.2.3: 3 stages to 100 %',
  ],
  promoted: [
    told({ type: 'rollout.stage.entered', to: 0, why: 'at 10 %' }),
    'promoted news info',
    'Safe: shop/main@prod was promoted: v1.2.3 is at 10 %',
  ],
  paused: [
    told({ type: 'rollout.paused', to: 'freeze' }),
    'paused wrong warning',
    'Blocked: shop/main@prod is paused with v1.2.3: because',
  ],
  'paused for an approval': [
    told({ type: 'rollout.paused', to: 'approval' }),
    'waiting_approval wrong warning',
    'Blocked: shop/main@prod is paused with v1.2.3: because',
  ],
  'an approval': [
    told({ type: 'rollout.approval.awaited', why: '1 of sre must agree to 50 %' }),
    'waiting_approval wrong info',
    'Blocked: shop/main@prod waits for an approval of v1.2.3: 1 of sre must agree to 50 %',
  ],
  'rolled back': [
    told({ type: 'rollout.rolled_back', to: 0, why: 'error_rate 2.7 % is not < 1 %' }),
    'rolled_back wrong error',
    'Blocked: shop/main@prod was rolled back to 0 % from v1.2.3: error_rate 2.7 % is not < 1 %',
  ],
  completed: [
    told({ type: 'rollout.completed', to: 100 }),
    'completed well info',
    'Safe: shop/main@prod completed: v1.2.3 takes 100 %',
  ],
  'a step that failed': [
    told({ to: 'failed', subject: { ...subject, step: 'tag' } }),
    'failed wrong error',
    'Blocked: the step tag of shop/main@prod failed: because',
  ],
  drift: [
    told({ type: 'rollout.drift.repaired', from: 50, to: 10 }),
    'drift wrong warning',
    'Blocked: the traffic of shop/main@prod was changed from outside and is put back: because',
  ],
  'drift that stays': [
    told({ type: 'rollout.drift.left' }),
    'drift wrong warning',
    'Blocked: the traffic of shop/main@prod was changed from outside: because',
  ],
  'another version': [
    told({ type: 'rollout.identity.mismatched', why: 'the canary does not run this release' }),
    'version_mismatch wrong warning',
    'Blocked: shop/main@prod does not begin with v1.2.3: the canary does not run this release',
  ],
  'a freeze gone over': [
    told({ type: 'override', subject: { ...release, freeze: 'nights' }, why: 'except: an emergency' }),
    'override news warning',
    'Safe: shop@prod goes over the freeze nights with v1.2.3: except: an emergency',
  ],
  'a limit gone over': [
    told({ type: 'override', subject: { ...release, limit: 'deploys' } }),
    'override news warning',
    'Safe: shop@prod goes over the limit deploys with v1.2.3: because',
  ],
  'a check that is not preferred': [
    told({ type: 'rollout.checks.observed', to: 'pass', data: { warnings: ['p99 1.6 s is not < 1.5 s'] } }),
    'warning news warning',
    'Safe: shop/main@prod with v1.2.3 is not as it should be: p99 1.6 s is not < 1.5 s',
  ],
  'on again': [
    told({ type: 'rollout.resumed' }),
    'resumed well info',
    'Safe: shop/main@prod goes on: because',
  ],
};

test.each(Object.entries(entries))('%s', (_, [[news, ...more], head, text]) => {
  const { event, state, severity } = news?.message ?? {};
  expect(`${event ?? ''} ${state ?? ''} ${severity ?? ''}`).toBe(head);
  expect(news?.message.text).toBe(text);
  expect(news?.message.text).toMatch(/^(?:Safe|Blocked|Critical): /u);
  expect(more).toEqual([]);
});

test('everything that can be asked for is told some time', () => {
  const events = Object.values(entries).flatMap(([news]) => news.map(({ message }) => message.event));
  for (const event of notificationEvents) expect(events).toContain(event);
});

test('why a release is blocked: each rule that stops it, with what to do', () => {
  const [news] = decision('blocked', { outcome: 'blocked', rules: [disk, quiet] });
  expect(news?.message.details).toEqual([
    'gate disk: disk.used 91 % is not < 85 %',
    'make room',
    'runbook: docs/disk.md',
  ]);
  expect(news?.sameAs).toBe('blocked shop@prod v1.2.3 disk');
});

test('a start with a rollout ends what was blocked, and says what is not preferred', () => {
  const rules = [{ ...disk, verdict: 'pass', warnings: ['disk.used 80 % is not < 75 %'] }];
  const news = decision('safe', { outcome: 'started', rollout: 'main', rules });
  expect(news.map(({ message: { event, details } }) => [event, details])).toEqual([
    ['resumed', []],
    ['warning', ['disk: disk.used 80 % is not < 75 %']],
  ]);
});

describe('nobody is told', () => {
  test.each([
    [
      'what only plays',
      told({ type: 'rollout.completed', to: 100, subject: { ...subject, mode: 'shadow' } }),
    ],
    ['a run in shadow', decision('blocked', { outcome: 'shadow', rules: [disk] })],
    ['that a person said no', decision('safe', { outcome: 'not_confirmed' })],
    ['a step that is done', told({ to: 'done' })],
    ['checks that pass', told({ type: 'rollout.checks.observed', to: 'pass', data: { facts: {} } })],
    ['a lease', told({ type: 'lease.taken' })],
  ])('%s', (_, news) => {
    expect(news).toEqual([]);
  });
});

test('a name is the same for every message, and each message has its own id', () => {
  const place = { env: 'prod', workload: 'cart', region: 'eu' };
  const [one] = told({ type: 'rollout.completed', subject: { ...subject, ...place } });
  expect(one?.message.about).toBe('shop/main@prod (cart, eu)');
  expect(one?.message.id).toBe(`${'f'.repeat(32)}-completed`);
  const [bare] = told({ to: 'failed', subject: {} });
  expect(bare?.message.about).toBe('shop');
});
