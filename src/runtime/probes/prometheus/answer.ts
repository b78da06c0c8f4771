/** Answers of the HTTP API of Prometheus, read strictly. https://prometheus.io/docs/prometheus/latest/querying/api/ */
import { ProbeFailure } from '../../failure.ts';
import { memberOf } from '../../host/data.ts';
import type { HttpAnswer } from '../../host/network/http.ts';
import { jsonValue, quoted } from '../../host/network/text.ts';
import type { Known, Value } from '../../../plan/value.ts';

/** One sample: when, milliseconds since the epoch, and its number, which may be NaN or infinite. */
export interface Sample {
  readonly time: number;
  readonly value: number;
}

/** The samples of one series, oldest first. */
export type Series = readonly Sample[];

type Json = Known<Value> | undefined;

/**
 * The series of an instant query (`vector`) or a range query (`matrix`). Throws `ProbeFailure` where the answer is an
 * error, comes with a warning, or is anything else than numbers.
 */
export function readAnswer({ status, body }: HttpAnswer, form: 'vector' | 'matrix'): readonly Series[] {
  const answer = jsonValue(body);
  const error = memberOf(answer, 'error');
  if (typeof error === 'string') throw new ProbeFailure(`Prometheus answers: ${quoted(error)}`);
  if (status !== 200) throw new ProbeFailure(`HTTP ${status}`);
  if (memberOf(answer, 'status') !== 'success') throw new ProbeFailure('the answer is not one of Prometheus');
  refuseWarnings(memberOf(answer, 'warnings'));
  const data = memberOf(answer, 'data');
  const type = memberOf(data, 'resultType');
  const result = memberOf(data, 'result');
  if (type === 'scalar' && form === 'vector') return [[sampleOf(result)]];
  if (type !== form) throw new ProbeFailure('the query gives something else than a number at each instant');
  return listOf(result).map((series) =>
    form === 'vector'
      ? [sampleOf(memberOf(series, 'value'))]
      : listOf(memberOf(series, 'values')).map(sampleOf),
  );
}

/** A warning says that something is missing from the result: a store that did not answer, a bucket without bound. */
function refuseWarnings(warnings: Json): void {
  if (!Array.isArray(warnings)) return;
  // Versions from before there was a list for them tell mere hints here.
  const grave = warnings.find((text) => typeof text === 'string' && !text.startsWith('PromQL info:')) as Json;
  if (typeof grave === 'string') throw new ProbeFailure(`Prometheus warns: ${quoted(grave)}`);
}

function listOf(json: Json): readonly Value[] {
  if (!Array.isArray(json)) throw unreadable();
  return json as readonly Value[];
}

/** `[1700000000.5, "0.25"]`. */
function sampleOf(json: Json): Sample {
  const [seconds, text] = listOf(json);
  if (typeof seconds !== 'number' || typeof text !== 'string') throw unreadable();
  return { time: Math.round(seconds * 1000), value: numberOf(text) };
}

const decimal = /^[+-]?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/u;

function numberOf(text: string): number {
  // Adding nothing takes the sign from zero.
  if (decimal.test(text)) return Number(text) + 0;
  if (text === '+Inf' || text === 'Inf') return Number.POSITIVE_INFINITY;
  if (text === '-Inf') return Number.NEGATIVE_INFINITY;
  if (text === 'NaN') return Number.NaN;
  throw unreadable();
}

function unreadable(): ProbeFailure {
  return new ProbeFailure('the answer holds something else than numbers, such as a histogram');
}
