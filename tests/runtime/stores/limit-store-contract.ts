/**
 * What every store of limits must do. A store's own test opens it for this suite. There is no sleeping: windows are some
 * milliseconds long, and time passes by asking.
 */
import { randomUUID } from 'node:crypto';

import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Rate } from '../../../src/plan/window.ts';
import { StoreFailure } from '../../../src/runtime/failure.ts';
import type { LimitRequest, LimitStore } from '../../../src/runtime/ports/stores.ts';
import { LimitModel, overfullWindows } from '../../support/limit-model.ts';
import { runs } from '../../support/tier.ts';

const HOUR = 3_600_000;

/** `open` opens the same store each time. */
export function limitStoreContract(open: () => Promise<LimitStore>): void {
  describe('limits', () => {
    let store: LimitStore;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    const limit = (...rates: Rate[]): LimitRequest => ({ key: `policy/limit/${randomUUID()}`, rates });
    const admit = (...limits: LimitRequest[]) => store.admit(randomUUID(), limits);
    const left = async (...limits: LimitRequest[]) =>
      (await store.peek(limits)).map(({ rates }) => rates.map((rate) => rate.left));

    test('admits as many as the rate says, and tells what is left and when the next is admitted', async () => {
      const hourly = limit({ count: 2, per: HOUR });
      const first = await admit(hourly);
      expect(first).toEqual({
        admitted: true,
        at: first.at,
        states: [{ key: hourly.key, rates: [{ count: 2, per: HOUR, left: 1 }] }],
      });
      const full = [{ key: hourly.key, rates: [{ count: 2, per: HOUR, left: 0, next: first.at + HOUR }] }];
      const second = await admit(hourly);
      expect(second).toEqual({ admitted: true, at: second.at, states: full });
      const third = await admit(hourly);
      expect(third).toEqual({ admitted: false, at: third.at, states: full });
      expect(await store.peek([hourly])).toEqual(full);
    });

    test('its clock tells milliseconds and does not go back', async () => {
      const before = await store.now();
      const { at } = await admit(limit({ count: 1, per: HOUR }));
      expect(Number.isSafeInteger(before)).toBe(true);
      expect(at).toBeGreaterThanOrEqual(before);
      expect(await store.now()).toBeGreaterThanOrEqual(at);
      // The same host: the clock is that of the world.
      expect(Math.abs(before - Date.now())).toBeLessThan(60_000);
    });

    test('peeking consumes nothing', async () => {
      const hourly = limit({ count: 3, per: HOUR });
      for (let i = 0; i < 5; i++) expect(await left(hourly)).toEqual([[3]]);
      await admit(hourly);
      for (let i = 0; i < 5; i++) expect(await left(hourly)).toEqual([[2]]);
    });

    test('consumes of all limits or of none', async () => {
      const tight = limit({ count: 1, per: HOUR });
      const wide = limit({ count: 9, per: HOUR });
      expect((await admit(wide, tight)).admitted).toBe(true);
      for (const limits of [
        [wide, tight],
        [tight, wide],
      ])
        expect((await admit(...limits)).admitted).toBe(false);
      expect(await left(wide, tight)).toEqual([[8], [0]]);
    });

    test('all rates of a limit hold', async () => {
      const both = limit({ count: 2, per: HOUR }, { count: 5, per: 24 * HOUR });
      await admit(both);
      await admit(both);
      expect((await admit(both)).admitted).toBe(false);
      expect(await left(both)).toEqual([[0, 3]]);
    });

    test('the window is open at its begin: what was admitted one length ago counts no more', async () => {
      const short = limit({ count: 1, per: 25 });
      const { at } = await admit(short);
      const deadline = performance.now() + 10_000;
      for (;;) {
        const again = await admit(short);
        expect(again.admitted).toBe(again.at >= at + 25);
        if (again.admitted) break;
        expect(again.states).toEqual([
          { key: short.key, rates: [{ count: 1, per: 25, left: 0, next: at + 25 }] },
        ]);
        expect(performance.now()).toBeLessThan(deadline);
      }
    });

    test('the same id is counted once', async () => {
      const hourly = limit({ count: 2, per: HOUR });
      const id = randomUUID();
      const first = await store.admit(id, [hourly]);
      const again = await store.admit(id, [hourly]);
      expect(again).toEqual({ ...first, at: again.at });
      await admit(hourly);
      // The limit is full, and this one is inside.
      expect((await store.admit(id, [hourly])).admitted).toBe(true);
      expect((await admit(hourly)).admitted).toBe(false);
    });

    test('the same id asked many times at once is counted once', async () => {
      const hourly = limit({ count: 5, per: HOUR });
      const id = randomUUID();
      const answers = await Promise.all(Array.from({ length: 20 }, () => store.admit(id, [hourly])));
      expect(answers.every(({ admitted }) => admitted)).toBe(true);
      expect(await left(hourly)).toEqual([[4]]);
    });

    test('an id is its own under each limit', async () => {
      const one = limit({ count: 1, per: HOUR });
      const other = limit({ count: 1, per: HOUR });
      const id = randomUUID();
      expect((await store.admit(id, [one])).admitted).toBe(true);
      await admit(other);
      expect((await store.admit(id, [one, other])).admitted).toBe(false);
    });

    test('of many at once as many are admitted as there is room', async () => {
      const hourly = limit({ count: 7, per: HOUR });
      const answers = await Promise.all(Array.from({ length: 50 }, () => admit(hourly)));
      expect(answers.filter(({ admitted }) => admitted)).toHaveLength(7);
      expect(await left(hourly)).toEqual([[0]]);
    });

    test('a limit that was lowered below what is used tells when it has room again', async () => {
      const { key } = limit();
      const wide = { key, rates: [{ count: 9, per: HOUR }] };
      await admit(wide);
      await admit(wide);
      const { at } = await admit(wide);
      await admit(wide);
      expect(await store.peek([{ key, rates: [{ count: 2, per: HOUR }] }])).toEqual([
        { key, rates: [{ count: 2, per: HOUR, left: 0, next: at + HOUR }] },
      ]);
    });

    test('a limit that was shorter for a while still knows what it has counted', async () => {
      const { key } = limit();
      const hourly = { key, rates: [{ count: 2, per: HOUR }] };
      const { at } = await admit(hourly);
      while ((await store.now()) < at + 4);
      await admit({ key, rates: [{ count: 1, per: 2 }] });
      expect((await admit(hourly)).admitted).toBe(false);
    });

    test('two limits under one key are counted once, and each tells what is left', async () => {
      const hourly = limit({ count: 2, per: HOUR });
      const daily = { key: hourly.key, rates: [{ count: 5, per: 24 * HOUR }] };
      expect(await admit(hourly, daily)).toMatchObject({
        states: [{ rates: [{ left: 1 }] }, { rates: [{ left: 4 }] }],
      });
    });

    test('nothing to count: admitted', async () => {
      const answer = await admit();
      expect(answer).toEqual({ admitted: true, at: answer.at, states: [] });
      expect(await store.peek([])).toEqual([]);
    });

    test.each(['Käse 🧀', `'"; DROP TABLE x --`, '*', '{a}', 'a b\\c', 'x'.repeat(2_000)])(
      'counts under the key %j',
      async (text) => {
        const key = `${randomUUID()}/${text}`;
        const hourly = { key, rates: [{ count: 1, per: HOUR }] };
        expect((await admit(hourly)).admitted).toBe(true);
        expect((await admit(hourly)).admitted).toBe(false);
        expect(await left({ ...hourly, key: `${key}x` })).toEqual([[1]]);
      },
    );

    test('other handles see the same admissions', async () => {
      const other = await open();
      try {
        const hourly = limit({ count: 2, per: HOUR });
        expect((await admit(hourly)).admitted).toBe(true);
        expect((await other.admit(randomUUID(), [hourly])).admitted).toBe(true);
        expect((await admit(hourly)).admitted).toBe(false);
        expect((await other.admit(randomUUID(), [hourly])).admitted).toBe(false);
      } finally {
        await other.close();
      }
    });

    test('says what it cannot promise', async () => {
      const { kind, place, caveats } = await store.info();
      expect(kind).toMatch(/^[a-z]+$/u);
      expect(place).not.toBe('');
      for (const caveat of caveats) expect(caveat).toMatch(/^[^A-Z].*[^.]$/u);
    });

    test('a closed store answers nothing', async () => {
      const other = await open();
      await other.close();
      const hourly = limit({ count: 2, per: HOUR });
      await expect(other.admit(randomUUID(), [hourly])).rejects.toThrow(StoreFailure);
      await expect(other.peek([hourly])).rejects.toThrow(StoreFailure);
    });

    const short = fc.record({ count: fc.integer({ min: 1, max: 3 }), per: fc.constantFrom(2, 5, 13) });
    const long = fc.record({ count: fc.integer({ min: 1, max: 9 }), per: fc.constant(HOUR) });
    /** Three ids, so that they meet; each call asks for one limit or for both. */
    const call = fc.record({
      id: fc.constantFrom('a', 'b', 'c', undefined),
      which: fc.constantFrom('one', 'other', 'both'),
    });

    async function follow(
      [one, other]: readonly [LimitRequest, LimitRequest],
      calls: readonly { readonly id?: string | undefined; readonly which: 'one' | 'other' | 'both' }[],
    ): Promise<void> {
      const choice = { one: [one], other: [other], both: [one, other] };
      const model = new LimitModel();
      let latest = 0;
      for (const { id = randomUUID(), which } of calls) {
        const limits = choice[which];
        const { admitted, at, states } = await store.admit(id, limits);
        expect(at).toBeGreaterThanOrEqual(latest);
        expect(admitted).toBe(model.admit(id, limits, at));
        expect(states).toEqual(model.states(limits, at));
        latest = at;
      }
    }

    test('every answer is that of the definition, at the instant that it names', async () => {
      // With an hour among the rates no id is forgotten.
      const rates = fc.tuple(short, long);
      await fc.assert(
        fc.asyncProperty(rates, rates, fc.array(call, { minLength: 5, maxLength: 25 }), (one, other, calls) =>
          follow([limit(...one), limit(...other)], calls),
        ),
        { seed: 21, numRuns: runs(10, 500) },
      );
    });

    test('so is every answer while windows open and close all the time', async () => {
      const calls = fc.array(fc.record({ which: call.map(({ which }) => which) }), {
        minLength: 40,
        maxLength: 80,
      });
      await fc.assert(
        fc.asyncProperty(short, short, calls, (one, other, asked) =>
          follow([limit(one), limit(other)], asked),
        ),
        { seed: 22, numRuns: runs(6, 200) },
      );
    });

    test('no window holds more than its rate, whatever runs at once', async () => {
      const tight = limit({ count: 3, per: 7 }, { count: 10, per: 40 });
      const instants: number[] = [];
      const deadline = performance.now() + 20_000;
      const asker = async () => {
        while (instants.length < runs(10, 250)) {
          const { admitted, at } = await admit(tight);
          if (admitted) instants.push(at);
          expect(performance.now()).toBeLessThan(deadline);
        }
      };
      await Promise.all(Array.from({ length: 8 }, asker));
      for (const each of tight.rates) expect(overfullWindows(instants, each)).toEqual([]);
    });
  });
}
