/** What the answers at one point amount to. Whatever is not one finite, fresh number of enough samples is unknown. */
import { formatDuration, formatNumber, type MeasuredUnit, measuredUnits } from '../../../plan/units.ts';
import { isUnknown, type Known, unknown, type Unknown } from '../../../plan/value.ts';
import type { Point } from './api.ts';

/** The answers at one point. */
export interface Seen {
  readonly value: Point;
  readonly samples?: Point | undefined;
  readonly age?: Point | undefined;
}

/** What the configuration demands of a value. */
export interface Demands {
  readonly kind: 'query' | 'ratio';
  readonly unit: MeasuredUnit;
  readonly minSamples: number;
  /** Milliseconds. */
  readonly maxAge: number;
  /** Our own time, where the server was asked for now. */
  readonly now?: number;
}

export interface Judged {
  /** In base units. */
  readonly value: Known<number>;
  /** Milliseconds. */
  readonly age: Known<number>;
  readonly samples: Known<number>;
}

export function judge(seen: Seen, demands: Demands): Judged {
  const age = seen.age ? inBase(single(seen.age), 'seconds') : unknown('the query reads no series');
  const counted = seen.samples ? single(seen.samples) : unknown('`samples` is not given');
  const value =
    demands.kind === 'ratio' ? ratioOf(seen.value, counted) : inBase(single(seen.value), demands.unit);
  return {
    value: isUnknown(value) ? value : (notOfNow(seen, age, demands) ?? tooFew(counted, demands) ?? value),
    age,
    samples: isUnknown(counted) ? counted : Math.round(counted),
  };
}

function single(point: Point): Known<number> {
  const [sample] = point;
  if (!sample) return unknown('no data');
  if (point.length > 1) return unknown(`${point.length} series, where one is needed`);
  if (!Number.isFinite(sample.value)) return unknown(`the result is ${sample.value}`);
  return sample.value;
}

function inBase(value: Known<number>, unit: MeasuredUnit): Known<number> {
  return isUnknown(value) ? value : measuredUnits[unit].base(value);
}

function ratioOf(badPoint: Point, total: Known<number>): Known<number> {
  if (isUnknown(total)) return total.reason === 'no data' ? unknown('no traffic') : total;
  if (total === 0) return unknown('no traffic');
  const bad = badPoint.length === 0 ? 0 : single(badPoint);
  if (isUnknown(bad)) return bad;
  if (bad < 0 || total < 0 || bad > total)
    return unknown(
      `${formatNumber(bad)} bad of ${formatNumber(total)} events: the counters do not belong together yet`,
    );
  return bad / total;
}

/** A value that rests upon series of which nobody knows how old they are may rest upon none: `sum(x) or vector(0)`. */
function notOfNow(seen: Seen, age: Known<number>, { maxAge, now }: Demands): Unknown | undefined {
  const answered = (seen.value[0] ?? seen.samples?.[0])?.time;
  const skew = now === undefined || answered === undefined ? 0 : answered - now;
  if (Math.abs(skew) > maxAge)
    return unknown(
      `the answer is of another time, ${formatDuration(Math.abs(skew))} ${skew > 0 ? 'ahead' : 'ago'}`,
    );
  if (isUnknown(age)) return seen.age && unknown(`how old the newest sample is, is unknown: ${age.reason}`);
  if (age < 0) return unknown('the newest sample is of a time to come');
  return age > maxAge
    ? unknown(`the newest sample is ${formatDuration(age)} old, more than ${formatDuration(maxAge)}`)
    : undefined;
}

function tooFew(counted: Known<number>, { minSamples }: Demands): Unknown | undefined {
  if (minSamples === 0) return undefined;
  if (isUnknown(counted)) return unknown(`how many samples there are is unknown: ${counted.reason}`);
  return counted < minSamples
    ? unknown(`${formatNumber(counted)} samples, fewer than ${formatNumber(minSamples)}`)
    : undefined;
}
