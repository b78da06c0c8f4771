/** Mistakes that a review could have, planted: the search for inputs that contradict a verdict finds each of them. */
import * as fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import * as cells from '../../../src/analysis/review/space/cells.ts';
import * as components from '../../../src/analysis/review/space/components.ts';
import * as verdicts from '../../../src/analysis/review/verdict.ts';
import { UNKNOWN } from '../../../src/plan/kleene.ts';
import { isUnknown } from '../../../src/plan/value.ts';
import { sampleFacts } from '../../support/arbitrary/facts.ts';
import { policyPairs } from '../../support/review/pairs.ts';
import { contradiction } from '../../support/review/search.ts';

vi.mock('../../../src/analysis/review/space/cells.ts', { spy: true });
vi.mock('../../../src/analysis/review/space/components.ts', { spy: true });
vi.mock('../../../src/analysis/review/verdict.ts', { spy: true });

afterEach(() => {
  vi.resetAllMocks();
});

const mistakes: Readonly<Record<string, () => Promise<void>>> = {
  'unknown is forgotten': async () => {
    const { componentsOf } = await vi.importActual<typeof components>(
      '../../../src/analysis/review/space/components.ts',
    );
    vi.mocked(components.componentsOf).mockImplementation((atoms) =>
      componentsOf(atoms).map(({ atoms: own, classes }) => {
        const known = classes.filter(
          ({ truths, facts }) =>
            !truths.includes(UNKNOWN) && ![...(facts?.values() ?? [])].some((value) => isUnknown(value)),
        );
        return { atoms: own, classes: known.length > 0 ? known : classes };
      }),
    );
  },
  'borders are forgotten': async () => {
    const { cellsOf } = await vi.importActual<typeof cells>('../../../src/analysis/review/space/cells.ts');
    vi.mocked(cells.cellsOf).mockImplementation((facts, forms) =>
      // Whole numbers and limits are where the borders are; all else lies between.
      cellsOf(facts, forms)?.filter((point) => ![...point.values()].some((value) => isBorder(value, forms))),
    );
  },
  'looser and stricter at once is taken for stricter': async () => {
    vi.mocked(verdicts.verdictOf).mockImplementation((loosens, tightens) =>
      tightens ? 'stricter' : loosens ? 'looser' : 'same',
    );
  },
};

function isBorder(value: number, forms: Parameters<typeof cells.cellsOf>[1]): boolean {
  return forms.some(
    ({ weights, constant }) =>
      weights.size === 1 && [...weights.values()].some((w) => -constant / w === value),
  );
}

test.each(Object.entries(mistakes))('%s', { timeout: 120_000 }, async (_, plant) => {
  await plant();
  let seed = 0;
  const found = fc.check(
    fc.property(policyPairs(sampleFacts), (pair) => contradiction(pair, seed++, 200) === undefined),
    { numRuns: 400, seed: 20_261_121, endOnFailure: true },
  );
  expect(found.failed).toBe(true);
});
