import { describe, expect, test } from 'vitest';
import type { Gate } from '../../../src/plan/plan.ts';
import { unknown } from '../../../src/plan/value.ts';
import { exemptionOf, withExemption, withheldExemption } from '../../../src/runtime/core/exemption.ts';
import type { RuleFinding } from '../../../src/runtime/core/finding.ts';
import { type FactValues, judged } from '../../support/evidence.ts';

/** The exemption of a rule with this `except`, by the kernel's truth of it. */
function exemption(except: string, values: FactValues) {
  const { gate, evidence } = judged({ require: [except] }, values);
  return exemptionOf(excepting(gate), evidence.judgement.requirements.at(0), evidence);
}

function excepting({ require: [except], location }: Gate) {
  if (!except) throw new Error('there is no condition');
  return { except, location };
}

const failing: RuleFinding = { verdict: 'fail', reasons: [{ text: 'frozen', span: [0, 1] }], warnings: [] };

describe('an `except`', () => {
  test('that holds lets through, and stays to be seen', () => {
    const granted = exemption('1 < 2', {});
    expect(granted).toEqual({ granted: true, text: '1 < 2' });
    expect(withExemption(failing, granted)).toEqual({
      ...failing,
      verdict: 'pass',
      override: { by: 'except', text: '1 < 2' },
    });
  });

  test('that does not hold changes nothing', () => {
    expect(withExemption(failing, exemption('2 < 1', {}))).toEqual(failing);
    expect(withExemption(failing, undefined)).toEqual(failing);
  });
});

describe('sources that the operator names', () => {
  const { gate } = judged({ require: ['1 < 2'] }, {});
  const withheld = (
    sources: readonly string[] | undefined,
    source: Parameters<typeof withheldExemption>[2],
  ) => withheldExemption(excepting(gate), sources, source);

  test('all, where none are named', () => {
    expect(withheld(undefined, unknown('not given'))).toBeUndefined();
  });

  test('these and no others', () => {
    expect(withheld(['oncall', 'emergency'], 'emergency')).toBeUndefined();
    expect(withheld(['oncall'], 'emergency')).toMatchObject({
      granted: false,
      reason: { text: 'the operator exempts only the sources oncall, and this one is emergency' },
    });
    expect(withheld(['oncall'], unknown('not given'))).toMatchObject({ granted: false });
  });
});
