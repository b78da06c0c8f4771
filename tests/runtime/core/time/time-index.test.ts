import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TimeIndex } from '../../../../src/runtime/core/time/index.ts';
import { spans } from '../../../support/arbitrary/windows.ts';
import { runs } from '../../../support/tier.ts';

const range = [-60, 60] as const;
const instants = Array.from({ length: 121 }, (_, i) => i - 60);
const counts = { seed: 4, numRuns: runs(100, 1000) };

describe('an index of spans', () => {
  test('covers what one of the spans covers', () => {
    fc.assert(
      fc.property(spans, (spans) => {
        const index = new TimeIndex(spans, range);
        for (const t of instants)
          expect(index.covers(t)).toBe(spans.some(([start, end]) => start <= t && t < end));
      }),
      counts,
    );
  });

  test('keeps spans sorted and apart', () => {
    fc.assert(
      fc.property(spans, (spans) => {
        const edges = new TimeIndex(spans, range).spans.flat();
        expect(edges.every((edge, i) => i === 0 || edge > (edges[i - 1] ?? edge))).toBe(true);
      }),
      counts,
    );
  });

  test('says when a span ends and the next begins', () => {
    fc.assert(
      fc.property(spans, (spans) => {
        const index = new TimeIndex(spans, range);
        for (const t of instants) {
          const later = instants.filter((u) => u > t);
          const end = index.covers(t) ? later.find((u) => !index.covers(u)) : undefined;
          expect(index.endOf(t)).toBe(end);
          expect(index.nextStart(t)).toBe(later.find((u) => index.covers(u) && !index.covers(u - 1)));
        }
      }),
      counts,
    );
  });

  test('cuts spans to a range', () => {
    fc.assert(
      fc.property(spans, fc.nat(60), fc.nat(60), (spans, a, b) => {
        const index = new TimeIndex(spans, range);
        const part = new TimeIndex(index.spansWithin([-a, b]), range);
        for (const t of instants) expect(part.covers(t)).toBe(t >= -a && t < b && index.covers(t));
      }),
      counts,
    );
  });

  test('its complement covers the rest, and its complement again itself', () => {
    fc.assert(
      fc.property(spans, (spans) => {
        const index = new TimeIndex(spans, range);
        const rest = index.complement();
        for (const t of instants.slice(0, -1)) expect(rest.covers(t)).toBe(!index.covers(t));
        expect(rest.complement().spans).toEqual(index.spans);
      }),
      counts,
    );
  });

  test('a union covers what one of them covers; its complement what none does', () => {
    fc.assert(
      fc.property(fc.array(spans, { maxLength: 4 }), (many) => {
        const indexes = many.map((spans) => new TimeIndex(spans, range));
        const union = TimeIndex.union(indexes);
        for (const t of instants.slice(0, -1)) {
          const covered = indexes.some((index) => index.covers(t));
          expect(union.covers(t)).toBe(covered);
          if (many.length > 0) expect(union.complement().covers(t)).toBe(!covered);
        }
      }),
      counts,
    );
  });

  test('all of time may be foreseen', () => {
    const rest = new TimeIndex([[0, 50]], [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]).complement();
    expect([-1e15, -1, 0, 49, 50, 1e15].filter((t) => rest.covers(t))).toEqual([-1e15, -1, 50, 1e15]);
    expect([rest.endOf(-1e15), rest.endOf(50), rest.nextStart(-1), rest.nextStart(50)]).toEqual([
      0,
      undefined,
      50,
      undefined,
    ]);
  });

  test('a union sees as far as the one that sees least', () => {
    const union = TimeIndex.union([
      new TimeIndex([[0, 50]], [-60, 60]),
      new TimeIndex([[10, 30]], [-20, 20]),
    ]);
    expect(union.foreseen).toEqual([-20, 20]);
    expect(union.spans).toEqual([[0, 20]]);
    expect(union.endOf(5)).toBeUndefined();
  });

  test('without spans nothing is covered, and its complement is all of time', () => {
    const nothing = TimeIndex.union([]);
    expect(nothing.covers(0)).toBe(false);
    expect(nothing.nextStart(0)).toBeUndefined();
    expect(nothing.complement().covers(0)).toBe(true);
    expect(nothing.complement().endOf(0)).toBeUndefined();
    expect(nothing.complement().nextStart(0)).toBeUndefined();
  });
});
