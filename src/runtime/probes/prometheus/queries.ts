/** The queries that a configuration stands for. */
import { isPromqlSelector, type PromqlSelector, promqlSelectors } from '../../../plan/promql.ts';
import { formatDurationLiteral } from '../../../plan/units.ts';
import { ProbeFailure } from '../../failure.ts';
import { recordOf, requiredNumberOf, requiredTextOf, textOf } from '../../host/config.ts';
import type { ResolvedRecord } from '../../ports/index.ts';

export interface Queries {
  readonly kind: 'query' | 'ratio';
  /** The number itself; with `ratio`, the bad events of the window. */
  readonly value: string;
  /** The events that the value rests upon; with `ratio`, all events of the window. */
  readonly samples?: string;
  /** Seconds since the newest sample behind the value; absent where the query selects none. */
  readonly age?: string;
}

export function queriesOf(config: ResolvedRecord): Queries {
  const ratio = recordOf(config, 'ratio');
  if (ratio) return ratioQueries(ratio);
  const value = requiredTextOf(config, 'query');
  const samples = textOf(config, 'samples');
  const age = ageQuery(promqlSelectors(value));
  return {
    kind: 'query',
    value,
    ...(samples !== undefined && { samples }),
    ...(age !== undefined && { age }),
  };
}

function ratioQueries(ratio: ResolvedRecord): Queries {
  const bad = selectorOf(ratio, 'bad');
  const total = selectorOf(ratio, 'total');
  const window = formatDurationLiteral(requiredNumberOf(ratio, 'window'));
  // `increase` does not see what a counter already held when it was first read. A counter of errors is born with its
  // first errors, so one that appears beside counters of longer standing counts whole.
  const born = `((${bad} unless ${bad} offset ${window}) and on () group(${total} offset ${window}))`;
  const age = ageQuery([{ text: total, range: window }]);
  return {
    kind: 'ratio',
    value: `sum(${born} or increase(${bad}[${window}]))`,
    samples: `sum(increase(${total}[${window}]))`,
    ...(age !== undefined && { age }),
  };
}

function selectorOf(ratio: ResolvedRecord, key: 'bad' | 'total'): string {
  const text = requiredTextOf(ratio, key);
  if (!isPromqlSelector(text))
    throw new ProbeFailure(
      `\`${key}\` is not a selector of counters, such as \`http_requests_total{code="500"}\``,
    );
  return text;
}

/**
 * The age of the selector that is furthest behind, among those that are read now. Where none is, as after the end of a
 * target, what ranges still hold of the past counts.
 */
function ageQuery(selectors: readonly PromqlSelector[]): string | undefined {
  if (selectors.length === 0) return undefined;
  const now = united(selectors.map(({ text }) => `max(timestamp(${text}))`));
  const ranges = selectors.filter(({ range }) => range !== undefined);
  if (ranges.length === 0) return `time() - min(${now})`;
  const past = united(ranges.map(({ text, range }) => `max(max_over_time(timestamp(${text})[${range}:1m]))`));
  return `time() - (min(${now}) or max(${past}))`;
}

/** One vector of several numbers without labels. */
function united(numbers: readonly string[]): string {
  return numbers.map((number, index) => `label_replace(${number}, "part", "${index}", "", "")`).join(' or ');
}
