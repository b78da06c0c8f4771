import { type MeasuredUnit, measuredUnits } from '../../../plan/units.ts';
import { isUnknown, type Known, unknown, type Unknown, type Value } from '../../../plan/value.ts';
import { ProbeFailure } from '../../failure.ts';
import { requiredNumberOf, requiredTextOf, textMapOf, textOf, textsOf } from '../../host/config.ts';
import { type HttpClient, httpClient } from '../../host/network/client.ts';
import { failingAs } from '../../host/network/failure.ts';
import { parseUrl, shownUrl } from '../../host/network/url.ts';
import type { Probe, ProbeContext, Reading, ResolvedRecord } from '../../ports/index.ts';
import { type Exposition, parseExposition } from './exposition.ts';
import { ageOf, growthBetween, isPresent, matching, type Selection, valueOf } from './series.ts';

type Field = 'ok' | 'present' | 'missing' | 'value' | 'age' | 'samples' | 'growth';
type Fields = Readonly<Record<Field, Known<Value>>>;

/** What is wanted of the endpoint. */
interface Wanted {
  readonly names: readonly string[];
  readonly value?: Selection;
  readonly growth?: Selection;
  /** Milliseconds between the two reads of `growth`. */
  readonly over: number;
  readonly unit: MeasuredUnit;
  readonly maxAge: number;
}

export const probe: Probe = {
  observe: (config, context) => failingAs(ProbeFailure, () => observe(config, context)),
  extraTime(config) {
    const { growth, over } = wantedOf(config);
    if (!growth) return 0;
    return over + requiredNumberOf(config, 'timeout') * requiredNumberOf(config, 'attempts');
  },
};

async function observe(config: ResolvedRecord, context: ProbeContext): Promise<Reading> {
  const url = parseUrl(requiredTextOf(config, 'url'));
  const wanted = wantedOf(config);
  const read = readerOf(config, url, await httpClient(config, context));
  const subject = shownUrl(url);
  const first = await read();
  if (isUnknown(first)) return { subject, detail: first.reason, fields: unanswered(first) };
  if (wanted.growth) await context.clock.sleep(wanted.over, context.signal);
  const last = wanted.growth ? await read() : first;
  if (isUnknown(last)) return { subject, detail: last.reason, fields: unanswered(last) };
  return { subject, fields: answered(wanted, first, last, context.clock.now()) };
}

function wantedOf(config: ResolvedRecord): Wanted {
  const growth = config['growth'] as ResolvedRecord | undefined;
  const value = selectionOf(config);
  const grown = growth && selectionOf(growth);
  return {
    names: textsOf(config, 'names'),
    ...(value && { value }),
    ...(grown && { growth: grown }),
    over: growth ? requiredNumberOf(growth, 'over') : 0,
    unit: requiredTextOf(config, 'unit') as MeasuredUnit,
    maxAge: requiredNumberOf(config, 'max_age'),
  };
}

function selectionOf(config: ResolvedRecord): Selection | undefined {
  const metric = textOf(config, 'metric');
  if (metric === undefined) return undefined;
  return {
    metric,
    labels: new Map(Object.entries((config['labels'] ?? {}) as Readonly<Record<string, string>>)),
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
  const noMetric = unknown('`metric` is not given');
  const growth = wanted.growth
    ? growthBetween(first, last, wanted.growth, freshness)
    : unknown('`growth` is not asked for');
  const fields: Fields = {
    ok: true,
    present: missing.length === 0,
    missing,
    value: wanted.value ? inUnit(valueOf(last, wanted.value, freshness)) : noMetric,
    age: wanted.value ? ageOf(last, wanted.value, now) : noMetric,
    samples: wanted.value ? matching(last, wanted.value).length : noMetric,
    growth: inUnit(growth),
  };
  return new Map(Object.entries(fields));
}
