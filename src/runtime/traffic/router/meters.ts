/** What the router counts, for each slot, and how it tells it: the Prometheus text format 0.0.4. */
import type { Slots, Standing } from './weights.ts';

/** By the first digit of the status; `aborted`: the user went away before the answer was complete. */
const codes = ['1xx', '2xx', '3xx', '4xx', '5xx', 'aborted'] as const;
export type Code = (typeof codes)[number];

/** Upper bounds in seconds. */
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

export function codeOf(status: number): Code {
  return codes[Math.floor(status / 100) - 1] ?? '5xx';
}

class Meter {
  readonly #codes = new Map<Code, number>(codes.map((code) => [code, 0]));
  /** The last one is for what takes longer than all bounds. */
  readonly #buckets: number[] = [...bounds, 0].fill(0);
  #seconds = 0;
  #upstreamErrors = 0;

  count(code: Code, seconds: number, upstreamFailed: boolean): void {
    this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1);
    const found = bounds.findIndex((bound) => seconds <= bound);
    const at = found < 0 ? bounds.length : found;
    this.#buckets[at] = (this.#buckets[at] ?? 0) + 1;
    this.#seconds += seconds;
    if (upstreamFailed) this.#upstreamErrors++;
  }

  requests(labels: string): readonly string[] {
    return Array.from(this.#codes, ([code, count]) => `{${labels},code="${code}"} ${count}`);
  }

  upstreamErrors(labels: string): string {
    return `{${labels}} ${this.#upstreamErrors}`;
  }

  durations(labels: string): readonly string[] {
    let below = 0;
    const buckets = this.#buckets.map((count, at) => {
      below += count;
      return `_bucket{${labels},le="${bounds[at] ?? '+Inf'}"} ${below}`;
    });
    return [...buckets, `_sum{${labels}} ${this.#seconds}`, `_count{${labels}} ${below}`];
  }
}

export class Meters {
  readonly #meters: ReadonlyMap<string, Meter>;

  constructor(slots: Slots) {
    this.#meters = new Map(slots.map((slot) => [slot, new Meter()]));
  }

  /** `seconds` until the last byte of the answer. `upstreamFailed`: there was no answer, or not all of it. */
  count(slot: string, code: Code, seconds: number, upstreamFailed: boolean): void {
    this.#meters.get(slot)?.count(code, seconds, upstreamFailed);
  }

  text({ weights, canary }: Standing): string {
    const meters = Array.from(this.#meters, ([slot, meter]) => [labelsOf(slot), meter] as const);
    return [
      ...family(
        'requests_total',
        'counter',
        'Requests by slot and class of the status.',
        meters.flatMap(([labels, meter]) => meter.requests(labels)),
      ),
      ...family(
        'upstream_errors_total',
        'counter',
        'Requests that a slot did not answer, or not to the end.',
        meters.map(([labels, meter]) => meter.upstreamErrors(labels)),
      ),
      ...family(
        'request_duration_seconds',
        'histogram',
        'Time from a request to the end of its answer.',
        meters.flatMap(([labels, meter]) => meter.durations(labels)),
      ),
      ...family(
        'weight_percent',
        'gauge',
        'Share of the requests that a slot is to take.',
        Array.from(weights, ([slot, weight]) => `{${labelsOf(slot)}} ${weight}`),
      ),
      ...family('canary_percent', 'gauge', 'Share of the requests that the canary is to take.', [
        ` ${weights.get(canary) ?? 0}`,
      ]),
      '',
    ].join('\n');
  }
}

function family(name: string, type: string, help: string, samples: readonly string[]): readonly string[] {
  const full = `sentinel_router_${name}`;
  return [`# HELP ${full} ${help}`, `# TYPE ${full} ${type}`, ...samples.map((sample) => `${full}${sample}`)];
}

function labelsOf(slot: string): string {
  return `slot="${slot.replaceAll(/[\\"]/gu, '\\$&').replaceAll('\n', '\\n')}"`;
}
