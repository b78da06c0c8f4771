/**
 * Twelve limits on measured numbers, three to a gate, by hand: the numeric core of every release gate without its texts.
 * The same terms as in `release-gate.ts`: NaN is unknown here, all results are kept, limits come from configuration.
 */
type Truth = 0 | 1 | 2;

export interface Samples {
  errorRate: number;
  p50: number;
  p95: number;
  p99: number;
  disk: number;
  memory: number;
  load: number;
  restarts: number;
  lag: number;
  queue: number;
  saturation: number;
  availability: number;
}

export interface ThresholdReport extends Record<keyof Samples, Truth> {
  latency: Truth;
  host: Truth;
  backlog: Truth;
  service: Truth;
}

export function emptyThresholdReport(): ThresholdReport {
  return {
    errorRate: 0,
    p50: 0,
    p95: 0,
    p99: 0,
    disk: 0,
    memory: 0,
    load: 0,
    restarts: 0,
    lag: 0,
    queue: 0,
    saturation: 0,
    availability: 0,
    latency: 0,
    host: 0,
    backlog: 0,
    service: 0,
  };
}

/** From a row of numbers, in the order of the fields. */
export function takeSamples(row: Float64Array, into: Samples): void {
  into.errorRate = row[0] as number;
  into.p50 = row[1] as number;
  into.p95 = row[2] as number;
  into.p99 = row[3] as number;
  into.disk = row[4] as number;
  into.memory = row[5] as number;
  into.load = row[6] as number;
  into.restarts = row[7] as number;
  into.lag = row[8] as number;
  into.queue = row[9] as number;
  into.saturation = row[10] as number;
  into.availability = row[11] as number;
}

export function judgeThresholds(samples: Samples, limits: Samples, report: ThresholdReport): ThresholdReport {
  report.p50 = below(samples.p50, limits.p50);
  report.p95 = below(samples.p95, limits.p95);
  report.p99 = below(samples.p99, limits.p99);
  report.disk = below(samples.disk, limits.disk);
  report.memory = below(samples.memory, limits.memory);
  report.load = below(samples.load, limits.load);
  report.restarts = below(samples.restarts, limits.restarts);
  report.lag = below(samples.lag, limits.lag);
  report.queue = below(samples.queue, limits.queue);
  report.errorRate = below(samples.errorRate, limits.errorRate);
  report.saturation = below(samples.saturation, limits.saturation);
  report.availability = above(samples.availability, limits.availability);
  report.latency = all(report.p50, report.p95, report.p99);
  report.host = all(report.disk, report.memory, report.load);
  report.backlog = all(report.restarts, report.lag, report.queue);
  report.service = all(report.errorRate, report.saturation, report.availability);
  return report;
}

function below(value: number, limit: number): Truth {
  return value < limit ? 1 : value >= limit ? 2 : 0;
}

function above(value: number, limit: number): Truth {
  return value > limit ? 1 : value <= limit ? 2 : 0;
}

function all(a: Truth, b: Truth, c: Truth): Truth {
  if (a === 2 || b === 2 || c === 2) return 2;
  return a === 1 && b === 1 && c === 1 ? 1 : 0;
}
