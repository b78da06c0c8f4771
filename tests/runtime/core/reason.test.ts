import { describe, expect, test } from 'vitest';
import { unknown, type Value } from '../../../src/plan/value.ts';
import { reasonsOf } from '../../../src/runtime/core/reason.ts';
import { type FactValues, judged } from '../../support/evidence.ts';

function reasons(text: string, values: FactValues, details?: Readonly<Record<string, string>>): string[] {
  const { gate, evidence } = judged({ require: [text] }, values, details && ((fact) => details[fact]));
  return gate.require
    .flatMap((condition) => reasonsOf(condition, gate.location.file, evidence))
    .map((r) => r.text);
}

const record = (fields: Record<string, Value>) => new Map(Object.entries(fields));

describe('a known condition that is not true', () => {
  const cases: [text: string, values: FactValues, reason: string][] = [
    ['used < 85%', { used: 0.91 }, 'used 91 % is not < 85 %'],
    ['85% > used', { used: 0.91 }, 'used 91 % is not < 85 %'],
    ['not used >= 85%', { used: 0.91 }, 'used 91 % is >= 85 %'],
    ['latency <= 500ms', { latency: 1300 }, 'latency 1.3 s is not <= 500 ms'],
    ['free > 1GiB', { free: 512 * 1024 ** 2 }, 'free 512 MiB is not > 1 GiB'],
    [
      'error_rate < max(2 * used, 1%)',
      { error_rate: 0.05, used: 0.01 },
      'error_rate 5 % is not < 2 % (max(2 * used, 1%))',
    ],
    ['count == 3', { count: 41_203 }, 'count 41,203 is not 3'],
    ['branch == "main"', { branch: 'dev' }, 'branch "dev" is not "main"'],
    ['branch != "main"', { branch: 'main' }, 'branch is "main"'],
    ['not branch == "main"', { branch: 'main' }, 'branch is "main"'],
    ['branch == actor', { branch: 'a', actor: 'b' }, 'branch "a" is not "b" (actor)'],
    ['branch in ["main", "dev"]', { branch: 'x' }, 'branch "x" is not in ["main", "dev"]'],
    ['branch in ["main", actor]', { branch: 'x', actor: 'y' }, 'branch "x" is not in ["main", "y"]'],
    ['branch not in ["main", "dev"]', { branch: 'dev' }, 'branch "dev" is in ["main", "dev"]'],
    ['"main" in tags', { tags: ['a', 'b'] }, '"main" is not in ["a", "b"] (tags)'],
    ['branch like ["main", "release/*"]', { branch: 'x' }, 'branch "x" is not like ["main", "release/*"]'],
    ['branch matches /^OPS-[0-9]+$/', { branch: '' }, 'branch "" does not match /^OPS-[0-9]+$/'],
    ['not branch matches /a/i', { branch: 'A' }, 'branch "A" matches /a/i'],
    ['branch is vsemver', { branch: '1.2' }, 'branch "1.2" is not vsemver'],
    ['tags is not empty', { tags: [] }, 'tags [] is empty'],
    [
      'tags is empty',
      { tags: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] },
      'tags ["a", "b", "c", "d", "e", … 2 more] is not empty',
    ],
    ['body is known', { body: null }, 'body is not known'],
    ['ready', { ready: false }, 'ready is false'],
    ['not paused', { paused: true }, 'paused is true'],
    ['body.ok', { body: record({ ok: false }) }, 'body.ok is false'],
    [
      'within(deployed, 1h)',
      { deployed: 0, now: 7_200_000 },
      'deployed 1970-01-01T00:00:00Z is not within 1 h of now',
    ],
    ['false', {}, 'false is always false'],
    ['not true', {}, 'not true is always false'],
    [
      'all(replicas, r => r.ok)',
      { replicas: [record({ ok: true, name: 'a' }), record({ ok: false, name: 'b' })] },
      'all(replicas, r => r.ok) fails for 1 of 2: { ok: false, name: b }',
    ],
    ['any(weights, w => w > 5)', { weights: [1, 2] }, 'any(weights, w => w > 5) holds for none of 2'],
    [
      'not any(weights, w => w > 5)',
      { weights: [1, 7, 8, 9, 10, 11, 12] },
      'any(weights, w => w > 5) holds for 6 of 7: 7, 8, 9, 10, 11, …',
    ],
    ['not all(weights, w => w > 5)', { weights: [7] }, 'all(weights, w => w > 5) holds for all of 1'],
    [
      'version(branch) >= version("1.4.0")',
      { branch: 'v1.3.0' },
      'version(branch) "v1.3.0" is not >= "1.4.0"',
    ],
  ];
  test.each(cases)('%s', (text, values, reason) => {
    expect(reasons(text, values)).toEqual([reason]);
  });

  test('tells every part of an `and` that is not true', () => {
    expect(reasons('ready and used < 85% and count == 1', { ready: true, used: 0.9, count: 2 })).toEqual([
      'used 90 % is not < 85 %',
      'count 2 is not 1',
    ]);
  });

  test('tells all alternatives of an `or` together', () => {
    expect(
      reasons('not ready or branch == "main" and count == 1', { ready: true, branch: 'x', count: 2 }),
    ).toEqual(['ready is true, and branch "x" is not "main" and count 2 is not 1']);
  });

  test('cuts long texts', () => {
    const [reason] = reasons('branch == "main"', { branch: 'x'.repeat(500) });
    expect(reason).toBe(`branch "${'x'.repeat(79)}…" is not "main"`);
  });

  test('adds the details of its facts, each once', () => {
    const details = { used: 'on web-1', free: 'on web-1', count: 'of 3' };
    expect(reasons('used < 85%', { used: 0.91 }, details)).toEqual(['used 91 % is not < 85 % (on web-1)']);
    expect(
      reasons('free / total > used * count', { used: 0.91, free: 0, total: 1, count: 2 }, details),
    ).toEqual(['free / total 0 is not > 182 % (used * count) (on web-1; of 3)']);
    expect(reasons('ready', { ready: false }, details)).toEqual(['ready is false']);
  });
});

describe('an unknown condition', () => {
  const noData = unknown('no data in the last 2 min');
  test.each<[string, FactValues, string]>([
    ['latency < 1s', { latency: noData }, 'latency is unknown: no data in the last 2 min'],
    ['not latency < 1s', { latency: noData }, 'latency is unknown: no data in the last 2 min'],
    ['latency < 1s', {}, 'latency is unknown: it was not observed'],
    [
      'branch == actor',
      { branch: noData, actor: noData },
      'branch is unknown: no data in the last 2 min and actor is unknown: no data in the last 2 min',
    ],
    ['load / count < 1', { load: 1, count: 0 }, 'load / count < 1 is unknown: division by zero'],
    ['all(tags, t => t == "a")', { tags: [] }, 'all(tags, t => t == "a") is unknown: the list is empty'],
    ['all(tags, t => t == "a")', { tags: noData }, 'tags is unknown: no data in the last 2 min'],
    ['body.ok', { body: 'up' }, 'body.ok is unknown: a string has no fields'],
    ['body.ok', { body: record({ ok: 'yes' }) }, 'body.ok is unknown: it is not a boolean'],
  ])('%s', (text, values, reason) => {
    expect(reasons(text, values)).toEqual([reason]);
  });
});

test('a condition that holds has no reasons', () => {
  expect(reasons('ready and used < 85%', { ready: true, used: 0.1 })).toEqual([]);
});
