/** Mistakes that a review could have, planted: the search for inputs that contradict a verdict finds each of them. */
import * as fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import * as circumstances from '../../../src/analysis/review/circumstances.ts';
import * as cells from '../../../src/analysis/review/space/cells.ts';
import * as components from '../../../src/analysis/review/space/components.ts';
import * as verdicts from '../../../src/analysis/review/verdict.ts';
import { UNKNOWN } from '../../../src/plan/kleene.ts';
import { isUnknown } from '../../../src/plan/value.ts';
import { sampleFacts } from '../../support/arbitrary/facts.ts';
import { policyPairs } from '../../support/review/pairs.ts';
import { contradiction } from '../../support/review/search.ts';
import { skipUnlessProving } from '../../support/tier.ts';

vi.mock('../../../src/analysis/review/circumstances.ts', { spy: true });
vi.mock('../../../src/analysis/review/space/cells.ts', { spy: true });
vi.mock('../../../src/analysis/review/space/components.ts', { spy: true });
vi.mock('../../../src/analysis/review/verdict.ts', { spy: true });

afterEach(() => {
  vi.resetAllMocks();
});

type Mistakes = Readonly<Record<string, () => Promise<void>>>;

const mistakes: Mistakes = {
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
    vi.mocked(cells.cellsOf).mockImplementation((facts, forms) => {
      // Whole numbers and limits are where the borders are; all else lies between.
      const borders = new Set(
        forms
          .filter(({ weights }) => weights.size === 1)
          .flatMap(({ weights, constant }) => Array.from(weights.values(), (weight) => -constant / weight)),
      );
      return cellsOf(facts, forms)?.filter((point) => borders.isDisjointFrom(new Set(point.values())));
    });
  },
  'looser and stricter at once is taken for stricter': async () => {
    vi.mocked(verdicts.verdictOf).mockImplementation((loosens, tightens) =>
      tightens ? 'stricter' : loosens ? 'looser' : 'same',
    );
  },
};

/** Which show in few pairs of policies only. */
const rareMistakes: Mistakes = {
  'windows that hold together are forgotten': async () => {
    const { timeStates } = await actualCircumstances();
    vi.mocked(circumstances.timeStates).mockImplementation((windows, from) =>
      timeStates(windows, from).filter(({ frozen }) => frozen.size < 2),
    );
  },
  'starts elsewhere are forgotten': async () => {
    const { startsStates } = await actualCircumstances();
    vi.mocked(circumstances.startsStates).mockImplementation((was, is) =>
      startsStates(was, is).filter(({ base, head }) => base.length === head.length),
    );
  },
  'failures that are borne are forgotten': async () => {
    const { looksStates } = await actualCircumstances();
    vi.mocked(circumstances.looksStates).mockImplementation((was, is) => looksStates(was, is).slice(0, 1));
  },
};

function actualCircumstances() {
  return vi.importActual<typeof circumstances>('../../../src/analysis/review/circumstances.ts');
}

async function isFound(plant: () => Promise<void>): Promise<boolean> {
  await plant();
  let seed = 0;
  return fc.check(
    fc.property(policyPairs(sampleFacts), (pair) => contradiction(pair, seed++, 200) === undefined),
    { numRuns: 400, seed: 20_261_121, endOnFailure: true },
  ).failed;
}

test.each(Object.entries(mistakes))('%s', { timeout: 120_000 }, async (_, plant) => {
  expect(await isFound(plant)).toBe(true);
});

test.skipIf(skipUnlessProving).each(Object.entries(rareMistakes))(
  '%s',
  { timeout: 120_000 },
  async (_, plant) => {
    expect(await isFound(plant)).toBe(true);
  },
);
