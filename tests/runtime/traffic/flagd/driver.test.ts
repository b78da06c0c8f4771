import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import type { Assignment } from '../../../../src/plan/assignment.ts';
import type { ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import type { Shift, TrafficDriver } from '../../../../src/runtime/ports/traffic.ts';
import { descriptor } from '../../../../src/runtime/traffic/flagd/descriptor.ts';
import { openDriver } from '../../../../src/runtime/traffic/flagd/driver.ts';
import { withDefaults } from '../../../support/defaults.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { driverContract } from '../driver-contract.ts';

const roles = { stable: 'off', canary: 'on' };
const never = new AbortController().signal;

const flag = {
  state: 'ENABLED',
  variants: { on: true, off: false },
  defaultVariant: 'off',
  metadata: { owner: 'shop' },
};
const other = { state: 'ENABLED', variants: { a: 1, b: 2 }, defaultVariant: 'a' };
const content = { $schema: 'https://flagd.dev/schema/v0/flags.json', flags: { checkout: flag, other } };

function open(root: string, parts: ResolvedRecord = {}, assignment?: Assignment): Promise<TrafficDriver> {
  return openDriver(withDefaults(descriptor, { file: 'flags.json', flag: 'checkout', ...parts }), {
    root,
    ...(assignment && { flag: { policy: 'shop', rollout: 'main', assignment } }),
  });
}

function shift(weight: number, parts: Partial<Shift> = {}): Shift {
  return { roles, weight, verb: 'shift', fence: { epoch: 1, intent: '1-1' }, ...parts };
}

async function folderWith(value: unknown): Promise<string> {
  return temporaryFolder({ 'flags.json': typeof value === 'string' ? value : JSON.stringify(value) });
}

async function flagsIn(root: string): Promise<Record<string, Record<string, unknown>>> {
  const { flags } = JSON.parse(await readFile(join(root, 'flags.json'), 'utf8')) as typeof content;
  return flags;
}

const fileOf = (value: unknown) => async () => open(await folderWith(value));
const flagOf = (parts: Record<string, unknown>) => fileOf({ flags: { checkout: { ...flag, ...parts } } });

driverContract({
  descriptor,
  afterRestart: 30,
  disbelieves: {
    'an empty file': fileOf(''),
    'no JSON': fileOf('{'),
    'no object': fileOf('null'),
    'a file without flags': fileOf({}),
    'a list of flags': fileOf({ flags: [] }),
    'no such flag': fileOf({ flags: { other } }),
    'a flag of the prototype': async () => open(await folderWith(content), { flag: 'constructor' }),
    'a flag without variants': flagOf({ variants: undefined }),
    'a flag without the variant': flagOf({ variants: { off: false } }),
  },
  async stand() {
    const root = await folderWith(content);
    const file = join(root, 'flags.json');
    return {
      driver: await open(root),
      meddle: async (share) => {
        const flags = await flagsIn(root);
        const targeting = {
          fractional: [
            ['on', share],
            ['off', 100 - share],
          ],
        };
        await writeFile(file, JSON.stringify({ flags: { ...flags, checkout: { ...flag, targeting } } }));
      },
      restart: () => Promise.resolve(),
      stop: () => rm(file),
    };
  },
});

describe('the file', () => {
  test('keeps its other flags and what else the flag holds', async () => {
    const root = await folderWith(content);
    await (await open(root)).shift(shift(12.5), never);
    expect(JSON.parse(await readFile(join(root, 'flags.json'), 'utf8'))).toEqual({
      ...content,
      flags: {
        checkout: {
          ...flag,
          targeting: {
            fractional: [
              ['on', 1250],
              ['off', 8750],
            ],
          },
        },
        other,
      },
    });
  });

  test.each([
    [
      0,
      'off',
      [
        ['on', 0],
        ['off', 100],
      ],
    ],
    [
      10,
      'off',
      [
        ['on', 10],
        ['off', 90],
      ],
    ],
    [
      33.3,
      'off',
      [
        ['on', 3330],
        ['off', 6670],
      ],
    ],
    [
      100,
      'on',
      [
        ['on', 100],
        ['off', 0],
      ],
    ],
  ])('at %d %% users without a key see `%s`', async (weight, defaultVariant, fractional) => {
    const root = await folderWith(content);
    await (await open(root)).shift(shift(weight), never);
    expect((await flagsIn(root))['checkout']).toMatchObject({ defaultVariant, targeting: { fractional } });
  });

  test('users are drawn by what the policy names', async () => {
    const root = await folderWith(content);
    const assignment: Assignment = {
      seed: 'shop/main/',
      by: ['workspace', 'actor'],
      overrides: [],
      audiences: [{ reaches: 100, splits: [] }],
      variants: [],
    };
    const driver = await open(root, {}, assignment);
    await driver.shift(shift(20), never);
    const key = { cat: [{ var: '$flagd.flagKey' }, { var: 'workspace' }, { var: 'actor' }] };
    expect((await flagsIn(root))['checkout']).toMatchObject({
      targeting: { fractional: [key, ['on', 20], ['off', 80]] },
    });
    expect((await driver.read(roles, never)).canary).toBe(20);
    const who = { op: 'literal', value: true, type: { kind: 'boolean' } } as never;
    await expect(open(root, {}, { ...assignment, overrides: [{ who, in: true }] })).rejects.toThrow(
      'overrides',
    );
  });

  test('a flag that somebody has disabled is off', async () => {
    const root = await folderWith({ flags: { checkout: { ...flag, state: 'DISABLED' } } });
    expect(await (await open(root)).read(roles, never)).toEqual({ canary: 0, detail: 'disabled' });
  });

  test.each([
    { if: [{ '==': [1, 1] }, 'on', 'off'] },
    { fractional: [['on', 10]] },
    {
      fractional: [
        ['off', 10],
        ['on', 90],
      ],
    },
    {
      fractional: [
        ['on', 0],
        ['off', 0],
      ],
    },
    {
      fractional: [
        ['on', '10'],
        ['off', 90],
      ],
    },
    {
      fractional: [
        ['on', 10],
        ['off', 40],
        ['beta', 50],
      ],
    },
  ])('a targeting that says something else cannot be read: %j', async (targeting) => {
    const root = await folderWith({ flags: { checkout: { ...flag, targeting } } });
    await expect((await open(root)).read(roles, never)).rejects.toThrow('shares nothing out');
  });

  test.each([
    ['on', 100],
    ['off', 0],
  ])('without targeting the default `%s` counts', async (defaultVariant, canary) => {
    const root = await folderWith({ flags: { checkout: { ...flag, defaultVariant, targeting: {} } } });
    expect((await (await open(root)).read(roles, never)).canary).toBe(canary);
  });

  test('variants by other names', async () => {
    const named = { ...flag, variants: { old: 'v1', new: 'v2' }, defaultVariant: 'old' };
    const root = await folderWith({ flags: { checkout: named } });
    const driver = await open(root, { off: 'old', on: 'new' });
    await driver.shift(shift(40), never);
    expect((await driver.read(roles, never)).canary).toBe(40);
    expect((await flagsIn(root))['checkout']).toMatchObject({
      targeting: {
        fractional: [
          ['new', 40],
          ['old', 60],
        ],
      },
    });
  });
});
