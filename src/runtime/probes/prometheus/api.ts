/** Asks a Prometheus server, for now or for points of the past. */
import type { SecretText } from '../../../plan/secret.ts';
import { requiredTextOf, textMapOf, textOf } from '../../host/config.ts';
import { ProbeFailure } from '../../failure.ts';
import { httpClient } from '../../host/network/client.ts';
import { beneath, parseUrl } from '../../host/network/url.ts';
import type { ProbeContext, ResolvedRecord } from '../../ports/index.ts';
import { readAnswer, type Sample } from './answer.ts';

/** What a query gives at one point: a sample for each series that has one. */
export type Point = readonly Sample[];

/** The points to ask for, milliseconds since the epoch, equally far apart; absent: now, by the server's clock. */
export interface Grid {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** Gives one point, or one for each of the grid. Throws `ProbeFailure`. */
export type Ask = (query: string) => Promise<readonly Point[]>;

export async function connect(
  config: ResolvedRecord,
  context: ProbeContext,
  grid: Grid | undefined,
): Promise<{ readonly url: URL; readonly ask: Ask }> {
  const url = parseUrl(requiredTextOf(config, 'url'));
  const client = await httpClient(config, context);
  const headers = headersOf(config);
  const range = grid && {
    start: String(grid.start / 1000),
    end: String(grid.end / 1000),
    step: String(grid.step / 1000),
  };
  const ask: Ask = async (query) => {
    const { answer } = await client({
      url: beneath(url, range ? 'api/v1/query_range' : 'api/v1/query'),
      // In the body, so that no log of addresses on the way shows it.
      method: 'POST',
      headers,
      body: new URLSearchParams({ query, ...range }).toString(),
    });
    const series = readAnswer(answer, range ? 'matrix' : 'vector');
    return grid ? pointsOf(series, grid) : [series.flat()];
  };
  const server = serverOf(config);
  return { url, ask: (query) => context.once(JSON.stringify([server, range, query]), () => ask(query)) };
}

/** What of a configuration is about the server and how it is reached; of a secret, its name. */
function serverOf(config: ResolvedRecord): ResolvedRecord {
  return Object.fromEntries(Object.entries(config).filter(([key]) => !aboutTheQuery.has(key)));
}

const aboutTheQuery: ReadonlySet<string> = new Set([
  'query',
  'ratio',
  'samples',
  'unit',
  'min_samples',
  'max_age',
]);

function headersOf(config: ResolvedRecord): ReadonlyMap<string, string | SecretText> {
  const tenant = textOf(config, 'tenant');
  return new Map<string, string | SecretText>([
    ['content-type', 'application/x-www-form-urlencoded'],
    ...(tenant === undefined ? [] : [['x-scope-orgid', tenant] as const]),
    ...textMapOf(config, 'headers'),
  ]);
}

/** Samples by their place on the grid. One beside it shows that the server chose other points than were asked for. */
function pointsOf(series: readonly Point[], { start, end, step }: Grid): readonly Point[] {
  const points: Sample[][] = Array.from({ length: Math.round((end - start) / step) + 1 }, () => []);
  for (const sample of series.flat()) {
    const place = Math.round((sample.time - start) / step);
    const point = points[place];
    if (!point || Math.abs(start + place * step - sample.time) > 1)
      throw new ProbeFailure('the answer is of other points in time than were asked for');
    point.push(sample);
  }
  return points;
}
