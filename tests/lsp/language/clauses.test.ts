import { describe, expect, test } from 'vitest';
import { clauseWords, keyOfClause, partWords } from '../../../src/lsp/language/clauses.ts';
import { lintText } from '../../support/pipeline.ts';

/** Every block of the DSL that holds clauses, as a text around them. */
const blocks: readonly (readonly [path: readonly string[], around: (clause: string) => string])[] = [
  [[], (clause) => clause],
  [['release'], (clause) => `release { ${clause} }`],
  [['scores', 'x'], (clause) => `score x { ${clause} }`],
  [['gates', 'x'], (clause) => `gate x { ${clause} }`],
  [['freezes', 'x'], (clause) => `freeze x { ${clause} }`],
  [['freezes', 'x', 'outside', '[]'], (clause) => `freeze x { outside { ${clause} } }`],
  [['limits', 'x'], (clause) => `limit x { ${clause} }`],
  [['rollouts', 'x'], (clause) => `rollout x { ${clause} }`],
  [['rollouts', 'x', 'stages', '[]'], (clause) => `rollout x { stage 10% { ${clause} } }`],
  [['rollouts', 'x', 'checks'], (clause) => `rollout x { checks { ${clause} } }`],
  [['rollouts', 'x', 'rollback'], (clause) => `rollout x { rollback { ${clause} } }`],
  [['rollouts', 'x', 'audience', '[]'], (clause) => `rollout x { audience y { ${clause} } }`],
  [['rollouts', 'x', 'analysis'], (clause) => `rollout x { analysis { ${clause} } }`],
  [['groups', 'x'], (clause) => `group x { ${clause} }`],
  [['notifications', 'x'], (clause) => `notification x { ${clause} }`],
];

const messages = (clause: string, around: (clause: string) => string) =>
  lintText(`policy "p" {\n${around(clause)}\n}\n`, { file: 'p.sntl' }).diagnostics.map(
    ({ message }) => message,
  );

describe.each(blocks)('the block at %j', (path, around) => {
  test('knows its words', () => {
    for (const word of clauseWords(path) ?? ['none'])
      for (const message of messages(word, around))
        expect(message).not.toMatch(new RegExp(`^\`${word}\` (?:is no|opens no|is not)`, 'u'));
  });
});

test('a stranger is told, which the test above relies on', () => {
  expect(messages('stranger', (clause) => `gate x { ${clause} }`).join()).toMatch(/`stranger`/u);
});

test('words that are not their key', () => {
  expect(keyOfClause('gate', [])).toBe('gates');
  expect(keyOfClause('stage', ['rollouts', 'x'])).toBe('stages');
  expect(keyOfClause('mode', [])).toBe('mode');
});

test('what is written without clauses', () => {
  for (const path of [
    ['probes', 'x', 'http'],
    ['settings', 'x'],
    ['environments'],
    ['rollouts', 'x', 'assign'],
  ])
    expect(clauseWords(path)).toBeUndefined();
  expect(partWords(['gates', 'x'])).toEqual([]);
  expect(partWords(['rollouts', 'x', 'stages', '[]'])).toContain('hold');
});
