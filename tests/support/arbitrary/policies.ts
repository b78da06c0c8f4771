/** Policies about the sample facts as people write them: gates, freezes and limits with short conditions. */
import * as fc from 'fast-check';
import type { Sustain } from '../../../src/plan/plan.ts';
import type { Rate } from '../../../src/plan/window.ts';
import type { FreezeTexts, GateTexts, LimitTexts, PolicyTexts } from './plan.ts';
import { absoluteNear, weekly } from './windows.ts';

const order = ['<', '<=', '>', '>='];
const equality = ['==', '!='];

function comparison(
  facts: readonly string[],
  operators: readonly string[],
  others: readonly string[],
): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(...facts), fc.constantFrom(...operators), fc.constantFrom(...others))
    .map((parts) => parts.join(' '));
}

const leaf = fc.oneof(
  comparison(['count', 'load'], [...order, ...equality], ['0', '1', '2.5', '3']),
  comparison(['error_rate', 'used'], order, ['0%', '1%', '5%', '50%']),
  comparison(['latency', 'age'], order, ['250ms', '1s', '1m30s']),
  comparison(['free'], order, ['1KiB', '1GiB']),
  comparison(['count', 'count + load', 'count - load', '2 * count'], order, ['load', '1', '3']),
  comparison(['error_rate', 'used * 50%'], order, ['used', '5%']),
  comparison(['free', 'total'], order, ['total * 50%', 'free']),
  comparison(['now - deployed'], order, ['1h', 'age']),
  comparison(['now', 'deployed'], order, ['2025-06-15T17:06:40+02:00', '2025-06-18T00:00Z']),
  comparison(['branch', 'actor'], equality, ['"main"', '"release/1.2"', 'branch', '"kim"']),
  comparison(['branch', 'actor'], ['in', 'not in'], ['["main", "release/1.2"]', '["kim", "sam"]']),
  comparison(['branch'], ['like'], ['"release/*"', '"release/**"', '"main"', '["f?ature-*", "main"]']),
  comparison(['branch', 'actor'], ['matches'], ['/^release/', '/[0-9]+$/', '/MAIN/i']),
  comparison(['current', 'previous'], [...order, ...equality], ['version("1.2.3")', 'version("2.0.0-rc.1")']),
  comparison(['current', 'branch'], ['is', 'is not'], ['semver', 'vsemver']),
  comparison(['count', 'branch', 'ready', 'tags'], ['is', 'is not'], ['known']),
  comparison(['tags'], ['is', 'is not'], ['empty']),
  fc.constantFrom(
    'ready',
    'paused',
    'ready == paused',
    'within(deployed, 1h)',
    'all(weights, x => x < 2)',
    'any(weights, x => x >= 1)',
    'all(replicas, r => r.ok)',
    'any(replicas, r => r.latency > 1s and not r.ok)',
    'any(tags, t => t == "main")',
    'body.ok == 1',
    'body.name == "main"',
  ),
);

const condition = fc.oneof(
  { weight: 4, arbitrary: leaf },
  { weight: 1, arbitrary: leaf.map((text) => `not (${text})`) },
  {
    weight: 3,
    arbitrary: fc
      .array(leaf, { minLength: 2, maxLength: 3 })
      .chain((parts) =>
        fc.constantFrom(' and ', ' or ').map((word) => parts.map((text) => `(${text})`).join(word)),
      ),
  },
);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** About when the absolute times are. */
export const FIRST = Date.parse('2025-06-15T15:06:40Z');

const environments = ['dev', 'prod'];

const seldom = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });

const rule = {
  mode: fc.constantFrom('enforce' as const, 'enforce' as const, 'enforce' as const, 'shadow' as const),
  environments: seldom(fc.subarray(environments, { minLength: 1 })),
  when: seldom(condition),
};

const sustain: fc.Arbitrary<Sustain> = fc.record({
  kind: fc.constantFrom('for', 'over'),
  duration: fc.constantFrom(2 * MINUTE, 5 * MINUTE),
  every: fc.constantFrom(MINUTE, 2 * MINUTE),
  tolerate: fc.nat(2),
});

const gate = fc.record({
  ...rule,
  severity: fc.constantFrom('block' as const, 'block' as const, 'critical' as const, 'advisory' as const),
  require: fc.array(condition, { minLength: 1, maxLength: 3 }),
  prefer: fc.constant([]),
  sustain: seldom(sustain),
});

const freeze = fc.record({
  ...rule,
  except: seldom(condition),
  window: fc.oneof(weekly, absoluteNear(FIRST)),
  timezone: fc.constantFrom('UTC', 'America/New_York'),
  blocks: fc.constantFrom(['start', 'promote'] as const, ['start'] as const, ['promote'] as const),
  inFlight: fc.constant('pause' as const),
});

const rate: fc.Arbitrary<Rate> = fc.record({
  count: fc.integer({ min: 1, max: 3 }),
  per: fc.constantFrom(HOUR, 24 * HOUR),
});

const limit = fc.record({
  ...rule,
  except: seldom(condition),
  atMost: fc.array(rate, { minLength: 1, maxLength: 2 }),
  by: fc.subarray(['env', 'service', 'actor']),
});

/** Keys that are not given are absent. */
function named(kind: string, rules: readonly object[]) {
  return rules.map((own, i) => ({
    name: `${kind} ${i}`,
    ...Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)),
  }));
}

export const policies: fc.Arbitrary<PolicyTexts> = fc
  .record({
    mode: fc.constantFrom('enforce', 'enforce', 'enforce', 'enforce', 'shadow') as fc.Arbitrary<'enforce'>,
    environments: fc.constantFrom([], environments),
    gates: fc.array(gate, { maxLength: 3 }),
    freezes: fc.array(freeze, { maxLength: 2 }),
    limits: fc.array(limit, { maxLength: 2 }),
  })
  .map(({ gates, freezes, limits, ...policy }) => ({
    ...policy,
    gates: named('gate', gates) as unknown as readonly GateTexts[],
    freezes: named('freeze', freezes) as unknown as readonly FreezeTexts[],
    limits: named('limit', limits) as unknown as readonly LimitTexts[],
  }));
