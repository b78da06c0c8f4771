/** Spoilt policies: whatever the text, there are diagnostics or a sound plan, at once, and never a crash. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lintText } from '../support/pipeline.ts';
import { brokenInvariants } from '../support/plan-invariants.ts';
import { Random } from '../support/random.ts';
import { tier } from '../support/tier.ts';
import { mutant } from './mutate.ts';

const root = new URL('../..', import.meta.url).pathname;
/** Valid policies, and one with every block of the language. */
const corpus = globSync(
  ['examples/**/sentinel.yaml', 'sentinel.yaml', 'tests/parser/fixtures/checkout-api.yaml'],
  { cwd: root },
)
  .toSorted()
  .map((name) => readFileSync(`${root}/${name}`, 'utf8'));

const count = tier === 'long' ? 1_000_000 : 20_000;
/** Each seed spoils one policy; `SENTINEL_SEED` repeats a single one. */
const only = process.env['SENTINEL_SEED'];
const seeds = only === undefined ? { from: 1, to: count } : { from: Number(only), to: Number(only) };
/** Milliseconds of the processor, since the machine may have other things to do meanwhile. */
const longest = 1000;

/** What is wrong with the handling of a text; empty when nothing is. */
function faults(text: string): readonly string[] {
  const { diagnostics, plan, took } = timed(text);
  const outside = diagnostics.filter(({ location }) => {
    const { start, end } = location?.span ?? { start: 0, end: 0 };
    return start < 0 || start > end || end > text.length;
  });
  const isInvalid = diagnostics.some(({ severity }) => severity === 'error');
  return [
    // Once may be the machine; twice is the text.
    ...(took > longest && timed(text).took > longest ? [`took ${Math.round(took)} ms`] : []),
    ...outside.map(({ code, message }) => `${code} lies outside the text: ${message}`),
    ...(isInvalid === (plan !== undefined)
      ? [isInvalid ? 'an invalid policy has a plan' : 'no plan, and no error']
      : []),
    ...(plan ? brokenInvariants(plan) : []),
  ];
}

function timed(text: string): ReturnType<typeof lintText> & { readonly took: number } {
  const started = process.cpuUsage();
  const result = lintText(text);
  const { user, system } = process.cpuUsage(started);
  return { ...result, took: (user + system) / 1_000 };
}

function faultsOrCrash(text: string): readonly string[] {
  try {
    return faults(text);
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}

test(
  `${count.toLocaleString('en-US')} spoilt policies`,
  { timeout: tier === 'long' ? 7_200_000 : 600_000 },
  () => {
    expect(corpus.length).toBeGreaterThan(3);
    for (let seed = seeds.from; seed <= seeds.to; seed++) {
      const text = mutant(corpus, new Random(seed));
      const found = faultsOrCrash(text);
      if (found.length > 0)
        throw new Error(`SENTINEL_SEED=${seed} npx vitest run tests/fuzz\n${found.join('\n')}\n---\n${text}`);
    }
    expect(Object.keys(Object.prototype)).toEqual([]);
  },
);
