import { test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { policyWith } from '../../support/policy.ts';

function gate(input: string, require: string, keys = ''): string {
  return policyWith(`inputs: { ticket: ${input} }`, `gates: { change: { require: '${require}'${keys} } }`);
}

test('an input without a message', () => {
  expectDiags(gate('{ type: string }', 'ticket != ""'))
    .only('SEN1219')
    .underlines('change')
    .message('the gate `change` does not say what to give for `ticket`')
    .help('add `message: "…: --set ticket=…"`');
});

test('an empty default stands for nothing', () => {
  expectDiags(gate('{ type: string, default: "" }', 'len(lower(ticket)) > 3 and git.clean')).only('SEN1219');
});

test('a message', () => {
  expectDiags(gate('{ type: string }', 'ticket != ""', ', message: "--set ticket=OPS-1"')).are();
});

test('a default of its own', () => {
  expectDiags(gate('{ type: number, default: 3 }', 'git.ahead < ticket')).are();
  expectDiags(gate('{ type: string, default: main }', 'git.branch == ticket')).are();
});

test('no input', () => {
  expectDiags(gate('{ type: string }', 'git.clean', `, when: 'ticket == "OPS-1"'`)).are();
});
