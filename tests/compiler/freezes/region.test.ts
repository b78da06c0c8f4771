import { describe, test } from 'vitest';
import { expectClean, expectDiag } from '../../../src/testkit/index.ts';

const policy = (region: string): string => `sentinel: 1
policy: shop
gates:
  clean: { require: git.clean }
freezes:
  closed: { holidays: ${region}, timezone: UTC }
`;

describe('regions with public holidays', () => {
  test.each(['US', 'US-NY', 'DE-BY', 'GB-SCT'])('%s', (region) => {
    expectClean(policy(region));
  });

  test.each([
    ['us', 'did you mean `US`?'],
    ['US-ny', 'did you mean `US-NY`?'],
    ['DE-BYY', 'did you mean `DE-BY`?'],
    ['US-ZZZZZ', 'write `US` or one of its regions, such as `US-AK`'],
    ['FI-XXXXX', 'write `FI`: its regions are not told apart'],
    ['Bavaria', 'write the two letters of a country, or those and a region: `US`, `US-NY`'],
  ])('%s', (region, help) => {
    expectDiag(policy(region)).code('SEN1521').underlines(region).help(help);
  });
});
