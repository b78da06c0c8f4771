import { describe, expect, test } from 'vitest';
import { expectDiag, expectDiags } from '../../src/testkit/index.ts';
import { planOf } from '../support/pipeline.ts';
import { policyWith } from '../support/policy.ts';

function withInput(input: string, require = 'x == x'): string {
  return policyWith(
    `inputs: { x: ${input} }`,
    `gates: { g: { require: '${require} and git.clean', message: why } }`,
  );
}

describe('types and defaults', () => {
  test.each([
    ['{ type: string, default: "" }', 'string', ''],
    ['{ type: boolean, default: true }', 'boolean', true],
    ['{ type: number, default: 3 }', 'number', 3],
    ['{ type: ratio, default: 5% }', 'ratio', 0.05],
    ['{ type: duration, default: 90s }', 'duration', 90_000],
    ['{ type: bytes, default: 1KiB }', 'bytes', 1024],
    ['{ type: version, default: "1.2.3" }', 'version', '1.2.3'],
    ['{ type: [string], default: [a, b] }', { list: 'string' }, ['a', 'b']],
    ['{ type: "[number]", default: [1, 2] }', { list: 'number' }, [1, 2]],
  ])('%s', (input, type, preset) => {
    expect(planOf(withInput(input)).inputs[0]).toMatchObject({
      name: 'x',
      type,
      default: preset,
      required: false,
    });
  });
});

test('an input without a default is required, unless it says otherwise', () => {
  expect(planOf(withInput('{ type: string }')).inputs[0]?.required).toBe(true);
  expect(planOf(withInput('{ type: string, required: false }')).inputs[0]?.required).toBe(false);
});

test('without a type it is a text', () => {
  expect(planOf(withInput('{ default: a }')).inputs[0]?.type).toBe('string');
});

test('a type that is none', () => {
  expectDiag(withInput('{ type: text }'))
    .code('SEN1514')
    .underlines('text')
    .message('`text` is not a type of input')
    .help(
      'write `string`, `boolean`, `number`, `ratio`, `duration`, `bytes`, `version`, or a list: `[string]`',
    );
  expectDiag(withInput('{ type: durations }')).help('did you mean `duration`?');
  expectDiag(withInput('{ type: instant }')).code('SEN1514');
});

test('required, and with a default', () => {
  expectDiag(withInput('{ type: string, default: a, required: true }'))
    .code('SEN1515')
    .underlines('true')
    .message('the input `x` is required and has a default')
    .help('keep one of them');
});

test('a default of another type', () => {
  expectDiags(withInput('{ type: duration, default: 5% }')).are('SEN1403 5%');
});
