import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  newSavedPlan,
  PLAN_LIFETIME,
  type PlanBasis,
  readSavedPlan,
  requireSameBasis,
  writeSavedPlan,
} from '../../../src/app/run/saved-plan.ts';
import { canonicalJson } from '../../../src/plan/canonical-json.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { refusedWith } from '../../support/refusal.ts';

const now = Date.parse('2026-11-24T10:00:00Z');
const basis: PlanBasis = {
  policy: 'shop',
  digest: 'd1',
  source: 's1',
  program: '0.1.0',
  store: 'beside the policy',
  target: { version: 'v1.2.3', env: 'prod' },
  inputs: { ticket: 'OPS-1', regions: ['eu'] },
  settings: { api_url: 'http://localhost' },
};
const plan = newSavedPlan(basis, { release: { version: 'v1.2.3', env: 'prod' }, set: ['ticket=OPS-1'] }, now);

/** Whoever makes one up makes its hash fit. */
function forged(more: Readonly<Record<string, unknown>>): string {
  return `${canonicalJson(newSavedPlan(basis, { release: {}, set: [], ...more }, now))}\n`;
}

async function saved(text: string): Promise<string> {
  const folder = await temporaryFolder({ 'release.plan': text });
  return join(folder, 'release.plan');
}

async function refusalOf(work: Promise<unknown>) {
  return (await refusedWith(work))[0];
}

describe('a saved plan', () => {
  test('is read as it was written', async () => {
    const path = join(await temporaryFolder(), 'release.plan');
    await writeSavedPlan(path, 'release.plan', plan);
    expect(await readSavedPlan(path, 'release.plan', now)).toEqual(plan);
  });

  test('is refused when any byte of it changed', async () => {
    const text = `${canonicalJson(plan)}\n`;
    const path = await saved(text);
    for (let index = 0; index < text.length; index += 3) {
      const other = text[index] === '1' ? '2' : '1';
      await writeFile(path, text.slice(0, index) + other + text.slice(index + 1));
      expect(await refusalOf(readSavedPlan(path, 'release.plan', now))).toMatchObject({ code: 'SEN2201' });
    }
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['another JSON', '{}'],
    ['a depth bomb', '['.repeat(100_000)],
    ['too much', ' '.repeat(300_000)],
    ['another version', canonicalJson({ ...plan, formatVersion: '2.0' })],
    ['another order', JSON.stringify(plan)],
    ['a request that is none', canonicalJson({ ...plan, request: { release: { env: 1 }, set: [] } })],
    ['a request for more than a plan is asked for', forged({ glass: { reason: 'x', until: 9e15 } })],
    ['a configuration of its own', forged({ config: '/tmp/mine.yaml' })],
  ])('is refused: %s', async (_, text) => {
    const { code } = (await refusalOf(readSavedPlan(await saved(text), 'p', now))) ?? {};
    expect(['SEN2201', 'SEN2011']).toContain(code);
  });

  test('that is not there is refused', async () => {
    expect(await refusalOf(readSavedPlan('/nowhere/p', 'p', now))).toMatchObject({
      message: 'there is no saved plan `p`',
    });
  });

  test('expires', async () => {
    const path = await saved(`${canonicalJson(plan)}\n`);
    await readSavedPlan(path, 'p', now + PLAN_LIFETIME - 1);
    expect(await refusalOf(readSavedPlan(path, 'p', now + PLAN_LIFETIME))).toMatchObject({ code: 'SEN2203' });
  });

  test('is not from the future', async () => {
    const path = await saved(`${canonicalJson(plan)}\n`);
    expect(await refusalOf(readSavedPlan(path, 'p', now - 1))).toMatchObject({ code: 'SEN2201' });
  });

  test('that cannot be written says so', async () => {
    expect(await refusalOf(writeSavedPlan('/nowhere/p', 'p', plan))).toMatchObject({
      message: 'the plan cannot be saved to `p` (ENOENT)',
    });
  });
});

describe('what a plan rests upon', () => {
  test('may be the same', () => {
    requireSameBasis(basis, structuredClone(basis), 'p');
  });

  test.each([
    [{ policy: 'other' }, 'it is for the policy `shop`, and this is `other`'],
    [{ digest: 'd2', source: 's2' }, 'the meaning of the policy changed'],
    [{ source: 's2' }, 'the text of the policy changed'],
    [{ program: '0.2.0' }, 'it was made by version 0.1.0, and this is 0.2.0'],
    [
      { store: '/tmp/other.db' },
      'it was made with the store `beside the policy`, and this is `/tmp/other.db`',
    ],
    [{ target: { version: 'v1.2.4', env: 'prod' } }, '`release.version` was `v1.2.3` and is `v1.2.4`'],
    [{ target: { env: 'prod' } }, '`release.version` was `v1.2.3` and is unknown'],
    [{ inputs: { ticket: 'OPS-1', regions: ['us'] } }, '`input regions` was `["eu"]` and is `["us"]`'],
    [{ settings: { api_url: 'http://x' } }, '`settings.api_url` was `http://localhost` and is `http://x`'],
  ])('is refused with what changed: %j', async (change, message) => {
    const refused = await refusalOf(
      (async () => requireSameBasis(basis, { ...basis, ...change }, 'release.plan'))(),
    );
    expect(refused).toMatchObject({
      code: 'SEN2202',
      message: `\`release.plan\` is out of date: ${message}`,
    });
  });
});
