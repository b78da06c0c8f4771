import { AssertionError } from 'node:assert';
import { describe, expect, test } from 'vitest';
import { expectClean, expectCompletions, expectDiag, expectDiags } from '../../src/testkit/index.ts';

const misspelt = 'sentinel: 1\npolicy: shop\ngates:\n  g: { require: gti.clean }\n';
const clean = misspelt.replace('gti', 'git');

describe('assertions hold', () => {
  test('about the only diagnostic', () => {
    expectDiag(misspelt)
      .code('SEN1401')
      .underlines('gti')
      .message(/`gti`/u)
      .help('did you mean `git`?')
      .related()
      .fixes(clean);
  });

  test('about all of them', () => {
    expectDiags(misspelt).are('SEN1401 gti').without('SEN1402').only('SEN1401').underlines('gti');
    expectClean(clean);
  });

  test('about what an editor offers', () => {
    expectCompletions('sentinel: 1\npolicy: shop\ngates:\n  g: { require: gi▮').offer('git').without('gates');
    expectCompletions('policy "shop" {\n  gate "g" { require gi▮', { file: 'sentinel.sntl' }).offer('git');
  });
});

describe('assertions fail, and say what was found', () => {
  test.each([
    ['another code', () => expectDiag(misspelt).code('SEN1402'), 'SEN1401'],
    ['another text', () => expectDiag(misspelt).underlines('git'), "'gti'"],
    ['another message', () => expectDiag(misspelt).message('x'), 'gti'],
    ['another help', () => expectDiag(misspelt).help(/nothing/u), 'did you mean'],
    ['another change', () => expectDiag(misspelt).fixes(misspelt), 'git.clean'],
    ['a change where none was expected', () => expectDiag(misspelt).hasNoFix(), 'undefined'],
    ['a change that is not safe', () => expectDiag(misspelt).isSafeToFix(), 'true'],
    ['no diagnostic', () => expectDiag(clean), 'there are: none'],
    ['one that is not expected', () => expectClean(misspelt), 'SEN1401 gti'],
    ['none of a code', () => expectDiags(misspelt).only('SEN1402'), 'there are: SEN1401'],
    ['one of a code', () => expectDiags(misspelt).without('SEN1401'), 'gti'],
    ['an offer that is missing', () => expectCompletions('▮').offer('nothing'), 'offered: '],
    ['an offer too many', () => expectCompletions('▮').without('policy'), 'policy'],
    ['no cursor', () => expectCompletions('gates:'), '▮'],
  ])('%s', (_, assertion, told) => {
    expect(assertion).toThrow(AssertionError);
    expect(assertion).toThrow(told);
  });
});
