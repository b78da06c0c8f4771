import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { runs, skipUnlessProving } from '../support/tier.ts';
import { type Answerer, startAnswerer } from './answerer.ts';
import { type Cell, cells, isSlow, isSound, nameOf, passes, timeIn } from './cells.ts';
import { files, programs } from './faults.ts';

const ATONCE = 6;

let answerer: Answerer;
let root: string;

beforeAll(async () => {
  answerer = await startAnswerer(timeIn);
  root = await mkdtemp(join(tmpdir(), 'no-evidence-'));
  for (const [name, script] of Object.entries(programs)) await writeFile(join(root, name), script);
  for (const [name, text] of Object.entries(files))
    if (text !== undefined) await writeFile(join(root, `${name}.json`), text);
});

afterAll(async () => {
  await answerer.close();
  await rm(root, { recursive: true });
});

/** Every so manyeth, which goes through all claims in every place. */
function everyOf(list: readonly Cell[], step: number): readonly Cell[] {
  return list.filter((_, index) => index % step === 0);
}

/** Names of those that turn out otherwise. */
async function otherwise(list: readonly Cell[], wanted: boolean): Promise<readonly string[]> {
  const left = list.values();
  const wrong: string[] = [];
  await Promise.all(
    Array.from({ length: ATONCE }, async () => {
      for (const cell of left)
        if ((await passes(cell, { origin: answerer.origin, root })) !== wanted) wrong.push(nameOf(cell));
    }),
  );
  return wrong;
}

test('what is sound passes', async () => {
  const sound = everyOf(cells.filter(isSound), runs(197, 11));
  expect(await otherwise(sound, true)).toEqual([]);
});

const faulty = cells.filter((cell) => !isSound(cell) && !(isSlow(cell) && skipUnlessProving));
const asked = everyOf(faulty, runs(701, 29));

test(`nothing passes without evidence: ${asked.length} of ${faulty.length} cells`, async () => {
  expect(await otherwise(asked, false)).toEqual([]);
});
