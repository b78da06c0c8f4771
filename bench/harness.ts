/**
 * Measures rivals against each other: they run in turn, a batch each, round after round, so that whatever the machine
 * does besides falls on all of them. Results are ratios with their spread; absolute times are only shown.
 */
import { readFileSync } from 'node:fs';
import os from 'node:os';

export interface Rival {
  readonly name: string;
  /** Does the work `count` times. Results go into objects that outlive the call, so that no work is optimised away. */
  readonly run: (count: number) => unknown;
}

export interface Rounds {
  /** Rounds that count. */
  readonly rounds: number;
  /** How long a batch lasts at least, in milliseconds; 0 does the work once a batch. */
  readonly batch: number;
}

export interface Measure {
  readonly name: string;
  /** Nanoseconds for one piece of work, a number for each round. */
  readonly samples: readonly number[];
}

/** A claim about the product: a figure, and what it must be. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  /** Relative distance of the quartiles of the rounds: 0.02 is ± 1 %. */
  readonly spread?: number;
  readonly unit: 'times' | 'ms' | 'MiB';
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface Suite {
  readonly title: string;
  /** What is measured, in a sentence or two, for the reader of the table. */
  readonly about: string;
  /** Names of packages whose versions matter. */
  readonly packages: readonly string[];
  readonly run: () => Promise<readonly Bar[]>;
}

const usual: Rounds = { rounds: 31, batch: 20 };

/** Runs the rivals in turn. The order shifts from round to round, so that none always follows the same one. */
export async function measure(rivals: readonly Rival[], options: Partial<Rounds> = {}): Promise<Measure[]> {
  const { rounds, batch } = { ...usual, ...options };
  const counts: number[] = [];
  for (const rival of rivals) counts.push(await batchSize(rival, batch));
  const samples = rivals.map((): number[] => []);
  for (let round = 0; round < rounds; round++)
    for (let turn = 0; turn < rivals.length; turn++) {
      const at = (round + turn) % rivals.length;
      const [rival, count] = [rivals[at], counts[at]];
      if (rival && count !== undefined) samples[at]?.push((await timeOf(rival, count)) / count);
    }
  return rivals.map(({ name }, i) => ({ name, samples: samples[i] ?? [] }));
}

/** Doubles the work until a batch is long enough; this also warms the code up. */
async function batchSize(rival: Rival, batch: number): Promise<number> {
  let count = 1;
  while ((await timeOf(rival, count)) < batch * 1e6) count *= 2;
  return count;
}

/** Nanoseconds. */
async function timeOf(rival: Rival, count: number): Promise<number> {
  const start = process.hrtime.bigint();
  const result = rival.run(count);
  if (result instanceof Promise) await result;
  return Number(process.hrtime.bigint() - start);
}

/** How many times as fast `rival` is as `base`: the median over rounds, with its spread. */
export function speed(rival: Measure, base: Measure): { value: number; spread: number } {
  const ratios = rival.samples.map((ns, round) => (base.samples[round] ?? Number.NaN) / ns);
  return { value: median(ratios), spread: spreadOf(ratios) };
}

/**
 * The same in the fastest tenth of the rounds, for work that only computes: what else the machine does can but add to it,
 * and does not add to both alike.
 */
export function undisturbedSpeed(rival: Measure, base: Measure): { value: number; spread: number } {
  return {
    value: quantile(base.samples, 0.1) / quantile(rival.samples, 0.1),
    spread: speed(rival, base).spread,
  };
}

export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** Distance of the quartiles in parts of the median. */
export function spreadOf(samples: readonly number[]): number {
  return (quantile(samples, 0.75) - quantile(samples, 0.25)) / median(samples);
}

function quantile(samples: readonly number[], q: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * q;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

export function met(bar: Bar): boolean {
  return bar.value >= (bar.atLeast ?? -Infinity) && bar.value <= (bar.atMost ?? Infinity);
}

/** Runs suites and prints their tables. Gives the bars that were not met. */
export async function report(suites: readonly Suite[]): Promise<Bar[]> {
  const missed: Bar[] = [];
  console.log(machine());
  for (const { title, about, packages, run } of suites) {
    console.log(`\n${title}\n${about}`);
    if (packages.length > 0) console.log(packages.map((name) => `${name} ${versionOf(name)}`).join(', '));
    const bars = await run();
    for (const bar of bars) console.log(line(bar));
    missed.push(...bars.filter((bar) => !met(bar)));
  }
  return missed;
}

/** Prints the time of each rival beside a suite's bars. */
export function printTimes(measures: readonly Measure[]): void {
  for (const { name, samples } of measures)
    console.log(
      `  ${name.padEnd(52)} ${formatTime(median(samples)).padStart(10)}  ±${percent(spreadOf(samples) / 2)}`,
    );
}

function line({ name, value, spread, unit, atLeast, atMost }: Bar): string {
  const wanted = atLeast === undefined ? (atMost === undefined ? '' : `≤ ${atMost}`) : `≥ ${atLeast}`;
  const verdict = met({
    name,
    value,
    unit,
    ...(atLeast !== undefined && { atLeast }),
    ...(atMost !== undefined && { atMost }),
  })
    ? 'met'
    : 'MISSED';
  const figure = `${formatFigure(value)} ${unit === 'times' ? '×' : unit}`;
  const around = spread === undefined ? '' : `±${percent(spread / 2)}`;
  return `  ${name.padEnd(52)} ${figure.padStart(10)}  ${around.padEnd(7)} ${wanted && `${wanted}: ${verdict}`}`.trimEnd();
}

function machine(): string {
  const cpu = os.cpus()[0]?.model ?? 'unknown processor';
  return `Node ${process.versions.node}, V8 ${process.versions.v8}, ${process.platform} ${process.arch}, ${os.availableParallelism()} cores, ${cpu}`;
}

function versionOf(name: string): string {
  const manifest = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

function formatTime(ns: number): string {
  if (ns < 1e3) return `${ns.toPrecision(3)} ns`;
  if (ns < 1e6) return `${(ns / 1e3).toPrecision(3)} µs`;
  return `${(ns / 1e6).toPrecision(3)} ms`;
}

function formatFigure(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3);
}

function percent(fraction: number): string {
  return `${(fraction * 100).toPrecision(2)} %`;
}
