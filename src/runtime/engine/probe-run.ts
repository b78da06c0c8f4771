/** One run of one probe: its configuration filled in, its deadline kept, every failure an unknown with its reason. */
import type { PlanProbe } from '../../plan/plan.ts';
import type { Constant } from '../../plan/term.ts';
import type { Type } from '../../plan/type.ts';
import { isUnknown, type Known, unknown, type Value } from '../../plan/value.ts';
import { conform } from '../core/facts.ts';
import { ProbeFailure } from '../failure.ts';
import type { PastPoints, ProbeContext, Reading, ResolvedRecord } from '../ports/index.ts';
import { deadlineOf, DeadlinePassed, withDeadline } from './deadline.ts';
import type { World } from './world.ts';

/** What one probe gave for one value of `each`, or at all. */
export interface ProbeReading {
  readonly item?: Constant;
  readonly fields: ReadonlyMap<string, Known<Value>>;
  readonly subject?: string;
  readonly detail?: string;
  readonly details?: ReadonlyMap<string, string>;
  /** Why nothing was measured. */
  readonly failure?: string;
  readonly series?: readonly ReadonlyMap<string, Known<Value>>[];
  /** What it was asked; absent where that is not known. */
  readonly asked?: ResolvedRecord;
  /** When it was asked, milliseconds since the epoch, and how long it took. */
  readonly at: number;
  readonly duration: number;
}

const USUAL_DEADLINE = 10_000;

export interface ProbeRun {
  readonly probe: PlanProbe;
  /** Unknown where a template of it is. */
  readonly config: Known<ResolvedRecord>;
  /** The same with what is known now. */
  readonly configure: () => Promise<Known<ResolvedRecord>>;
  readonly item?: Constant;
  readonly past?: PastPoints;
  /** What probes of the same look have asked for, by key. */
  readonly shared: Map<string, Promise<unknown>>;
  /** Monotonic time at which it must have ended. */
  readonly end: number;
  readonly signal: AbortSignal;
}

/** Never rejects, but with the signal's reason when the run is cancelled. */
export async function runProbe(world: World, run: ProbeRun): Promise<ProbeReading> {
  const at = Math.floor(world.clock.now());
  const start = world.clock.monotonic();
  const result = await observe(world, run);
  run.signal.throwIfAborted();
  const duration = world.clock.monotonic() - start;
  const about = {
    ...(run.item !== undefined && { item: run.item }),
    ...(!isUnknown(run.config) && { asked: run.config }),
    at,
    duration,
  };
  if (isUnknown(result)) {
    const fields = new Map(Object.keys(run.probe.fields).map((name) => [name, result] as const));
    return { ...about, fields, failure: result.reason };
  }
  const { series, ...reading } = result;
  return {
    ...reading,
    ...about,
    fields: checkedFields(run.probe, result.fields),
    ...(series && { series: series.map((fields) => checkedFields(run.probe, fields)) }),
  };
}

/** A secret may have become another since it was read: who is not let in with the old one tries once with the new. */
async function observe(world: World, run: ProbeRun): Promise<Known<Reading>> {
  let isRefused = false;
  const first = await observeOnce(world, run, () => {
    isRefused = true;
  });
  if (!isRefused || !(await world.renewSecrets?.())) return first;
  return observeOnce(world, { ...run, config: await run.configure(), shared: new Map() }, () => undefined);
}

async function observeOnce(
  world: World,
  { probe, config, past, shared, end, signal }: ProbeRun,
  unauthorized: () => void,
): Promise<Known<Reading>> {
  if (world.barred !== undefined) return unknown(world.barred);
  if (isUnknown(config)) return config;
  try {
    const adapter = await world.loadProbe(probe.kind);
    const own = deadlineOf(config, USUAL_DEADLINE) + (adapter.extraTime?.(config) ?? 0);
    const deadline = Math.min(own, end - world.clock.monotonic());
    return await withDeadline(world.clock, signal, deadline, (signal) => {
      const context: ProbeContext = {
        clock: world.clock,
        signal,
        root: world.root,
        release: world.release,
        ...(world.ciBranch !== undefined && { ciBranch: world.ciBranch }),
        ...(world.tag !== undefined && { tag: world.tag }),
        ...(past && { past }),
        environment: (name) => world.environment(name),
        unauthorized,
        once: (key, ask) => onceIn(shared, `${probe.kind} ${key}`, ask),
      };
      return adapter.observe(config, context);
    });
  } catch (error) {
    return unknown(reasonOf(error));
  }
}

function onceIn<T>(shared: Map<string, Promise<unknown>>, key: string, ask: () => Promise<T>): Promise<T> {
  const asked = (shared.get(key) as Promise<T> | undefined) ?? ask();
  shared.set(key, asked);
  return asked;
}

/** A fault of an adapter is told as one: it is not the measured thing that failed. */
function reasonOf(error: unknown): string {
  if (error instanceof ProbeFailure || error instanceof DeadlinePassed) return error.message;
  const text = error instanceof Error ? error.message : String(error);
  return `the probe itself failed: ${text}`;
}

/** Every declared field; what does not fit its type is unknown, never taken as it is. */
function checkedFields(
  probe: PlanProbe,
  fields: ReadonlyMap<string, Known<Value>>,
): ReadonlyMap<string, Known<Value>> {
  return new Map(
    Object.entries(probe.fields).map(([name, type]: [string, Type]) => [
      name,
      conform(fields.get(name) ?? unknown(`the probe gave no \`${name}\``), type),
    ]),
  );
}
