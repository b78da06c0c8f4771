import { describe, expect, test } from 'vitest';
import { expectDiag } from '../../src/testkit/index.ts';
import { planOf } from '../support/pipeline.ts';
import { cleanTree, policyWith } from '../support/policy.ts';

test('defaults', () => {
  expect(planOf(policyWith(...cleanTree)).release).toEqual({ tag: '{version}', paths: [], versionMap: {} });
});

test('everything given', () => {
  const plan = planOf(
    policyWith(
      'release:',
      '  tag: "release/{version}-{component}"',
      '  paths: ["services/**", docs]',
      '  version_map: { cart: cart/package.json, pay: pay/package.json }',
      ...cleanTree,
    ),
  );
  expect(plan.release).toEqual({
    tag: 'release/{version}-{component}',
    paths: ['services/**', 'docs'],
    versionMap: { cart: 'cart/package.json', pay: 'pay/package.json' },
  });
});

describe('tags that cannot be read back', () => {
  test.each([
    ['release-{versoin}', '`{versoin}` is not a part of a release tag'],
    ['{version}-{version}', '`{version}` stands twice in the release tag'],
    ['{component}', 'the release tag has no `{version}`'],
    ['v1', 'the release tag has no `{version}`'],
  ])('%s', (tag, message) => {
    expectDiag(policyWith(`release: { tag: "${tag}" }`, ...cleanTree))
      .code('SEN1513')
      .underlines(`"${tag}"`)
      .message(message)
      .help('write `{version}` once and, for components, `{component}`, such as `{version}-{component}`');
  });
});
