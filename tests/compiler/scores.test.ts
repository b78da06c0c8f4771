import { describe, expect, test } from 'vitest';
import { expectClean, expectDiag, expectDiags } from '../../src/testkit/index.ts';
import { planOf } from '../support/pipeline.ts';
import { policyWith } from '../support/policy.ts';

const policy = (score: string, gate = 'health.value > 0.5 and health.status == "HEALTHY"') =>
  policyWith('scores:', `  health: ${score}`, 'gates:', `  healthy: { require: '${gate}' }`);

test('a score of conditions and numbers', () => {
  const text = policy(
    '{ criteria: [{ weight: 3, of: git.clean }, { of: "1 - min(git.ahead / 5, 1)" }], healthy: 0.9, degraded: 0.6 }',
  );
  expectClean(text);
  const plan = planOf(text);
  expect(plan.scores).toMatchObject([
    { name: 'health', criteria: [{ weight: 3 }, { weight: 1 }], healthy: 0.9, degraded: 0.6 },
  ]);
  expect(plan.facts.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['git.clean', 'git.ahead', 'health.value', 'health.status']),
  );
});

test('levels have defaults', () => {
  expect(planOf(policy('{ criteria: [{ of: git.clean }] }')).scores[0]).toMatchObject({
    healthy: 0.85,
    degraded: 0.5,
  });
});

describe('what does not fit', () => {
  test('levels the wrong way round', () => {
    expectDiag(policy('{ criteria: [{ of: git.clean }], healthy: 0.5, degraded: 0.8 }'))
      .code('SEN1508')
      .underlines('0.8')
      .message('`degraded` is not below `healthy`')
      .help('write a number below 0.5');
  });

  test('a criterion that is no share', () => {
    expectDiag(policy('{ criteria: [{ of: git.branch }] }'))
      .code('SEN1403')
      .underlines('git.branch')
      .message('string cannot be weighed');
  });

  test('weights of nothing', () => {
    expectDiag(policy('{ criteria: [{ weight: 0, of: git.clean }] }'))
      .code('SEN1508')
      .message('the criteria of `health` weigh nothing');
  });

  test('one that rests upon another', () => {
    expectDiags(
      policyWith(
        'scores:',
        '  a: { criteria: [{ of: git.clean }] }',
        '  b: { criteria: [{ of: a.value }] }',
        'gates: { g: { require: b.value > 0.5 and a.value > 0.5 } }',
      ),
    )
      .only('SEN1516')
      .underlines('a')
      .help('write its criteria out');
  });

  test('a member that it has not', () => {
    expectDiag(policy('{ criteria: [{ of: git.clean }] }', 'health.colour == "red"'))
      .code('SEN1402')
      .underlines('colour');
  });
});
