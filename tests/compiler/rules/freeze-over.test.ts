import { test } from 'vitest';
import { expectDiags } from '../../../src/testkit/index.ts';
import { cleanTree, policyWith } from '../../support/policy.ts';

function freezes(...lines: readonly string[]): string {
  return policyWith(...cleanTree, 'freezes:', ...lines.map((line) => `  ${line}`));
}

const past = 'past: { from: 2026-05-01, until: 2026-05-04T12:00, timezone: UTC }';
const coming = 'coming: { from: 2026-12-24, until: 2026-12-27, timezone: UTC }';

test('a freeze whose end has passed', () => {
  expectDiags(freezes(past))
    .only('SEN1210')
    .underlines('past')
    .message('the freeze `past` ended on 2026-05-04')
    .help('remove it, or set the dates of the next time')
    .hasNoFix();
});

test('it is removed from among others, with its comment', () => {
  expectDiags(freezes(coming, '# a long weekend', past))
    .only('SEN1210')
    .fixes(freezes(coming));
});

test('on one line too', () => {
  const flow = (...entries: readonly string[]) =>
    policyWith(...cleanTree, `freezes: { ${entries.join(', ')} }`);
  expectDiags(flow(past, coming)).only('SEN1210').fixes(flow(coming));
});

test('it is over when the last place on Earth has passed its end', () => {
  const today = 'today: { from: 2026-05-31, until: 2026-06-01T06:00, timezone: UTC }';
  const text = freezes(today);
  expectDiags(text, { now: Date.parse('2026-06-01T17:59:59Z') }).without('SEN1210');
  expectDiags(text, { now: Date.parse('2026-06-01T18:00:00Z') }).only('SEN1210');
});

test('a freeze to come, and one that comes back', () => {
  expectDiags(freezes(coming, 'weekends: { every: [sat, sun], timezone: UTC }')).without('SEN1210');
});
