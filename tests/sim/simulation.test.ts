/**
 * Rollouts simulated, each in a process of its own: the program runs as it is, without what a test runner does to it.
 * `README.md` tells what is checked.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { runs, tier } from '../support/tier.ts';
import type { Summary } from './campaign.ts';
import { plantedBugs } from './planted-bugs.ts';
import { regressions } from './regressions.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
const execute = promisify(execFile);

/** What it prints, also where it found something wrong. */
async function simulated(...words: readonly string[]): Promise<unknown> {
  const { stdout } = await execute(process.execPath, [main, ...words], { maxBuffer: 1 << 24 }).catch(
    (error: unknown) => error as { readonly stdout: string },
  );
  return JSON.parse(stdout);
}

describe('simulated rollouts', () => {
  test('keep all that must hold, and go every way that there is', { timeout: 600_000 }, async () => {
    const seeds = runs(2_000, 10_000);
    const summary = (await simulated('run', '--seeds', String(seeds))) as Summary & {
      readonly gaps: readonly string[];
    };
    expect(summary.failures).toEqual([]);
    expect(summary.gaps).toEqual([]);
    expect(summary).toMatchObject({ seeds, runTwice: seeds / 100 });
    expect(summary.leastFaultable).toBeGreaterThanOrEqual(200);
  });

  test('do not fail again where they failed once', async () => {
    expect(await simulated('regress')).toEqual({ seeds: regressions.length, failed: [] });
  });
});

describe('mistakes that are put into the program', () => {
  const usual = [
    'shifted before it is intended',
    'read-back skipped',
    'unknown passes',
    'roll-back waits for the dwell',
    'time of the wall clock',
    'freezes read once',
  ];
  const tried = tier === 'usual' ? usual : plantedBugs.map(({ name }) => name);

  test('are found', { timeout: 900_000 }, async () => {
    const found = (await simulated('planted', '--only', tried.join(';'))) as readonly {
      readonly name: string;
      readonly seeds?: number;
    }[];
    expect(found.filter(({ seeds }) => seeds === undefined)).toEqual([]);
    expect(found).toHaveLength(tried.length);
  });

  test('are as many as they must be', () => {
    expect(plantedBugs.length).toBeGreaterThanOrEqual(25);
    expect(new Set(plantedBugs.map(({ name }) => name)).size).toBe(plantedBugs.length);
  });
});
