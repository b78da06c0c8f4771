import { expect, test } from 'vitest';
import { hashOf, type State, stateOfHash } from '../../src/playground/state.ts';

const state: State = {
  syntax: 'dsl',
  policy: 'policy "a & b" {\n  # 100 % = all\n}\n',
  environment: 'prod',
  facts: new Map([
    ['disk.used', '40%'],
    ['git.branch', 'a=b&c'],
  ]),
};

test('the address holds everything that was typed', () => {
  expect(stateOfHash(`#${hashOf(state)}`)).toEqual(state);
});

test('what is not given is not written', () => {
  const hash = hashOf({ ...state, environment: '', facts: new Map([['now', '']]) });
  expect(hash).not.toMatch(/env=|fact\./u);
});

test('an address without a policy holds nothing; an unknown syntax is YAML', () => {
  expect(stateOfHash('')).toBeUndefined();
  expect(stateOfHash('#syntax=dsl')).toBeUndefined();
  expect(stateOfHash('#policy=x&syntax=perl')?.syntax).toBe('yaml');
});
