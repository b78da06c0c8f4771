import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Assignment, Flag } from '../../../../src/plan/assignment.ts';
import { isUnknown, type Value } from '../../../../src/plan/value.ts';
import { type Answer, assign } from '../../../../src/runtime/core/assignment/assign.ts';
import { bucketOf } from '../../../../src/runtime/core/assignment/bucket.ts';
import { planOf } from '../../../support/pipeline.ts';
import { policyWith } from '../../../support/policy.ts';
import { runs } from '../../../support/tier.ts';

const now = Date.parse('2026-06-01T12:00Z');

function assignmentOf(...lines: readonly string[]): Assignment {
  const text = policyWith(
    'gates: { clean: { require: git.clean } }',
    'rollouts:',
    '  main:',
    ...['traffic: { flag: {} }', 'identity: git.clean', ...lines].map((line) => `    ${line}`),
  );
  const assignment = planOf(text).rollouts[0]?.assignment;
  if (!assignment) throw new TypeError('no assignment');
  return assignment;
}

function flagAt(position: number, assignment: Assignment): Flag {
  return { policy: 'shop', rollout: 'main', enabled: true, paused: false, position, assignment };
}

function answer(flag: Flag, user: Readonly<Record<string, Value>>): Answer {
  return assign(flag, new Map(Object.entries(user)), now);
}

const shareOf = (actor: string): number => bucketOf('shop/main/', [actor]).share;
/** Somebody whose place lies between. */
function someone(from: number, to: number, name = (id: number) => `u${id}`): string {
  for (let id = 0; ; id++) {
    const share = shareOf(name(id));
    if (from <= share && share < to) return name(id);
  }
}

const plain = assignmentOf('stages: [{ weight: 100% }]');

describe('by place alone', () => {
  test('in below the weight, out from there on', () => {
    expect(answer(flagAt(10, plain), { actor: someone(0, 0.1) })).toMatchObject({
      in: true,
      variant: 'canary',
      why: 'share',
    });
    const actor = someone(0.1, 0.2);
    expect(answer(flagAt(10, plain), { actor })).toEqual({
      in: false,
      variant: 'stable',
      bucket: shareOf(actor),
      why: 'share',
    });
  });

  test('nobody at 0, nobody where it is off, everybody at 100', () => {
    expect(answer(flagAt(0, plain), { actor: 'a' })).toMatchObject({ in: false, why: 'outside' });
    expect(answer({ ...flagAt(100, plain), enabled: false }, { actor: 'a' })).toMatchObject({
      in: false,
      why: 'disabled',
    });
    expect(answer(flagAt(100, plain), { actor: someone(0.99, 1) })).toMatchObject({ in: true });
  });

  test.each([{}, { actor: '' }, { actor: 7 }])('whoever has no name is not in: %j', (user) => {
    const { bucket, ...rest } = answer(flagAt(100, plain), user);
    expect(rest).toEqual({ in: false, variant: 'stable', why: 'unknown' });
    expect(isUnknown(bucket) && bucket.reason).toBe('the user has no `actor`');
  });
});

describe('overrides', () => {
  const assignment = assignmentOf(
    'stages: [{ weight: 100% }]',
    'overrides:',
    "  - { who: 'context.banned', in: false }",
    '  - { who: \'context.tenant == "acme" and now < 2026-07-01T00:00Z\', in: true }',
    "  - { who: 'now < 2026-01-01T00:00Z', in: true }",
  );
  const actor = someone(0.5, 1);

  test('the first that is true decides, before any place', () => {
    const flag = flagAt(10, assignment);
    const acme = { actor, tenant: 'acme' };
    expect(answer(flag, { ...acme, banned: false })).toMatchObject({
      in: true,
      variant: 'canary',
      why: 'override',
    });
    expect(answer(flag, { ...acme, banned: true })).toMatchObject({ in: false, why: 'override' });
    expect(answer(flag, { actor, banned: false, tenant: 'umbrella' })).toMatchObject({
      in: false,
      why: 'share',
    });
  });

  test('what is unknown lets nobody in, and keeps out', () => {
    expect(answer(flagAt(100, assignment), { actor })).toMatchObject({ in: false, why: 'override' });
    expect(answer(flagAt(10, assignment), { actor, banned: false })).toMatchObject({
      in: false,
      why: 'share',
    });
    expect(answer(flagAt(100, assignment), { actor, banned: 'no' })).toMatchObject({ in: false });
  });

  test('at 0 % nobody is in, whoever they are', () => {
    expect(answer(flagAt(0, assignment), { actor, banned: false, tenant: 'acme' })).toMatchObject({
      in: false,
    });
  });
});

describe('audiences', () => {
  const internal = '{ name: internal, who: \'actor like "*@example.com"\', stages: [{ weight: 50% }] }';
  const beta = '{ name: beta, who: context.beta, ramp: { by: 50%, every: 1h } }';
  const assignment = assignmentOf(
    `audience: [${internal}, ${beta}, { name: public, who: "true", ramp: { by: 10%, every: 1h } }]`,
  );
  const mail = (id: number) => `u${id}@example.com`;

  test('one after the other', () => {
    const early = someone(0, 0.1, mail);
    expect(answer(flagAt(10, assignment), { actor: early })).toMatchObject({ in: true, why: 'share' });
    const late = someone(0.6, 1, mail);
    // Half of them were reached, and more there will not be before it is everybody's turn.
    for (const position of [50, 100, 150])
      expect(answer(flagAt(position, assignment), { actor: late }).in).toBe(false);
    expect(answer(flagAt(300, assignment), { actor: late })).toMatchObject({ in: true, why: 'share' });
    expect(answer(flagAt(200, assignment), { actor: 'b', beta: true })).toMatchObject({
      in: true,
      why: 'audience',
    });
    expect(answer(flagAt(200, assignment), { actor: 'b' })).toMatchObject({ in: false, why: 'outside' });
    expect(answer(flagAt(201, assignment), { actor: someone(0, 0.01) })).toMatchObject({ in: true });
  });

  test('going on never takes anybody out', () => {
    const position = fc.double({ min: 0, max: 300, noNaN: true });
    fc.assert(
      fc.property(
        fc.nat(1e9),
        fc.boolean(),
        fc.boolean(),
        position,
        position,
        (id, isStaff, beta, one, other) => {
          const user = { actor: isStaff ? mail(id) : `u${id}`, beta };
          const at = (where: number) => answer(flagAt(where, assignment), user).in;
          expect(at(Math.min(one, other)) && !at(Math.max(one, other))).toBe(false);
        },
      ),
      { seed: 7, numRuns: runs(500, 50_000) },
    );
  });
});

describe('variants', () => {
  const assignment = assignmentOf(
    'variants: { a: {}, b: {} }',
    'stages: [{ weights: { a: 10%, b: 10% } }, { weights: { a: 20%, b: 20% } }, { weights: { a: 25%, b: 75% } }]',
  );
  const users = Array.from({ length: runs(4_000, 200_000) }, (_, id) => `user-${id}`);

  test('10/10/80: each has its share', () => {
    const counts = Map.groupBy(users, (actor) => answer(flagAt(20, assignment), { actor }).variant);
    for (const [name, share] of [
      ['a', 0.1],
      ['b', 0.1],
      ['stable', 0.8],
    ] as const)
      expect(Math.abs((counts.get(name)?.length ?? 0) / users.length - share)).toBeLessThan(
        3.5 * Math.sqrt((share * (1 - share)) / users.length),
      );
  });

  test('more of both moves nobody from one to the other', () => {
    for (const actor of users) {
      const { in: inside, variant } = answer(flagAt(20, assignment), { actor });
      if (inside) expect(answer(flagAt(40, assignment), { actor }).variant).toBe(variant);
    }
  });

  test('one that a stage gives nothing has nobody', () => {
    const first = assignmentOf(
      'variants: { a: {}, b: {}, c: {} }',
      'stages: [{ weights: { b: 10% } }, { weights: { a: 50%, b: 25%, c: 25% } }]',
    );
    const names = users.map((actor) => answer(flagAt(10, first), { actor }).variant);
    expect(new Set(names)).toEqual(new Set(['b', 'stable']));
  });

  test('between two stages, and below the first, they share as in the one before', () => {
    const actor = someone(0, 0.05);
    const { variant } = answer(flagAt(20, assignment), { actor });
    expect(answer(flagAt(5, assignment), { actor }).variant).toBe(variant);
    expect(answer(flagAt(30, assignment), { actor }).variant).toBe(variant);
  });
});
