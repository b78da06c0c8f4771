import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { decide, type Flags, type FlagsOptions, openFlags } from '../../src/flags/index.ts';
import type { Flag } from '../../src/plan/assignment.ts';
import type { Json } from '../../src/plan/audit.ts';
import { openSqliteStore } from '../../src/runtime/stores/sqlite/store.ts';
import { temporaryFolder } from '../support/folder.ts';

const flag: Flag = {
  policy: 'shop',
  rollout: 'main',
  enabled: true,
  paused: false,
  position: 100,
  assignment: {
    seed: 'shop/main/',
    by: ['actor'],
    overrides: [],
    audiences: [{ reaches: 100, splits: [] }],
    variants: [],
  },
};

const ada = { actor: 'ada' };

/** A store with a flag `new`, and readers of it by a clock that the test sets. */
async function stand(options: Partial<FlagsOptions> = {}) {
  const file = join(await temporaryFolder({}), 'state.db');
  const store = await openSqliteStore(file, { create: true });
  onTestFinished(() => store.close());
  let now = 1_000_000;
  const flags = openFlags({ store: file, env: {}, ...options }, () => now);
  onTestFinished(() => flags.close());
  const publish = async (value: unknown, name = 'new') => {
    const key = `flag/${name}`;
    const version = (await store.read(key))?.version ?? 0;
    await store.commit({ writes: [{ key, version, value: value as Json }] });
  };
  await publish({ flag, epoch: 1 });
  return {
    flags,
    publish,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

const isIn = async (flags: Flags): Promise<boolean> => (await flags.decide('new', ada)).in;

describe('what was read', () => {
  test('answers until it is read again, and reading holds no answer up', async () => {
    const { flags, publish, pass } = await stand();
    expect(await flags.decide('new', ada)).toMatchObject({ in: true, variant: 'canary', reason: 'SPLIT' });
    await publish({ flag: { ...flag, position: 0 }, epoch: 1 });
    expect(await isIn(flags)).toBe(true);
    pass(1_000);
    expect(await isIn(flags)).toBe(true);
    await flags.load('new');
    expect(await isIn(flags)).toBe(false);
  });

  test('when nobody asked for long, is read before the answer', async () => {
    const { flags, publish, pass } = await stand();
    expect(await isIn(flags)).toBe(true);
    await publish({ flag: { ...flag, enabled: false }, epoch: 1 });
    pass(30_001);
    expect(await flags.decide('new', ada)).toMatchObject({ in: false, reason: 'DISABLED' });
  });

  test('is stale where it cannot be read again', async () => {
    const { flags, publish, pass } = await stand();
    expect(await isIn(flags)).toBe(true);
    await publish('rubbish');
    pass(29_000);
    expect(await flags.decide('new', ada)).toMatchObject({ in: true, reason: 'SPLIT' });
    pass(1_001);
    expect(await flags.decide('new', ada)).toMatchObject({ in: true, reason: 'STALE' });
    await expect(flags.load('new')).rejects.toThrow('what the store holds as the flag `new` is no flag');
    await publish({ flag, epoch: 1 });
    pass(1_000);
    expect(await flags.decide('new', ada)).toMatchObject({ in: true, reason: 'SPLIT' });
  });

  test('is nothing where there is no flag, no store, or no name', async () => {
    const { flags } = await stand();
    expect(await flags.decide('other', ada)).toMatchObject({
      in: false,
      reason: 'ERROR',
      error: { code: 'FLAG_NOT_FOUND' },
    });
    expect(await flags.decide('new', {})).toMatchObject({
      in: false,
      bucket: null,
      error: { code: 'TARGETING_KEY_MISSING' },
    });
    const nowhere = openFlags({ store: '/nowhere/state.db' });
    expect(await nowhere.decide('new', ada)).toMatchObject({
      in: false,
      variant: 'stable',
      error: { code: 'GENERAL', message: '`/nowhere/state.db`: there is no such file' },
    });
    await nowhere.close();
  });
});

test.each([
  ['1', false],
  ['new', false],
  ['other, new', false],
  ['other', true],
  ['0', true],
  ['', true],
])('SENTINEL_KILL=%s asks no store', async (value, inside) => {
  const { flags } = await stand({ env: { SENTINEL_KILL: value } });
  expect(await flags.decide('new', ada)).toMatchObject(
    inside ? { in: true } : { in: false, variant: 'stable', reason: 'DISABLED' },
  );
  if (!inside)
    expect(
      await openFlags({ store: '/nowhere', env: { SENTINEL_KILL: value } }).decide('new', ada),
    ).toMatchObject({ reason: 'DISABLED' });
});

test('a name in the store may begin with more', async () => {
  const { flags, publish } = await stand({ prefix: 'team:' });
  await publish({ flag, epoch: 1 }, 'team:new');
  expect(await isIn(flags)).toBe(true);
});

describe('attributes', () => {
  const read = (name: string, value: boolean | number | string): Flag => ({
    ...flag,
    assignment: {
      ...flag.assignment,
      audiences: [
        {
          reaches: 100,
          splits: [],
          who: {
            op: 'compare',
            operator: '==',
            type: 'boolean',
            span: [0, 0],
            left: {
              op: 'member',
              type: 'any',
              span: [0, 0],
              of: { op: 'local', name: 'context', type: 'any', span: [0, 0] },
              key: { op: 'const', type: 'string', span: [0, 0], value: name },
            },
            right: { op: 'const', type: typeof value as 'string', span: [0, 0], value },
          },
        },
      ],
    },
  });

  test.each([
    ['a text', 'x', 'x', true],
    ['a number', 7, 7, true],
    ['a switch', true, true, true],
    ['a moment', new Date(5), 5, true],
    ['no number', Number.NaN, 0, false],
    ['no data', () => 'x', 'x', false],
    ['a list', ['x'], 'x', false],
    ['a list of no data', [() => 1], 'x', false],
    ['a record', { x: 1 }, 'x', false],
    ['nothing', null, 'x', false],
  ])('%s', (_, value, wanted, inside) => {
    expect(decide(read('it', wanted), { ...ada, it: value }).in).toBe(inside);
  });

  test('what conditions decide is a match, what is nobody’s turn the default', () => {
    expect(decide(read('tier', 'gold'), { ...ada, tier: 'gold' }).reason).toBe('TARGETING_MATCH');
    expect(decide(read('tier', 'gold'), { ...ada, tier: 'lead' }).reason).toBe('DEFAULT');
    expect(
      decide({ ...flag, assignment: { ...flag.assignment, by: ['actor', 'workspace'] } }, ada),
    ).toMatchObject({
      error: { code: 'INVALID_CONTEXT', message: 'the user has no `workspace`' },
    });
  });
});
