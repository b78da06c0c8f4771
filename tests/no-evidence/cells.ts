/** The table: a fault, a form of condition and a place of a policy make one cell. */
import type { EvaluationPlan } from '../../src/plan/plan.ts';
import type { Probe } from '../../src/runtime/ports/index.ts';
import { loadProbe } from '../../src/app/adapters.ts';
import { planOf } from '../support/pipeline.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { fakeWorld, type FakeWorld } from '../support/world.ts';
import { type Claim, claims } from './claims.ts';
import { answers, files, flipFlops, type Kind, programs } from './faults.ts';
import { type Place, places } from './places.ts';

export interface Cell {
  readonly kind: Kind;
  readonly fault: string;
  readonly claim: Claim;
  readonly place: Place;
}

/** What the deadline ends is given a short one; whatever else happens is given time. */
const connection = 'attempts: 1, timeout: TIMEOUT';
const url = (kind: Kind): string =>
  `url: "\${settings.origin}/${kind}/\${settings.fault}/\${settings.cell}?track=\${track}"`;

/** The probe `x` of each kind, and the number that is claimed something about. */
const probes: Readonly<
  Record<Kind, { readonly lines: string; readonly x: string; readonly isOneSided?: true }>
> = {
  prometheus: {
    lines: `prometheus: { ${url('prometheus').replace(/\?track.*(?=")/u, '')}, query: 'value{track="\${track}"}', samples: 'events{track="\${track}"}', min_samples: 100, ${connection} }`,
    x: 'x',
  },
  ratio: {
    lines: `prometheus: { ${url('ratio').replace(/\?track.*(?=")/u, '')}, ratio: { bad: 'bad{track="\${track}"}', total: 'all{track="\${track}"}', window: 1m }, ${connection} }`,
    x: 'x',
  },
  http: { lines: `http: { ${url('http')}, ${connection} }`, x: 'x.json.rate' },
  metrics: { lines: `metrics: { ${url('metrics')}, metric: queue, ${connection} }`, x: 'x' },
  command: {
    lines: 'command: { run: [/bin/sh, "${settings.fault}"], parse: json, timeout: TIMEOUT }',
    x: 'x.value',
    isOneSided: true,
  },
  file: { lines: 'file: { path: "${settings.fault}.json", at: rate }', x: 'x.value', isOneSided: true },
};

const faults: Readonly<Record<Kind, readonly string[]>> = {
  prometheus: [...Object.keys(answers.prometheus), ...Object.keys(flipFlops)],
  ratio: Object.keys(answers.ratio),
  http: Object.keys(answers.http),
  metrics: Object.keys(answers.metrics),
  command: Object.keys(programs),
  file: Object.keys(files),
};

/** Every cell in which something is wrong, and those in which all is well. */
export const cells: readonly Cell[] = (Object.keys(probes) as readonly Kind[]).flatMap((kind) =>
  faults[kind].flatMap((fault) =>
    places
      .filter((place) => (place.kinds?.includes(kind) ?? true) && isOf(fault, place))
      .flatMap((place) =>
        claims.filter((claim) => isAbout(kind, fault, claim)).map((claim) => ({ kind, fault, claim, place })),
      ),
  ),
);

function isOf(fault: string, place: Place): boolean {
  if (!Object.hasOwn(flipFlops, fault)) return true;
  return place.looksAgain === 'all' || (place.looksAgain === 'known' && fault === 'good and bad in turn');
}

/** Something may be known that is no number, or is too large: then only claims that mind are made. */
function isAbout(kind: Kind, fault: string, { bounds, ofAny }: Claim): boolean {
  if (ofAny && (kind === 'http' || kind === 'file')) return false;
  return bounds === true || (fault !== 'all-error group' && fault !== 'good and bad in turn');
}

export function isSound({ fault }: Cell): boolean {
  return fault === 'sound';
}

/** A deadline of real time has to pass. */
export function isSlow({ fault }: Cell): boolean {
  return slow.has(fault);
}

const slow: ReadonlySet<string> = new Set([
  'never answers',
  'slow body',
  'grandchild holding the pipe',
  'never ends',
  'endless output',
]);

export function nameOf({ kind, fault, claim, place }: Cell): string {
  return `${kind}, ${fault}: ${claim.name} in ${place.name}`;
}

const plans = new Map<string, EvaluationPlan>();

function planOfCell(cell: Cell): EvaluationPlan {
  const { kind, claim, place } = cell;
  const timeout = isSlow(cell) ? '150ms' : '20s';
  const name = `${kind}/${claim.name}/${place.name}/${timeout}`;
  const { lines, x, isOneSided } = probes[kind];
  const about = claim.of(place.inRollout && !isOneSided ? `canary.${x}` : x);
  const plan =
    plans.get(name) ??
    planOf(
      [
        'sentinel: 1',
        'policy: shop',
        'environments: [prod]',
        'settings: { origin: { env: ORIGIN }, fault: { env: FAULT }, cell: { env: CELL } }',
        `probes: { x: { ${lines.replace('TIMEOUT', timeout)} } }`,
        ...place.lines(about),
        '',
      ].join('\n'),
    );
  plans.set(name, plan);
  return plan;
}

export interface Surroundings {
  /** Of the server that answers. */
  readonly origin: string;
  /** The directory with the programs and files. */
  readonly root: string;
}

/** Whether it passes, starts or rises. */
export function passes(cell: Cell, { origin, root }: Surroundings): Promise<boolean> {
  return cell.place.passes(planOfCell(cell), worldFor(cell, { origin, root }));
}

const clocks = new Map<string, VirtualClock>();

/** The time in a cell, by its name; milliseconds since the epoch. */
export function timeIn(name: string): number {
  const clock = clocks.get(name);
  if (!clock) throw new Error(`nothing is judged in ${name}`);
  return clock.now();
}

/** Time is virtual, but for what a probe waits for. */
function worldFor(cell: Cell, { origin, root }: Surroundings): FakeWorld {
  const clock = new VirtualClock();
  clocks.set(nameOf(cell), clock);
  return fakeWorld({
    release: { env: 'prod', version: 'v1' },
    inputs: { origin, fault: cell.fault, cell: nameOf(cell) },
    world: { clock, root, loadProbe: (kind) => loadProbe(kind).then((probe) => inRealTime(probe, clock)) },
  });
}

function inRealTime(probe: Probe, clock: VirtualClock): Probe {
  const real = {
    now: () => clock.now(),
    monotonic: () => performance.now(),
    sleep: (ms: number, signal?: AbortSignal) =>
      new Promise<void>((resolve, reject) => {
        const timer = setTimeout(resolve, ms);
        signal?.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(signal.reason as Error);
        });
      }),
  };
  return {
    ...probe,
    observe: (config, context) => clock.outside(probe.observe(config, { ...context, clock: real })),
  };
}
