import { formatNumber, type MeasuredUnit, measuredUnits } from '../../../plan/units.ts';
import { isUnknown, type Known, unknown, type Unknown, type Value } from '../../../plan/value.ts';
import { ProbeFailure } from '../../failure.ts';
import {
  numberOf,
  recordOf,
  requiredNumberOf,
  requiredTextOf,
  textMapOf,
  textOf,
  textsOf,
} from '../../host/config.ts';
import { type HttpClient, httpClient } from '../../host/network/client.ts';
import { failingAs } from '../../host/failures.ts';
import { parseUrl, shownUrl } from '../../host/network/url.ts';
import type { Probe, ProbeContext, Reading, ResolvedRecord } from '../../ports/index.ts';
import { type Exposition, parseExposition } from './exposition.ts';
import {
  ageOf,
  type Freshness,
  growthBetween,
  isPresent,
  matching,
  type Selection,
  valueOf,
} from './series.ts';
import { type Quantile, quantileIn, type Ratio, ratioIn, type Windowed } from './window.ts';

type Field = 'ok' | 'present' | 'missing' | 'value' | 'age' | 'samples' | 'growth';
type Fields = Readonly<Record<Field, Known<Value>>>;

/** What is wanted of the endpoint. */
interface Wanted {
  readonly names: readonly string[];
  readonly value?: Selection;
  readonly growth?: Selection;
  readonly ratio?: Ratio;
  readonly quantile?: Quantile;
  /** Milliseconds between the two reads; absent where one is enough. */
  readonly between?: number;
  readonly minSamples: number;
  readonly unit: MeasuredUnit;
  readonly maxAge: number;
}

export const probe: Probe = {
  observe: (config, context) => failingAs(ProbeFailure, () => observe(config, context)),
  extraTime(config) {
    const { between } = wantedOf(config);
    if (between === undefined) return 0;
    return between + requiredNumberOf(config, 'timeout') * requiredNumberOf(config, 'attempts');
  },
};

async function observe(config: ResolvedRecord, context: ProbeContext): Promise<Reading> {
  const url = parseUrl(requiredTextOf(config, 'url'));
  const wanted = wantedOf(config);
  const read = readerOf(config, url, await httpClient(config, context));
  const subject = shownUrl(url);
  const first = await read();
  if (isUnknown(first)) return { subject, detail: first.reason, fields: unanswered(first) };
  if (wanted.between !== undefined) await context.clock.sleep(wanted.between, context.signal);
  const last = wanted.between === undefined ? first : await read();
  if (isUnknown(last)) return { subject, detail: last.reason, fields: unanswered(last) };
  const fields = answered(wanted, first, last, context.clock.now());
  const samples = wanted.ratio || wanted.quantile ? fields.get('samples') : undefined;
  return {
    subject,
    fields,
    ...(typeof samples === 'number' && { detail: `${formatNumber(samples)} samples` }),
  };
}

function wantedOf(config: ResolvedRecord): Wanted {
  const [growth, ratio, quantile] = ['growth', 'ratio', 'quantile'].map((key) => recordOf(config, key));
  const window = ratio ?? quantile;
  const between = growth ? requiredNumberOf(growth, 'over') : window && requiredNumberOf(window, 'window');
  return {
    names: textsOf(config, 'names'),
    ...(textOf(config, 'metric') !== undefined && { value: selectionOf(config) }),
    ...(growth && { growth: selectionOf(growth) }),
    ...(ratio && {
      ratio: {
        bad: selectionOf(recordOf(ratio, 'bad') ?? {}),
        total: selectionOf(recordOf(ratio, 'total') ?? {}),
      },
    }),
    ...(quantile && { quantile: { of: selectionOf(quantile), at: requiredNumberOf(quantile, 'at') } }),
    ...(between !== undefined && { between }),
    minSamples: numberOf(config, 'min_samples') ?? 1,
    unit: requiredTextOf(config, 'unit') as MeasuredUnit,
    maxAge: requiredNumberOf(config, 'max_age'),
  };
}

function selectionOf(config: ResolvedRecord): Selection {
  return {
    metric: requiredTextOf(config, 'metric'),
    labels: new Map(Object.entries((recordOf(config, 'labels') ?? {}) as Readonly<Record<string, string>>)),
  };
}

/** Reads the endpoint; unknown where it does not answer 200. */
function readerOf(config: ResolvedRecord, url: URL, client: HttpClient): () => Promise<Known<Exposition>> {
  const headers = new Map([['accept', 'text/plain;version=0.0.4'] as const, ...textMapOf(config, 'headers')]);
  return async () => {
    const { answer } = await client({ url, method: 'GET', headers });
    if (answer.status !== 200) return unknown(`HTTP ${answer.status}`);
    return parseExposition(answer.body, answer.headers.get('content-type'));
  };
}

function unanswered(why: Unknown): ReadonlyMap<string, Known<Value>> {
  const fields: Fields = {
    ok: false,
    present: why,
    missing: why,
    value: why,
    age: why,
    samples: why,
    growth: why,
  };
  return new Map(Object.entries(fields));
}

function answered(
  wanted: Wanted,
  first: Exposition,
  last: Exposition,
  now: number,
): ReadonlyMap<string, Known<Value>> {
  const freshness = { now, maxAge: wanted.maxAge };
  const inUnit = (value: Known<number>) =>
    isUnknown(value) ? value : measuredUnits[wanted.unit].base(value);
  const missing = wanted.names.filter((name) => !isPresent(last, name));
  const growth = wanted.growth
    ? growthBetween(first, last, wanted.growth, freshness)
    : unknown('`growth` is not asked for');
  const measured = measuredIn(wanted, first, last, freshness);
  const fields: Fields = {
    ok: true,
    present: missing.length === 0,
    missing,
    ...measured,
    value: wanted.ratio ? measured.value : inUnit(measured.value),
    growth: inUnit(growth),
  };
  return new Map(Object.entries(fields));
}

/** What `value` is about; the value as the endpoint gives it. */
function measuredIn(
  { value, ratio, quantile, minSamples }: Wanted,
  first: Exposition,
  last: Exposition,
  freshness: Freshness,
): Windowed {
  const reads = { first, last, freshness };
  if (ratio) return enough(ratioIn(reads, ratio), minSamples);
  if (quantile) return enough(quantileIn(reads, quantile), minSamples);
  const noMetric = unknown('`metric` is not given');
  return {
    value: value ? valueOf(last, value, freshness) : noMetric,
    age: value ? ageOf(last, value, freshness.now) : noMetric,
    samples: value ? matching(last, value).length : noMetric,
  };
}

function enough(measured: Windowed, least: number): Windowed {
  const { value, samples } = measured;
  if (isUnknown(value) || isUnknown(samples) || samples >= least) return measured;
  return {
    ...measured,
    value: unknown(`${formatNumber(samples)} samples, fewer than ${formatNumber(least)}`),
  };
}
