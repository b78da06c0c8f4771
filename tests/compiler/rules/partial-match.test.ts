import { describe, test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { policyWith } from '../../support/policy.ts';

function gate(require: string): string {
  return policyWith(
    'inputs: { ticket: { type: string } }',
    `gates: { g: { require: '${require}', message: give one } }`,
  );
}

test('an input that may hold anything around', () => {
  expectDiags(gate('ticket matches /OPS-[0-9]+/'))
    .only('SEN1222')
    .underlines('/OPS-[0-9]+/')
    .message('`/OPS-[0-9]+/` is looked for anywhere in `ticket`')
    .help('write `/^OPS-[0-9]+$/` for the whole of it')
    .fixes(gate('ticket matches /^OPS-[0-9]+$/'));
});

test('a flag', () => {
  expectDiags(gate('ticket matches /ops-1/i')).only('SEN1222').fixes(gate('ticket matches /^ops-1$/i'));
});

test('anchors would bind one side of a choice only', () => {
  expectDiags(gate('ticket matches /OPS|DEV/')).only('SEN1222').hasNoFix();
});

describe('not', () => {
  test.each([
    'ticket matches /^OPS-[0-9]+$/',
    'ticket matches /^OPS/',
    'ticket matches /[0-9]$/',
    'ticket matches /.*OPS.*/',
    'ticket == "a" and git.branch matches /x/',
    'lower(ticket) matches /x/',
  ])('%s', (require) => {
    expectDiags(gate(require)).without('SEN1222');
  });
});
