import { describe, expect, test } from 'vitest';
import { fixText } from '../../../src/app/policy/fix.ts';
import { compileText } from '../../../src/app/policy/compile-text.ts';
import { testNow } from '../../support/pipeline.ts';
import { policyWith } from '../../support/policy.ts';

function fixed(text: string, which: 'safe' | 'all'): { readonly text: string; readonly fixed: number } {
  const compileAgain = (so: string) => compileText('sentinel.yaml', so, testNow);
  const result = fixText(compileAgain(text), compileAgain, which);
  return { text: result.policy.text, fixed: result.fixed };
}

const twice = [
  'gates:',
  '  # What must hold.',
  '  g:',
  '    require: [git.clean, git.inside, git.clean]',
  '    runbook: x.md',
];
const once = twice.map((line) => line.replace(', git.clean]', ']'));

test('a safe change is made, and nothing else', () => {
  expect(fixed(policyWith(...twice), 'safe')).toEqual({ text: policyWith(...once), fixed: 1 });
});

test('a change of the meaning waits to be asked for', () => {
  const text = policyWith('gates: { g: { require: git.branch == "release/*" } }');
  expect(fixed(text, 'safe')).toEqual({ text, fixed: 0 });
  expect(fixed(text, 'all')).toEqual({ text: text.replace('==', 'like'), fixed: 1 });
});

test('several, one after another', () => {
  const gate = (require: string) => policyWith('gates:', `  g: { require: [${require}] }`);
  expect(fixed(gate('git.clean, git.inside, git.clean, git.inside, git.claen'), 'all')).toEqual({
    text: gate('git.clean, git.inside'),
    fixed: 4,
  });
});

test('behind an error others may come to light', () => {
  const text = policyWith('gates:', '  g: { requre: [git.clean, git.clean] }');
  expect(fixed(text, 'all')).toEqual({
    text: policyWith('gates:', '  g: { require: [git.clean] }'),
    fixed: 2,
  });
});

describe('a change that makes nothing better is left out', () => {
  test('a finding that goes and another that comes', () => {
    // Without the freeze of the past no rule applies in `dev`.
    const text = policyWith(
      'environments: [dev, prod]',
      'gates: { g: { environments: [prod], require: git.clean } }',
      'freezes:',
      '  past: { environments: [dev], from: 2026-01-01, until: 2026-01-02, timezone: UTC }',
      '  next: { environments: [prod], from: 2027-01-01, until: 2027-01-02, timezone: UTC }',
    );
    expect(fixed(text, 'all')).toEqual({ text, fixed: 0 });
  });

  test('an error that becomes another', () => {
    const text = policyWith('gates: { g: { require: git.clean } }');
    const error = { code: 'SEN1402', severity: 'error', message: 'wrong' } as const;
    const suggestion = { title: 'write it', edits: [{ span: { start: 0, end: 0 }, text: '#' }], safe: true };
    const linted = { file: 'sentinel.yaml', text, suppressed: 0, diagnostics: [{ ...error, suggestion }] };
    expect(fixText(linted, (so) => ({ ...linted, text: so }), 'safe')).toEqual({ policy: linted, fixed: 0 });
  });
});
