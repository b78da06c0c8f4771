import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FALSE, TRUE, type Truth, UNKNOWN } from '../../../src/plan/kleene.ts';
import { unknown } from '../../../src/plan/value.ts';
import { type Form, leavesOf, truthOfForm } from '../../../src/runtime/core/condition.ts';
import { smallestTurns, whyNot } from '../../../src/runtime/core/why-not.ts';
import { type FactValues, judged } from '../../support/evidence.ts';
import { runs } from '../../support/tier.ts';

function changes(require: readonly string[], values: FactValues) {
  const { gate, evidence } = judged({ require }, values);
  return whyNot(gate, evidence);
}

describe('in words', () => {
  test.each<[string, FactValues, string]>([
    ['used < 85%', { used: 0.91 }, 'used below 85 % (now 91 %)'],
    ['used <= 85%', { used: 0.91 }, 'used at most 85 % (now 91 %)'],
    ['count > 5', { count: 1 }, 'count above 5 (now 1)'],
    ['count >= 5', { count: 1 }, 'count at least 5 (now 1)'],
    ['not count < 5', { count: 1 }, 'count at least 5 (now 1)'],
    ['not count <= 5', { count: 1 }, 'count above 5 (now 1)'],
    ['not count > 5', { count: 6 }, 'count at most 5 (now 6)'],
    ['not count >= 5', { count: 6 }, 'count below 5 (now 6)'],
    ['branch == "main"', { branch: 'dev' }, 'branch "main" (now "dev")'],
    ['branch != "main"', { branch: 'main' }, 'branch other than "main" (now "main")'],
    ['branch like "release/*"', { branch: 'dev' }, 'branch like "release/*" (now "dev")'],
    ['branch not in ["a"]', { branch: 'a' }, 'branch not in ["a"] (now "a")'],
    ['branch matches /^v/', { branch: 'dev' }, 'branch matching /^v/ (now "dev")'],
    ['not branch matches /^v/', { branch: 'v' }, 'branch not matching /^v/ (now "v")'],
    ['branch is vsemver', { branch: 'dev' }, 'branch vsemver (now "dev")'],
    ['ready', { ready: false }, 'ready true (now false)'],
    ['not paused', { paused: true }, 'paused false (now true)'],
    ['latency < 1s', { latency: unknown('no data') }, 'latency below 1 s (now unknown: no data)'],
    ['all(weights, w => w < 5)', { weights: [7] }, 'all(weights, w => w < 5) true (now false)'],
  ])('%s', (text, values, change) => {
    expect(changes([text], values)).toEqual({ changes: [change], smallest: true });
  });

  test('a gate that holds needs no change', () => {
    expect(changes(['ready'], { ready: true })).toEqual({ changes: [], smallest: true });
  });

  test('a constant cannot change', () => {
    expect(changes(['ready', 'false'], { ready: false })).toBeUndefined();
    expect(changes(['ready or false'], { ready: false })?.changes).toEqual(['ready true (now false)']);
  });

  test('all of what is required, the least of alternatives', () => {
    const require = ['used < 85%', 'paused and ready or count == 1', 'branch is known'];
    expect(changes(require, { used: 0.9, paused: false, ready: false, count: 2, branch: 'x' })).toEqual({
      changes: ['used below 85 % (now 90 %)', 'count 1 (now 2)'],
      smallest: true,
    });
  });

  test('a condition that is written twice changes once', () => {
    const values = { used: 0.9, ready: false, paused: false };
    expect(changes(['ready or used < 85%', 'paused or used < 85%'], values)).toEqual({
      changes: ['used below 85 % (now 90 %)'],
      smallest: true,
    });
    expect(changes(['used < 85% and not used < 85%'], { used: 0.9 })).toBeUndefined();
  });
});

describe('the smallest turns', () => {
  const { form } = fc.letrec<{ form: Form }>((tie) => ({
    form: fc.oneof(
      { depthSize: 'small' },
      fc.record({ leaf: fc.nat({ max: 5 }), positive: fc.boolean() }),
      fc.record({ all: fc.array(tie('form'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('form'), { minLength: 1, maxLength: 3 }) }),
    ),
  }));
  const truths = fc.array(fc.constantFrom<Truth[]>(TRUE, FALSE, UNKNOWN), { minLength: 6, maxLength: 6 });

  /** By trying every assignment of the leaves. */
  function fewest(form: Form, now: readonly Truth[], fixed: number): number {
    const leaves = [...leavesOf(form)];
    let best = Number.POSITIVE_INFINITY;
    const tryAll = (at: number, turned: number, wanted: Map<number, Truth>): void => {
      const leaf = leaves[at];
      if (leaf === undefined) {
        const truth = truthOfForm(form, (index) => wanted.get(index) ?? UNKNOWN);
        if (truth === TRUE) best = Math.min(best, turned);
        return;
      }
      for (const truth of [TRUE, FALSE, UNKNOWN] as const) {
        const turn = truth === now[leaf] ? 0 : 1;
        if (turn === 0 || leaf !== fixed) tryAll(at + 1, turned + turn, new Map(wanted).set(leaf, truth));
      }
    };
    tryAll(0, 0, new Map());
    return best;
  }

  test('are as few as trying everything finds', () => {
    fc.assert(
      fc.property(form, truths, (form, now) => {
        const found = smallestTurns(
          form,
          (leaf) => now[leaf] ?? UNKNOWN,
          (leaf) => leaf !== 0,
        );
        const best = fewest(form, now, 0);
        expect(found?.turns.size ?? Number.POSITIVE_INFINITY).toBe(best);
        expect(found?.smallest ?? true).toBe(true);
        const turned = truthOfForm(form, (leaf) => found?.turns.get(leaf) ?? now[leaf] ?? UNKNOWN);
        expect(turned === TRUE).toBe(found !== undefined);
      }),
      { seed: 71, numRuns: runs(500, 20_000) },
    );
  });

  test('are not called smallest where there is too much to try', () => {
    const pairs = Array.from({ length: 30 }, (_, leaf): Form => ({
      any: [
        { leaf, positive: true },
        { leaf: (leaf + 1) % 30, positive: true },
      ],
    }));
    const found = smallestTurns(
      { all: pairs },
      () => FALSE,
      () => true,
    );
    expect(found?.smallest).toBe(false);
    expect(found?.turns.size).toBeGreaterThanOrEqual(15);
    const impossible: Form = { all: [...pairs, { leaf: 0, positive: true }, { leaf: 0, positive: false }] };
    expect(
      smallestTurns(
        impossible,
        () => FALSE,
        () => true,
      ),
    ).toBeUndefined();
  });

  test('of nothing there are none', () => {
    expect(
      smallestTurns(
        { all: [] },
        () => FALSE,
        () => true,
      ),
    ).toBeUndefined();
    expect(
      smallestTurns(
        { any: [] },
        () => FALSE,
        () => true,
      ),
    ).toBeUndefined();
  });
});
