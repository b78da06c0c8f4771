/** Messages out of the audit: each once, in order, whoever else is away. */
import { describe, expect, test } from 'vitest';
import type { AuditDraft } from '../../../../src/plan/audit.ts';
import { Outbox, type Receiver } from '../../../../src/runtime/engine/notify/outbox.ts';
import { NotifyFailure } from '../../../../src/runtime/failure.ts';
import type { StateStore } from '../../../../src/runtime/ports/stores.ts';
import { openSqliteStore } from '../../../../src/runtime/stores/sqlite/store.ts';
import { VirtualClock } from '../../../support/virtual-clock.ts';

const forever = new AbortController().signal;

interface Told extends Receiver {
  readonly told: string[];
  fails: Error | undefined;
}

function receiver(name: string, on: readonly string[], { resolves = false, waits = 0 } = {}): Told {
  const one: Told = {
    name,
    on: new Set(on),
    resolves,
    told: [],
    fails: undefined,
    async send({ event, subject }) {
      if (waits > 0) await new Promise((done) => setTimeout(done, waits));
      if (one.fails) throw one.fails;
      one.told.push(`${event} ${subject['version'] ?? ''}`);
    },
  };
  return one;
}

async function stand(...receivers: readonly Told[]) {
  const clock = new VirtualClock();
  const state: StateStore = await openSqliteStore(':memory:', { create: true, clock });
  const parts = { state, policy: 'shop', receivers, holder: 'here' };
  const happens = async (type: string, version: string, more: Partial<AuditDraft> = {}) => {
    await state.commit({
      audit: [
        {
          type,
          actor: { name: 'ci', verified: false },
          policy: 'shop',
          subject: { rollout: 'main', env: 'prod', version },
          why: 'because',
          ...more,
        },
      ],
    });
  };
  const blocked = (version: string) =>
    happens('decision', version, {
      subject: { env: 'prod', version },
      to: 'blocked',
      why: 'Blocked: no.',
      data: {
        outcome: 'blocked',
        rules: [
          { kind: 'gate', name: 'g', verdict: 'fail', severity: 'block', mode: 'enforce', reasons: [] },
        ],
      },
    });
  return { clock, state, happens, blocked, open: () => Outbox.open(parts), parts };
}

test('from when it is asked for, in order, and once', async () => {
  const team = receiver('team', ['completed', 'rolled_back']);
  const { open, happens } = await stand(team);
  await happens('rollout.completed', 'before', { to: 100 });
  const outbox = await open();
  await happens('rollout.completed', 'v1', { to: 100 });
  await happens('rollout.paused', 'v2', { to: 'freeze' });
  await happens('rollout.rolled_back', 'v2', { to: 0 });
  await happens('rollout.completed', 'other', { to: 100, policy: 'another' });
  expect(await outbox.flush(forever)).toEqual([]);
  expect(await outbox.flush(forever)).toEqual([]);
  expect(team.told).toEqual(['completed v1', 'rolled_back v2']);
  // Another process goes on where this one stopped.
  await happens('rollout.completed', 'v3', { to: 100 });
  await (await open()).flush(forever);
  expect(team.told.slice(2)).toEqual(['completed v3']);
});

test('one that is away keeps no other waiting, and is asked again later', async () => {
  const [dead, well] = [receiver('dead', ['completed']), receiver('well', ['completed'])];
  const { open, happens, clock } = await stand(dead, well);
  const outbox = await open();
  dead.fails = new NotifyFailure('connection refused');
  await happens('rollout.completed', 'v1', { to: 100 });
  expect(await outbox.flush(forever)).toEqual([
    { receiver: 'dead', why: 'connection refused', then: 'later' },
  ]);
  expect(well.told).toEqual(['completed v1']);
  dead.fails = undefined;
  // Not at once, but after a pause.
  await outbox.flush(forever);
  expect(dead.told).toEqual([]);
  await clock.run(clock.sleep(5_000));
  await happens('rollout.completed', 'v2', { to: 100 });
  await outbox.flush(forever);
  expect(dead.told).toEqual(['completed v1', 'completed v2']);
});

test('pauses grow, and after a day nobody is told any more', async () => {
  const dead = receiver('dead', ['completed']);
  const { open, happens, clock } = await stand(dead);
  const outbox = await open();
  dead.fails = new NotifyFailure('no answer');
  await happens('rollout.completed', 'v1', { to: 100 });
  let attempts = 0;
  for (let minute = 0; minute < 60; minute++) {
    attempts += (await outbox.flush(forever)).length;
    await clock.run(clock.sleep(60_000));
  }
  expect(attempts).toBeGreaterThan(12);
  expect(attempts).toBeLessThan(20);
  await clock.run(clock.sleep(24 * 3_600_000));
  expect(await outbox.flush(forever)).toEqual([{ receiver: 'dead', why: 'no answer', then: 'lost' }]);
  await happens('rollout.completed', 'v2', { to: 100 });
  dead.fails = undefined;
  await outbox.flush(forever);
  expect(dead.told).toEqual(['completed v2']);
});

test('what a receiver refuses holds up nothing after it', async () => {
  const picky = receiver('picky', ['completed']);
  const { open, happens } = await stand(picky);
  const outbox = await open();
  picky.fails = new NotifyFailure('HTTP 400', { refused: true });
  await happens('rollout.completed', 'v1', { to: 100 });
  expect(await outbox.flush(forever)).toEqual([{ receiver: 'picky', why: 'HTTP 400', then: 'lost' }]);
  picky.fails = undefined;
  await happens('rollout.completed', 'v2', { to: 100 });
  await outbox.flush(forever);
  expect(picky.told).toEqual(['completed v2']);
});

test('a fault of a notifier is told as one', async () => {
  const broken = receiver('broken', ['completed']);
  const { open, happens } = await stand(broken);
  const outbox = await open();
  broken.fails = new TypeError('x is not a function');
  await happens('rollout.completed', 'v1', { to: 100 });
  const [first] = await outbox.flush(forever);
  expect(first?.why).toBe('the notifier itself failed: x is not a function');
});

test('what is wrong is told as well again only to who keeps it open', async () => {
  const duty = receiver('duty', ['paused', 'rolled_back'], { resolves: true });
  const team = receiver('team', ['paused', 'rolled_back']);
  const { open, happens } = await stand(duty, team);
  const outbox = await open();
  await happens('rollout.completed', 'v0', { to: 100 });
  await happens('rollout.paused', 'v1', { to: 'check' });
  await happens('rollout.resumed', 'v1');
  await happens('rollout.completed', 'v1', { to: 100 });
  await happens('rollout.rolled_back', 'v2', { to: 0 });
  await happens('rollout.completed', 'v3', { to: 100 });
  await outbox.flush(forever);
  expect(team.told).toEqual(['paused v1', 'rolled_back v2']);
  expect(duty.told).toEqual(['paused v1', 'resumed v1', 'rolled_back v2', 'completed v3']);
});

describe('attempts that end the same', () => {
  test('are told once an hour, and anew when it was well between', async () => {
    const team = receiver('team', ['blocked']);
    const { open, blocked, happens, clock } = await stand(team);
    const outbox = await open();
    for (const version of ['v1', 'v1', 'v2', 'v1']) await blocked(version);
    await outbox.flush(forever);
    expect(team.told).toEqual(['blocked v1', 'blocked v2']);
    await clock.run(clock.sleep(3_600_000));
    await blocked('v1');
    await outbox.flush(forever);
    expect(team.told.length).toBe(3);
    await happens('decision', 'v1', { subject: { env: 'prod' }, to: 'safe', data: { outcome: 'started' } });
    await blocked('v1');
    await outbox.flush(forever);
    expect(team.told.length).toBe(4);
  });
});

test('two processes at once tell nobody twice', async () => {
  const team = receiver('team', ['completed'], { waits: 1 });
  const { happens, parts } = await stand(team);
  const outboxes = await Promise.all([
    Outbox.open({ ...parts, holder: 'a' }),
    Outbox.open({ ...parts, holder: 'b' }),
  ]);
  for (let number = 0; number < 20; number++) await happens('rollout.completed', `v${number}`, { to: 100 });
  for (let round = 0; round < 4; round++) await Promise.all(outboxes.map((one) => one.flush(forever)));
  expect(team.told).toEqual(Array.from({ length: 20 }, (_, number) => `completed v${number}`));
});

test('what is not sent when nobody waits any more is left to the next', async () => {
  const end = new AbortController();
  const slow: Told = {
    ...receiver('slow', ['completed']),
    send: (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
        end.abort();
      }),
  };
  const { open, happens } = await stand(slow);
  const outbox = await open();
  await happens('rollout.completed', 'v1', { to: 100 });
  expect(await outbox.flush(end.signal)).toEqual([
    { receiver: 'slow', why: 'no answer in time', then: 'later' },
  ]);
});
