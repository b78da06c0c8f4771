/** `tick` and `controller`: every rollout of a policy that is due is looked at, once or again and again. */
import { randomInt } from 'node:crypto';
import type { ExitCode } from '../../plan/decision.ts';
import type { Diagnostic } from '../../plan/diagnostic.ts';
import { isKept, isOver } from '../../runtime/core/rollout/turn.ts';
import { type EventBody, eventStream, type RunListener } from '../../runtime/engine/events.ts';
import type { Reconciled } from '../../runtime/engine/rollout/reconcile.ts';
import { nameOf, statusOf } from '../../runtime/engine/rollout/status.ts';
import {
  rolloutAsRun,
  rolloutKey,
  storedOf,
  type StoredRollout,
} from '../../runtime/engine/rollout/stored.ts';
import { isGoingBack } from '../../runtime/engine/rollout/tiers.ts';
import { StoreFailure } from '../../runtime/failure.ts';
import type { Host } from '../host.ts';
import { Refusal } from '../refusal.ts';
import type { TickedRollout, TickReport } from '../report.ts';
import type { TickRequest } from '../requests.ts';
import { Teller } from '../notify/teller.ts';
import { storeLost } from '../store/stores.ts';
import { metricsOf } from '../telemetry/exposition.ts';
import { countRun } from '../telemetry/runs.ts';
import type { MetricsServer } from '../telemetry/serve.ts';
import { type DriverKind, signOn } from './drivers.ts';
import { isDone, lookOnce, nextLookAt } from './follow.ts';
import { isHeld } from './hold.ts';
import { openStored, type OpenRollout, planOf } from './open.ts';
import { Serving } from './serving.ts';
import { atSite, type OpenSite } from './site.ts';
import { isHalfBack, startedWith } from './together.ts';
import { unknownChecks } from './unknown-checks.ts';

/** Another process changed the record in between; then it is looked at anew. */
const ATTEMPTS = 3;

/** Between two rounds of a controller at most, and what is added so that several do not march in step. */
const LONGEST_PAUSE = 5_000;
const MOST_JITTER = 250;

/** How long a tick stays with a group that goes back one after the other, and how often it looks then. */
const LONGEST_TURNS = 60_000;
const BETWEEN_TURNS = 250;

export async function tick(request: TickRequest, host: Host): Promise<TickReport> {
  return atSite(request, host, eventsOf(request.listener, host), async (site) => {
    const teller = Teller.at(site);
    try {
      const url = request.pushgateway ?? site.operator.pushgateway;
      const { report } = await round(site, 'tick', teller);
      const told = (await teller?.settle()) ?? [];
      const pushed = url === undefined ? [] : await push(site, report, url);
      return { ...report, diagnostics: [...report.diagnostics, ...told, ...pushed] };
    } finally {
      await teller?.close();
    }
  });
}

/** Until the signal. `told` is called where another thing needs a look than in the round before. */
export async function controller(
  request: TickRequest,
  host: Host,
  told: (report: TickReport) => Promise<void>,
): Promise<never> {
  return atSite(request, host, eventsOf(request.listener, host), async (site) => {
    const teller = Teller.at(site);
    const server = request.metrics === undefined ? undefined : await serve(site, request.metrics);
    const serving = Serving.at(site);
    let last: string | undefined;
    try {
      for (;;) {
        const missing = await serving.keep();
        const { report, next } = await round(site, 'controller', teller);
        if (server) await count(site, report);
        const news = newsOf({ ...report, diagnostics: [...missing, ...report.diagnostics] });
        const says = JSON.stringify(news);
        if (says !== last) await told(news);
        last = says;
        const pause = Math.max(next - host.clock.monotonic(), 0);
        await host.clock.sleep(pause + randomInt(MOST_JITTER), request.signal);
      }
    } finally {
      await serving.close();
      await server?.close();
      await teller?.close();
    }
  });
}

async function push(site: OpenSite, report: TickReport, url: string): Promise<readonly Diagnostic[]> {
  const { pushMetrics } = await import('../telemetry/push.ts');
  await count(site, report);
  return (await unlessLost(() => pushMetrics(site, url))) ?? [];
}

async function serve({ stores, plan }: OpenSite, address: string): Promise<MetricsServer> {
  const { serveMetrics } = await import('../telemetry/serve.ts');
  return serveMetrics(address, () => metricsOf(stores.state, plan.policy));
}

async function count({ stores, plan }: OpenSite, { exitCode }: TickReport): Promise<void> {
  await unlessLost(() => countRun(stores.state, plan.policy, exitCode === 0 ? 'ok' : 'failed'));
}

/** A store that is lost is told of by the round. */
async function unlessLost<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreFailure) return undefined;
    throw error;
  }
}

function eventsOf(listener: RunListener, host: Host): (event: EventBody) => void {
  return eventStream(host.clock, listener);
}

/** What events do not tell: what needs a look. */
function newsOf(report: TickReport): TickReport {
  return {
    ...report,
    rollouts: report.rollouts.flatMap(({ name, outcome, why }) =>
      outcome === 'failed' ? { name, outcome, ...(why !== undefined && { why }) } : [],
    ),
  };
}

interface Round {
  readonly report: TickReport;
  /** When something is due, on the monotonic clock. */
  readonly next: number;
}

/** A store that is lost ends the round and not the program: it may come back. */
async function round(site: OpenSite, kind: DriverKind, teller: Teller | undefined): Promise<Round> {
  const { access, plan, host } = site;
  const rollouts: TickedRollout[] = [];
  const others: string[] = [];
  const diagnostics: Diagnostic[] = [...access.takeDiagnostics(), ...(teller?.take() ?? [])];
  let next = Infinity;
  try {
    await signOn(site.stores, plan.policy, kind);
    await teller?.begin();
    for (const { value } of await site.stores.state.list('rollout/')) {
      const stored = storedOf(value);
      if (stored.identity.policy !== plan.policy && !isDone(stored)) others.push(nameOf(stored.identity));
    }
    const ticked = new Map<string, TickedRollout>();
    const before = new Map<string, StoredRollout>();
    const end = host.clock.monotonic() + (kind === 'tick' ? LONGEST_TURNS : 0);
    for (let due = await dueNow(site); due.length > 0; due = await nextInTurn(site, due, end)) {
      for (const stored of due) {
        const key = rolloutKey(stored.identity);
        // In a group it is looked at several times, and what happened at the first of them is told too.
        before.set(key, before.get(key) ?? stored);
        const one = await tickOne(site, before.get(key) ?? stored, kind);
        ticked.set(one.ticked.name, one.ticked);
        teller?.nudge();
        next = Math.min(next, one.next);
      }
    }
    rollouts.push(...ticked.values());
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    diagnostics.push(storeLost(error));
  }
  teller?.nudge();
  const failed =
    rollouts.some(({ outcome }) => outcome === 'failed') ||
    diagnostics.some(({ severity }) => severity === 'error');
  const exitCode: ExitCode = failed ? 1 : 0;
  return {
    next: Math.min(next, host.clock.monotonic() + LONGEST_PAUSE),
    report: {
      policy: plan.policy,
      exitCode,
      rollouts,
      others,
      held: isHeld(host.env),
      store: access.choice.state.shown,
      diagnostics,
    },
  };
}

/** Those of a group follow each other in the order in which they rise, or go back. */
async function dueNow(site: OpenSite): Promise<readonly StoredRollout[]> {
  const due = new Map<string, StoredRollout>();
  for (const { value } of await site.stores.state.list('rollout/')) {
    const stored = storedOf(value);
    if (stored.identity.policy !== site.plan.policy || !(await isDue(site, stored))) continue;
    const all = await startedWith(site.stores.state, stored);
    for (const one of isHalfBack(all) ? all.toReversed() : all)
      if (one.membership === undefined || (await isDue(site, one))) due.set(rolloutKey(one.identity), one);
  }
  return [...due.values()];
}

/** Nobody may look again soon, and in a group that goes back some wait for others that do. */
async function nextInTurn(
  site: OpenSite,
  due: readonly StoredRollout[],
  end: number,
): Promise<readonly StoredRollout[]> {
  const { stores, host, signal } = site;
  if (due.every(({ membership }) => !membership) || host.clock.monotonic() >= end) return [];
  const left: StoredRollout[] = [];
  for (const one of await dueNow(site)) if (isHalfBack(await startedWith(stores.state, one))) left.push(one);
  const waits = left.some(({ record }) => !record.latch || record.waits.some((wait) => wait.for === 'group'));
  if (!waits) return [];
  await host.clock.sleep(BETWEEN_TURNS, signal);
  return left;
}

/** On its way, with steps left to do, completed so lately that its checks go on, or to go back with its group. */
async function isDue(site: OpenSite, stored: StoredRollout): Promise<boolean> {
  if (!isDone(stored)) return true;
  if (stored.membership && isHalfBack(await startedWith(site.stores.state, stored))) return true;
  if (stored.record.phase !== 'completed') return false;
  const { rollout } = await planOf(site, stored);
  return isKept({ rollout, record: stored.record });
}

interface TickedOne {
  readonly ticked: TickedRollout;
  readonly next: number;
}

async function tickOne(site: OpenSite, stored: StoredRollout, kind: DriverKind): Promise<TickedOne> {
  const name = nameOf(stored.identity);
  let open: OpenRollout | undefined;
  try {
    open = await openStored(site, stored);
    let result = await lookOnce(open, site);
    for (let attempt = 1; result.kind === 'refused' && attempt < ATTEMPTS; attempt++)
      result = await lookOnce(open, site);
    // Nobody may look again soon, and the next tier may be due before.
    if (kind === 'tick') result = await wayBack(open, site, result);
    return { ticked: tickedOf(name, open, stored, result), next: nextLookAt(open, result) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const why = error.diagnostics.map(({ message }) => message).join('; ');
    return { ticked: { name, outcome: 'failed', why }, next: Infinity };
  } finally {
    await open?.close();
  }
}

/** Looks until the tiers of a way back have had their time. */
async function wayBack(open: OpenRollout, site: OpenSite, seen: Reconciled): Promise<Reconciled> {
  let last = seen;
  while (last.kind === 'looked' && isGoingBack(open.world, last.stored)) {
    const { clock } = site.host;
    await clock.sleep(nextLookAt(open, last) - clock.monotonic(), site.signal);
    last = await lookOnce(open, site);
  }
  return last;
}

function tickedOf(
  name: string,
  { rollout }: OpenRollout,
  before: StoredRollout,
  result: Reconciled,
): TickedRollout {
  switch (result.kind) {
    case 'held':
      return { name, outcome: 'held', why: `${result.by.holder} looks after it now` };
    case 'absent':
      return { name, outcome: 'over' };
    case 'refused':
      return { name, outcome: 'failed', why: `the store refused the change: ${result.refusal.kind}` };
    case 'looked': {
      const { stored } = result;
      const status = statusOf(stored, rollout);
      const why = failureOf(before, stored, rolloutAsRun(rollout, stored));
      if (why !== undefined) return { name, outcome: 'failed', why, status };
      if (isOver(stored.record)) return { name, outcome: 'over', status };
      const waits = status.waits.map((wait) => wait.why).join('; ');
      return waits === ''
        ? { name, outcome: 'advanced', status }
        : { name, outcome: 'waits', why: waits, status };
    }
  }
}

/** Why somebody should look at it; undefined where it goes on, or waits for a known reason. */
function failureOf(
  before: StoredRollout,
  after: StoredRollout,
  rollout: OpenRollout['rollout'],
): string | undefined {
  const { record, sight, steps } = after;
  if (sight?.trouble !== undefined) return `the traffic was not shifted: ${sight.trouble}`;
  if (record.latch && !before.record.latch) return `it goes back: ${record.latch.why}`;
  if (record.phase === 'failed') return 'a step before it failed';
  if (steps.after === 'failed' && before.steps.after !== 'failed') return 'a step after it failed';
  const isWatched = !isOver(record) || isKept({ rollout, record });
  const { unknownSince = record.observed.unseenSince } = record.observed;
  if (!isWatched || unknownSince === undefined) return undefined;
  const waits = record.waits.filter((wait) => wait.for === 'samples' || wait.for === 'traffic');
  return [...new Set(waits.map(({ why }) => why)), ...unknownChecks(after)].join('; ');
}
