/** Periods of releases in virtual time, on facts that are made up. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Judge } from '../../../src/analysis/judge.ts';
import { frozenBetween } from '../../../src/analysis/simulate/frozen.ts';
import { type FactSeries, generatedFacts } from '../../../src/analysis/simulate/generate.ts';
import { simulate, type Wanted } from '../../../src/analysis/simulate/simulate.ts';
import { isUnknown } from '../../../src/plan/value.ts';
import { planOf } from '../../support/pipeline.ts';

const HOUR = 3_600_000;
const plan = planOf(
  readFileSync(new URL('../../parser/fixtures/checkout-api.yaml', import.meta.url), 'utf8'),
);
const judge = new Judge(plan);
const monday = Date.parse('2026-11-23T09:00-05:00');

const good: FactSeries = {
  step: HOUR,
  at: () =>
    new Map<string, boolean | number | string>([
      ['git.clean', true],
      ['git.branch', 'main'],
      ['git.release_tag.exists', false],
      ['disk.used', 0.4],
      ['api.ok', true],
      ['error_rate.value', 0.001],
      ['p95.value', 200],
      ['canary.error_rate.value', 0.001],
      ['stable.error_rate.value', 0.001],
      ['canary.p95.value', 200],
    ]),
};

function wanted(instants: readonly number[], series = good): Wanted {
  return {
    instants,
    release: { version: 'v1.2.3', env: 'prod', source: 'ci', event: 'push', commit: 'a', workload: 'shop' },
    given: new Map([['ticket', 'OPS-1']]),
    series,
    longest: 100 * HOUR,
  };
}

describe('a period', () => {
  const releases = simulate(judge, wanted([0, 1, 8, 12, 24].map((hours) => monday + hours * HOUR)));

  test('starts what may start, and keeps the rest', () => {
    expect(
      releases.map(({ decision, waitsFor, course }) => [
        decision.decision,
        waitsFor !== undefined,
        course?.phase,
      ]),
    ).toEqual([
      ['safe', false, 'completed'],
      ['safe', true, undefined],
      ['blocked', false, undefined],
      ['blocked', false, undefined],
      ['safe', false, 'completed'],
    ]);
  });

  test('tells the way of each rollout', () => {
    const course = releases[0]?.course;
    expect(course?.weights.map(({ weight }) => weight)).toEqual([0, 10, 50, 100]);
    // Its gates were watched for five minutes before it began.
    expect(course?.from).toBe(monday + 5 * 60_000);
    expect(course?.completedAt).toBe(monday + 2 * HOUR + 11 * 60_000);
    expect(course?.checks.map(({ condition, wants }) => [condition, wants])).toEqual([
      ['canary.error_rate < 1%', true],
      ['canary.p95 < 1s', true],
      ['canary.error_rate > max(2 * stable.error_rate, 0.5%)', false],
    ]);
    expect(course?.checks[0]?.points[0]).toMatchObject({ verdict: 'true', value: 0.001, limit: 0.01 });
    // The next release takes its place.
    expect(course?.until).toBe(monday + 24 * HOUR + 5 * 60_000);
  });

  test('knows when it is frozen', () => {
    expect(frozenBetween(judge, 'prod', monday, monday + 24 * HOUR).map(({ freeze }) => freeze)).toEqual([
      'nights',
    ]);
    expect(frozenBetween(judge, 'dev', monday, monday + 24 * HOUR)).toEqual([]);
  });
});

describe('made-up facts', () => {
  const week = Array.from({ length: 7 * 24 * 12 }, (_, step) => monday + step * 300_000);

  const made = (seed: number) => generatedFacts(plan, seed, wanted([]).release);

  test('are of the release that is played', () => {
    const flag = planOf(
      readFileSync(new URL('../../../examples/feature-flag/sentinel.yaml', import.meta.url), 'utf8'),
    );
    const known = generatedFacts(flag, 1, { version: '2.0.0' }).at(monday);
    expect(known.get('program.json')).toEqual(new Map([['version', '2.0.0']]));
  });

  test('are the same for the same seed, in whatever order they are asked', () => {
    const [one, other] = [made(3), made(3)];
    const some = week.filter((_, index) => index % 97 === 0);
    const backwards = some.toReversed().map((at) => one.at(at));
    expect(some.map((at) => other.at(at))).toEqual(backwards.toReversed());
    expect(made(4).at(monday)).not.toEqual(one.at(monday));
  });

  test('are good most of the time, and bad or unknown at times', () => {
    const series = made(1);
    const values = week.map((at) => series.at(at).get('canary.error_rate.value'));
    const share = (keep: (value: (typeof values)[number]) => boolean) =>
      values.filter(keep).length / values.length;
    expect(share((value) => typeof value === 'number' && value < 0.01)).toBeGreaterThan(0.9);
    const all = Array.from(plan.facts, ({ id }) => week.map((at) => series.at(at).get(id))).flat();
    expect(all.some(isUnknown)).toBe(true);
    expect(values.some((value) => typeof value === 'number' && value >= 0.01) || values.some(isUnknown)).toBe(
      true,
    );
  });

  test('let rollouts run, and some go back', () => {
    const instants = Array.from({ length: 8 }, (_, day) => monday + day * 12 * HOUR);
    const releases = simulate(judge, wanted(instants, made(1)));
    expect(releases.some(({ course }) => course?.phase === 'completed')).toBe(true);
    expect(releases).toEqual(simulate(new Judge(plan), wanted(instants, made(1))));
  });
});
