import { describe, test } from 'vitest';
import { expectDiag, expectDiags } from '../../src/testkit/index.ts';
import { policyWith } from '../support/policy.ts';

test('one name for two things', () => {
  expectDiags(
    policyWith(
      'inputs: { disk: { type: string } }',
      'probes: { disk: { disk: { path: / } } }',
      'gates: { g: { require: disk.used < 85% } }',
    ),
  )
    .only('SEN1502')
    .message('`disk` already names a probe')
    .help('probes, scores and inputs share one set of names')
    .related('disk');
});

test('a score with the name of an input', () => {
  expectDiags(
    policyWith(
      'inputs: { health: { type: string } }',
      'scores: { health: { criteria: [{ of: git.clean }], healthy: 0.8 } }',
      'gates: { g: { require: git.clean } }',
    ),
  )
    .only('SEN1502')
    .message('`health` already names a score');
});

describe('reserved names', () => {
  test.each([
    ['and', '`and` is a word of expressions and cannot name a probe'],
    ['git', '`git` is a name that the language gives and cannot name a probe'],
    ['require', '`require` begins a clause and cannot name a probe'],
  ])('%s', (name, message) => {
    expectDiags(
      policyWith(`probes: { ${name}: { disk: { path: / } } }`, 'gates: { g: { require: git.clean } }'),
    )
      .only('SEN1503')
      .underlines(name)
      .message(message)
      .help(`choose another name, such as \`${name}_probe\``);
  });

  test('of an input', () => {
    expectDiags(policyWith('inputs: { now: { type: string } }', 'gates: { g: { require: git.clean } }'))
      .only('SEN1503')
      .message('`now` is a name that the language gives and cannot name an input');
  });
});

test('settings, secrets and gates have prefixes or quotes, so they may have any name', () => {
  expectDiags(
    policyWith(
      'settings: { require: { env: REQUIRE } }',
      'probes: { api: { http: { url: "${settings.require}" } } }',
      'gates: { git: { require: api.ok } }',
    ),
  ).are();
});

test('a component listed twice is a key given twice', () => {
  expectDiag(
    policyWith('release: { version_map: { a: x, a: y } }', 'gates: { g: { require: git.clean } }'),
  ).code('SEN1006');
});
