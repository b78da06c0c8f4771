import { describe, expect, it } from 'vitest';
import type { ConfigRecord } from '../../../src/plan/plan.ts';
import type { Term } from '../../../src/plan/term.ts';
import { isUnknown } from '../../../src/plan/value.ts';
import { resolveQueries } from '../../../src/runtime/engine/query-shape.ts';

const fact: Term = { op: 'fact', type: 'string', fact: 'x', span: [0, 0] };
const query = (...template: (string | Term)[]): ConfigRecord => ({
  ratio: { bad: { template, sink: 'promql', secret: false }, window: 60_000 },
});
const filled = async (config: ConfigRecord, x: string): Promise<unknown> => {
  const resolved = await resolveQueries(config, () => x, new Map());
  return isUnknown(resolved) ? resolved.reason : (resolved['ratio'] as Record<string, unknown>)['bad'];
};

describe('a query with values filled in', () => {
  it.each([
    ['a text in quotes', query('up{job="', fact, '"}'), 'shop', 'up{job="shop"}'],
    [
      'a hostile text in quotes',
      query('up{job="', fact, '"}'),
      '"} or vector(0) #',
      'up{job="\\"} or vector(0) #"}',
    ],
    ['a name', query('rate(', fact, '_total[1m])'), 'http', 'rate(http_total[1m])'],
    ['a number', query('up > ', fact), '3', 'up > 3'],
    ['a duration', query('rate(up[', fact, '])'), '5m', 'rate(up[5m])'],
  ])('keeps its shape: %s', async (_, config, value, expected) => {
    expect(await filled(config, value)).toBe(expected);
  });

  it.each([
    ['an operator for a name', query('up ', fact, ' down'), 'or'],
    ['a modifier for a name', query('up == ', fact, ' down'), 'bool'],
  ])('is unknown with %s', async (_, config, value) => {
    expect(await filled(config, value)).toBe('ratio.bad: a value that is filled in would change the query');
  });

  it('passes on what could not be filled in', async () => {
    expect(await filled(query('up + ', fact), 'a b')).toContain('outside of quotes');
  });

  it('stands beside an address that is filled in too', async () => {
    const address: ConfigRecord = { url: { template: [fact, '/'], sink: 'url', secret: false } };
    expect(await filled({ ...address, ...query('{__name__="', fact, '"}') }, 'http://prometheus:9090')).toBe(
      '{__name__="http://prometheus:9090"}',
    );
  });
});
