import { describe, expect, test } from 'vitest';
import type { Term } from '../../../src/plan/term.ts';
import { unknown } from '../../../src/plan/value.ts';
import { judgeGate } from '../../../src/runtime/core/gate.ts';
import { type FactValues, type GateText, judged } from '../../support/evidence.ts';
import { t } from '../../support/sketch.ts';

function result(text: GateText, values: FactValues, environment?: string) {
  const { gate, evidence } = judged(text, values);
  return judgeGate(gate, environment, evidence);
}

const texts = (reasons: readonly { readonly text: string }[]) => reasons.map(({ text }) => text);

describe('a verdict', () => {
  test('is a pass without reasons', () => {
    expect(result({ require: ['ready'] }, { ready: true })).toEqual({
      verdict: 'pass',
      reasons: [],
      warnings: [],
    });
  });

  test('is a failure with every reason', () => {
    const { verdict, reasons } = result(
      { require: ['used < 85%', 'ready', 'latency < 1s'] },
      { used: 0.91, ready: true, latency: unknown('no data') },
    );
    expect(verdict).toBe('fail');
    expect(texts(reasons)).toEqual(['used 91 % is not < 85 %', 'latency is unknown: no data']);
    expect(reasons.map(({ span }) => span)).toEqual([
      [0, 10],
      [17, 29],
    ]);
  });

  test('is unknown where nothing failed', () => {
    const { verdict, reasons } = result({ require: ['ready', 'latency < 1s'] }, { ready: true });
    expect([verdict, texts(reasons)]).toEqual(['unknown', ['latency is unknown: it was not observed']]);
  });

  test('warns of what is preferred, also when it passes', () => {
    const { verdict, warnings } = result({ require: ['used < 85%'], prefer: ['used < 75%'] }, { used: 0.8 });
    expect([verdict, texts(warnings)]).toEqual(['pass', ['used 80 % is not < 75 %']]);
  });
});

describe('a gate is skipped', () => {
  test('in another environment', () => {
    const { verdict, reasons } = result({ require: ['ready'], environments: ['prod', 'stage'] }, {}, 'dev');
    expect([verdict, texts(reasons)]).toEqual(['skipped', ['it is for prod, stage, and this is dev']]);
  });

  test('by its `when`, known to be false', () => {
    const { verdict, reasons } = result(
      { when: 'branch != "main"', require: ['ready'] },
      { branch: 'main', ready: false },
    );
    expect([verdict, texts(reasons)]).toEqual(['skipped', ['it does not apply: branch is "main"']]);
  });

  test('not in its own environment, nor where there is none, nor by a `when` that is true or unknown', () => {
    const gate = { require: ['ready'], environments: ['prod'], when: 'branch != "main"' };
    expect(result(gate, { ready: true, branch: 'x' }, 'prod').verdict).toBe('pass');
    expect(result(gate, { ready: true, branch: 'x' }).verdict).toBe('pass');
    expect(result(gate, { ready: true }, 'prod').verdict).toBe('pass');
    expect(result(gate, { ready: false }, 'prod').verdict).toBe('fail');
  });
});

describe('a message', () => {
  const branch: Term = t.fact('branch', 'string');
  const message = ['release ', branch, ' at ', t.fact('used', 'ratio'), ' of ', t.list('string', branch)];

  test('goes with what does not pass, and shows what is unknown as that', () => {
    const open = result(
      { require: ['ready and used < 50% and branch is known'], message },
      { ready: false, used: 0.25 },
    );
    expect(open.message).toBe('release (unknown) at 25% of (unknown)');
    const known = result(
      { require: ['branch == "main"', 'used is known'], message },
      { branch: 'dev', used: 0.5 },
    );
    expect(known.message).toBe('release dev at 50% of (unknown)');
  });

  test('does not go with a pass', () => {
    expect(result({ require: ['ready'], message: ['x'] }, { ready: true }).message).toBeUndefined();
  });
});
