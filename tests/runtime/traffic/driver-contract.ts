/** What every traffic driver must do. A driver's own test opens it for this suite, with what it moves. */
import type { Socket } from 'node:net';

import { describe, expect, onTestFinished, test } from 'vitest';

import type { TrafficDescriptor } from '../../../src/plan/descriptor.ts';
import { DriverFailure } from '../../../src/runtime/failure.ts';
import type { Roles, Shift, TrafficDriver } from '../../../src/runtime/ports/traffic.ts';
import { startLoad } from '../../support/load.ts';
import { rawServer } from '../../support/server.ts';

/** A driver with two slots, all traffic on the first. It ends with the test. */
export interface TrafficStand {
  readonly driver: TrafficDriver;
  /** Where users come in; the slot that answers says its name. Absent: what is moved is not this program's to ask. */
  readonly port?: number;
  /** Somebody else gives the second slot this share. */
  readonly meddle: (share: number) => Promise<void>;
  /** What is moved starts anew. */
  readonly restart: () => Promise<void>;
  /** What is moved is gone. */
  readonly stop: () => Promise<void>;
  /** From now on what it answers is lost, until that is undone. */
  readonly lose?: () => () => void;
}

/** How users come to a slot. */
export interface Users {
  /** A cookie holds them there. */
  readonly held: boolean;
  /** Whoever comes without a cookie is drawn by lot, and not in turn. */
  readonly byLot?: true;
  /** A change may end connections that are kept open. */
  readonly cut?: true;
}

export interface DriverUnderTest {
  readonly descriptor: Pick<TrafficDescriptor, 'fenced' | 'granularity' | 'assigns'>;
  readonly stand: () => Promise<TrafficStand>;
  /** Absent where the driver moves what users are asked about, and not the users. */
  readonly users?: Users;
  /** A driver of what listens on this port of 127.0.0.1 and is none of it; patient for no longer than it must be. */
  readonly openAt?: (port: number) => Promise<TrafficDriver>;
  /** What the second slot takes after a restart that found it at 30 %. */
  readonly afterRestart: number;
  /** Answers that it cannot believe, by what they are. */
  readonly garbage?: Readonly<Record<string, string>>;
  /** Drivers of what they cannot believe, by what that is. */
  readonly disbelieves?: Readonly<Record<string, () => Promise<TrafficDriver>>>;
  /** A stand can lose answers. */
  readonly loses?: true;
}

export function driverContract(subject: DriverUnderTest): void {
  const { descriptor, stand, users, openAt, afterRestart, garbage = {}, disbelieves = {}, loses } = subject;
  const isFlag = descriptor.assigns !== undefined;
  const [first, second] = isFlag ? ['off', 'on'] : ['blue', 'green'];
  const roles: Roles = { stable: first, canary: second };
  const exchanged: Roles = { stable: second, canary: first };
  let intents = 0;
  const change = (weight: number, parts: Partial<Shift> = {}): Shift => ({
    roles,
    weight,
    verb: 'shift',
    fence: { epoch: 1, intent: `1-${++intents}` },
    ...parts,
  });
  const never = new AbortController().signal;
  const failureOf = (work: () => Promise<unknown>): Promise<unknown> =>
    work().then(
      () => expect.unreachable('it does not fail'),
      (error: unknown) => error,
    );
  /** It reads nothing and changes nothing. */
  const refuses = async (open: () => Promise<TrafficDriver>) => {
    const asked = (work: (driver: TrafficDriver) => Promise<unknown>) => async () => {
      const driver = await open();
      onTestFinished(() => driver.close());
      await work(driver);
    };
    for (const work of [
      asked((driver) => driver.read(roles, never)),
      asked((driver) => driver.shift(change(10), never)),
    ])
      expect(await failureOf(work)).toBeInstanceOf(DriverFailure);
  };
  /** A driver of a server that answers so, or says nothing. */
  const refusesPeer = async (answer: string | undefined) => {
    const hears = (socket: Socket) =>
      socket.once('data', () => {
        if (answer !== undefined) socket.end(answer);
      });
    const port = await rawServer(hears, { patient: true });
    await refuses(() => openAt?.(port) ?? expect.unreachable());
  };
  const canaryOf = async ({ driver }: TrafficStand, as = roles) => (await driver.read(as, never)).canary;

  describe('a shift', () => {
    test('is read back within the granularity, at the ends exactly', async () => {
      const here = await stand();
      expect(here.driver.granularity).toBe(descriptor.granularity);
      expect(await canaryOf(here)).toBe(0);
      for (const weight of [1, 10, 12.5, 33.3, 50, 75, 99, 100, 20, 0]) {
        await here.driver.shift(change(weight), never);
        const read = await canaryOf(here);
        if (weight % 100 === 0) expect(read).toBe(weight);
        else expect(Math.abs(read - weight)).toBeLessThan(Math.max(descriptor.granularity, 1e-9));
      }
    });

    test.runIf(users)('moves the requests', async () => {
      const here = await stand();
      for (const weight of [10, 50, 90]) {
        await here.driver.shift(change(weight), never);
        expect(Math.abs((await shareOf(here, 1000)) - weight)).toBeLessThanOrEqual(
          users?.byLot ? 4.5 * sigma(weight, 1000) : 2,
        );
      }
      await here.driver.shift(change(100), never);
      expect(await shareOf(here, 200)).toBe(100);
      await here.driver.shift(change(0), never);
      expect(await shareOf(here, 200)).toBe(0);
    });

    test.skipIf(isFlag)('is the same for slots that have exchanged their roles', async () => {
      const here = await stand();
      expect(await canaryOf(here, exchanged)).toBe(100);
      await here.driver.shift(change(30, { roles: exchanged }), never);
      expect(await canaryOf(here, exchanged)).toBe(30);
      expect(await canaryOf(here)).toBe(70);
    });

    test('that is asked for again is done once', async () => {
      const here = await stand();
      const again = change(40);
      for (let count = 0; count < 3; count++) await here.driver.shift(again, never);
      expect(await canaryOf(here)).toBe(40);
    });

    test.runIf(users)('fails no request, wherever it goes', async () => {
      const here = await stand();
      const load = startLoad({ port: here.port ?? 0, connections: 8 });
      for (const weight of [100, 0, 50, 0, 100, 10, 90, 100, 0])
        await here.driver.shift(change(weight), never);
      await here.driver.shift(change(60), never);
      await here.driver.shift(change(0, { verb: 'evict' }), never);
      await here.driver.shift(change(100), never);
      load.stop();
      const { failures, requests } = await load.report;
      const failed = Object.values(failures).reduce((sum, count) => sum + count, 0);
      expect(requests).toBeGreaterThan(0);
      if (users?.cut) expect(failed / requests).toBeLessThan(0.01);
      else expect(failures).toEqual({});
    });

    test('that changes nothing is no failure', async () => {
      const here = await stand();
      await here.driver.shift(change(0), never);
      await here.driver.shift(change(0, { verb: 'evict' }), never);
      await here.driver.shift(change(0, { verb: 'evict' }), never);
      expect(await canaryOf(here)).toBe(0);
    });
  });

  test.runIf(users?.held)(
    'users on the canary stay when it is lowered, and go when it is evicted',
    async () => {
      const here = await stand();
      await here.driver.shift(change(100), never);
      const { cookie } = await visit(here);
      expect(cookie).toBeDefined();
      const again = async () => (await visit(here, cookie)).slot;
      await here.driver.shift(change(0), never);
      expect(await again()).toBe('green');
      await here.driver.shift(change(0, { verb: 'evict' }), never);
      expect(await again()).toBe('blue');
      await here.driver.shift(change(100), never);
      expect((await visit(here)).slot).toBe('green');
    },
  );

  test.runIf(users?.held)('it tells whether somebody may still be held on the canary', async () => {
    const here = await stand();
    const isHeld = async () => (await here.driver.read(roles, never)).evicted === false;
    await here.driver.shift(change(0, { verb: 'evict' }), never);
    expect(await isHeld()).toBe(false);
    await here.driver.shift(change(30), never);
    expect(await isHeld()).toBe(true);
    await here.driver.shift(change(0), never);
    expect(await isHeld()).toBe(true);
    await here.driver.shift(change(0, { verb: 'evict' }), never);
    expect(await isHeld()).toBe(false);
  });

  test('what somebody else changes is read, and put right by the next shift', async () => {
    const here = await stand();
    await here.driver.shift(change(30), never);
    await here.meddle(80);
    expect(await canaryOf(here)).toBe(80);
    await here.driver.shift(change(30), never);
    expect(await canaryOf(here)).toBe(30);
  });

  test('what is moved may start anew', async () => {
    const here = await stand();
    await here.driver.shift(change(30), never);
    await here.restart();
    expect(await canaryOf(here)).toBe(afterRestart);
    await here.driver.shift(change(30), never);
    expect(await canaryOf(here)).toBe(30);
  });

  test.runIf(loses)(
    'an answer that is lost says nothing of the change, which may be asked for again',
    async () => {
      const here = await stand();
      await here.driver.shift(change(30), never);
      const again = change(60, { from: 30 });
      const mend = here.lose?.();
      expect(await failureOf(() => here.driver.shift(again, never))).toBeInstanceOf(DriverFailure);
      expect(await failureOf(() => here.driver.read(roles, never))).toBeInstanceOf(DriverFailure);
      mend?.();
      expect([30, 60]).toContain(await canaryOf(here));
      await here.driver.shift(again, never);
      expect(await canaryOf(here)).toBe(60);
    },
  );

  test.runIf(descriptor.fenced === 'sink')('a change of an epoch that is over is refused', async () => {
    const here = await stand();
    await here.driver.shift(change(30, { fence: { epoch: 7, intent: '7-1' } }), never);
    const late = change(80, { fence: { epoch: 6, intent: '6-9' } });
    expect(await failureOf(() => here.driver.shift(late, never))).toBeInstanceOf(DriverFailure);
    expect(await canaryOf(here)).toBe(30);
  });

  describe('it says why', () => {
    test('a slot is not there', async () => {
      const here = await stand();
      const wrong = { stable: first, canary: 'red' };
      for (const work of [
        () => here.driver.read(wrong, never),
        () => here.driver.shift(change(10, { roles: wrong }), never),
      ]) {
        const failure = await failureOf(work);
        expect(failure).toBeInstanceOf(DriverFailure);
        expect((failure as Error).message).not.toBe('');
      }
      expect(await canaryOf(here)).toBe(0);
    });

    test('what is moved is gone', async () => {
      const here = await stand();
      await here.stop();
      expect(await failureOf(() => here.driver.read(roles, never))).toBeInstanceOf(DriverFailure);
      expect(await failureOf(() => here.driver.shift(change(10), never))).toBeInstanceOf(DriverFailure);
    });

    test.runIf(openAt).each(Object.entries({ 'an end': '', ...garbage }))(
      'what is asked answers %s',
      (_, answer) => refusesPeer(answer),
    );

    test.runIf(openAt)('what is asked says nothing', () => refusesPeer(undefined));

    test.each(Object.entries(disbelieves))('what is moved is %s', (_, open) => refuses(open));

    test('a run that is cancelled is no failure of it', async () => {
      const here = await stand();
      const cancelled = AbortSignal.abort(new Error('cancelled'));
      for (const work of [
        () => here.driver.read(roles, cancelled),
        () => here.driver.shift(change(10), cancelled),
      ])
        expect(await failureOf(work)).toMatchObject({ message: 'cancelled' });
      expect(await canaryOf(here)).toBe(0);
    });
  });
}

/** How far a share in percent strays where each user is drawn by lot. */
function sigma(weight: number, users: number): number {
  return Math.sqrt((weight * (100 - weight)) / users);
}

/** Percent of so many requests without a cookie that green answers. */
async function shareOf({ port = 0 }: TrafficStand, requests: number): Promise<number> {
  const { bodies } = await startLoad({ port, connections: 4, requests }).report;
  return ((bodies['green'] ?? 0) / requests) * 100;
}

async function visit(
  { port }: TrafficStand,
  cookie?: string,
): Promise<{ slot: string; cookie: string | undefined }> {
  const answer = await fetch(`http://127.0.0.1:${port}/`, {
    headers: cookie === undefined ? {} : { cookie },
  });
  return {
    slot: await answer.text(),
    cookie: answer.headers.get('set-cookie')?.split(';')[0],
  };
}
