/**
 * One reconcile of one rollout: looks, writes down what follows, does it, and reads back. `apply`, `tick` and `controller`
 * are this in different loops.
 *
 * A change of the traffic is safe in the store before the driver is asked for it, and counts once it is read back. Whoever
 * lost the lease of the target asks the driver for nothing and writes nothing: every commit carries its epoch.
 */
import type { Rollout } from '../../../plan/rollout.ts';
import { isUnknown, type Known, unknown } from '../../../plan/value.ts';
import { advance, type Advance } from '../../core/rollout/advance.ts';
import { skewSeen } from '../../core/rollout/skew.ts';
import { credited } from '../../core/rollout/credit.ts';
import { needsOf } from '../../core/rollout/needs.ts';
import type { Intent } from '../../core/rollout/record.ts';
import { isReturning, type Request, type RolloutEvent } from '../../core/rollout/turn.ts';
import { DriverFailure } from '../../failure.ts';
import type { CommitRefusal, Fence, LeaseHolder, RecordWrite, StoredRecord } from '../../ports/stores.ts';
import type { TrafficDriver, TrafficReading } from '../../ports/traffic.ts';
import { deployedWrites } from '../deployed.ts';
import { entriesOf, refusalEntry } from './entries.ts';
import { groupSeen, isForward } from './group.ts';
import { type Heard, heard } from './heard.ts';
import { type Lease, LeaseLost, underLease } from './lease.ts';
import { quarantineOf } from './quarantine.ts';
import { revocation } from './revoke.ts';
import { doSteps, dueSteps } from './steps.ts';
import { backSeen, driveBack, withBackBegun } from './tiers.ts';
import {
  jsonOfStored,
  rolloutAsRun,
  rolloutKey,
  type RolloutIdentity,
  storedOf,
  type StoredRollout,
} from './stored.ts';
import type { Observed, RolloutWorld } from './world.ts';

/** Looks in one reconcile: a change, its read-back, and what that gives rise to. */
const MOST_LOOKS = 6;

export type Reconciled =
  | {
      readonly kind: 'looked';
      readonly stored: StoredRollout;
      readonly events: readonly RolloutEvent[];
      readonly refused: Advance['refused'];
    }
  /** Another holds the target; that is no failure. */
  | { readonly kind: 'held'; readonly by: LeaseHolder }
  /** There is no such rollout. */
  | { readonly kind: 'absent' }
  /** The store refused what was worked out; the next look begins from what it holds. */
  | { readonly kind: 'refused'; readonly refusal: CommitRefusal };

export async function reconcile(
  world: RolloutWorld,
  rollout: Rollout,
  identity: RolloutIdentity,
  signal: AbortSignal,
): Promise<Reconciled> {
  const name = targetLease(world.driver);
  try {
    return await underLease(world, name, (lease) => looks(world, rollout, identity, lease, signal));
  } catch (error) {
    if (error instanceof LeaseLost) return { kind: 'refused', refusal: { kind: 'fence', lease: name } };
    throw error;
  }
}

/** One for everything that moves the same traffic. */
export function targetLease({ target }: Pick<TrafficDriver, 'target'>): string {
  return `target/${target}`;
}

async function looks(
  world: RolloutWorld,
  rollout: Rollout,
  identity: RolloutIdentity,
  lease: Lease,
  signal: AbortSignal,
): Promise<Reconciled> {
  const { fence } = lease;
  const key = rolloutKey(identity);
  const refused: Advance['refused'][number][] = [];
  const events: RolloutEvent[] = [];
  let last: Reconciled = { kind: 'absent' };
  let tried: string | undefined;
  let trouble: string | undefined;
  for (let count = 0; count < MOST_LOOKS; count++) {
    signal.throwIfAborted();
    const record = await world.state.read(key);
    if (!record) return { kind: 'absent' };
    const before = storedOf(record.value);
    const due = dueSteps(before);
    if (due) {
      lease.assertHeld();
      await doSteps(world, record, before, due, fence);
      continue;
    }
    const look = await lookOnce(world, rolloutAsRun(rollout, before), before, signal, trouble);
    const refusal = await write(world, record, look, fence);
    if (refusal) return { kind: 'refused', refusal };
    refused.push(...look.turn.refused);
    events.push(...look.turn.events);
    last = { kind: 'looked', stored: look.after, events, refused };
    const { action } = look.turn;
    // What is to be done was tried and cannot be read back yet; or nothing is, but for the steps of what has completed.
    const attempt = action && `${action.intent.id} ${look.after.back?.tier ?? 0}`;
    if (attempt === undefined ? !dueSteps(look.after) : attempt === tried) return last;
    tried = attempt;
    trouble = action && (await driveBack(world, look.after, action.intent, { ...look, lease, signal }));
  }
  return last;
}

const leaving: ReadonlySet<Request['kind']> = new Set(['pause', 'abort', 'replace', 'rollback']);

const unobserved: Observed = {};

interface Look {
  readonly turn: Advance;
  readonly after: StoredRollout;
  readonly requests: readonly Heard[];
  readonly observed: Observed;
  /** What is to be in the store as it was seen. */
  readonly guards: readonly RecordWrite[];
  /** When the next freeze closes that would stop the rise that it asks for. */
  readonly closes?: number;
}

async function lookOnce(
  world: RolloutWorld,
  rollout: Rollout,
  before: StoredRollout,
  signal: AbortSignal,
  trouble: string | undefined,
): Promise<Look> {
  const { state, driver } = world;
  const moment = await world.moment();
  const elapsed = credited(before.moment, moment);
  const requests = await state.list(requestPrefix(before.identity));
  const asked = await Promise.all(requests.map((one) => heard(world, one, before)));
  // Whoever wants it back does not wait for what is measured.
  const isLeaving = asked.some(({ request }) => request !== undefined && leaving.has(request.kind));
  const [own, observed, freezes] = await Promise.all([
    readTraffic(world, before, signal),
    isLeaving
      ? unobserved
      : world.observe(
          rollout,
          before.record,
          needsOf(rollout, before.record, elapsed),
          before.roles,
          before.baseline,
        ),
    world.freezes(moment.wall),
  ]);
  const { traffic, back, events } = await backSeen(world, before, own, before.record.clock + elapsed, signal);
  const { starts, promotions, next, nextStart } = freezes;
  // Last, as whatever changes with them until the commit is looked at again.
  const { group, guards } = await groupSeen(state, before);
  const turn = advance(rollout, before.record, {
    elapsed,
    traffic: canaryOf(traffic),
    ...(!isUnknown(traffic) && traffic.evicted !== undefined && { evicted: traffic.evicted }),
    ...(!isUnknown(traffic) && traffic.held !== undefined && { held: traffic.held }),
    granularity: driver.granularity,
    ...(starts && { starts }),
    ...(promotions && { promotions }),
    ...(group && { group }),
    ...observed,
    requests: asked.flatMap(({ request }) => request ?? []),
    ...(moment.skew !== undefined && { skew: moment.skew }),
  });
  const apart = skewSeen(moment, before.apart ?? false);
  const isRise = !isReturning(turn.record) && risesAbove(turn.action?.intent, traffic);
  const closes = !isRise ? undefined : turn.record.stage === 0 ? nextStart : next;
  const after: StoredRollout = {
    ...before,
    record: turn.record,
    moment,
    ...(apart.length > 0 && { apart: true }),
    ...(back && { back }),
    ...(observed.baseline && { baseline: observed.baseline }),
    sight: {
      traffic: isUnknown(traffic) ? { unknown: traffic.reason } : traffic.canary,
      checks: observed.seen ?? before.sight?.checks ?? [],
      ...(trouble !== undefined && { trouble }),
    },
  };
  return {
    turn: {
      ...turn,
      events: [...events, ...turn.events, ...apart],
      refused: [
        ...asked.flatMap(({ stored, refusal }) =>
          refusal === undefined ? [] : { request: stored.request, why: refusal },
        ),
        ...turn.refused,
      ],
    },
    after: await withBackBegun(world, after, signal),
    requests: asked,
    observed,
    guards: turn.events.some(isForward) ? guards : [],
    ...(closes !== undefined && { closes }),
  };
}

async function readTraffic(
  { driver }: RolloutWorld,
  { roles, mode, record }: StoredRollout,
  signal: AbortSignal,
): Promise<Known<TrafficReading>> {
  if (mode === 'shadow') return { canary: record.intent?.to ?? record.weight };
  try {
    return await driver.read(roles, signal);
  } catch (error) {
    if (error instanceof DriverFailure) return unknown(error.message);
    throw error;
  }
}

/** Whatever is read to be higher is lowered, though it was intended as a rise. */
function risesAbove(intent: Intent | undefined, traffic: Known<TrafficReading>): boolean {
  const read = isUnknown(traffic) ? 0 : traffic.canary;
  return intent !== undefined && intent.to > Math.max(intent.from, read);
}

function canaryOf(traffic: Known<TrafficReading>): Known<number> {
  return isUnknown(traffic) ? traffic : traffic.canary;
}

async function write(
  { state, actor }: RolloutWorld,
  record: StoredRecord,
  { turn, after, requests, observed, guards, closes }: Look,
  fence: Fence,
): Promise<CommitRefusal | undefined> {
  const asker = requests.length === 1 ? requests[0]?.actor : undefined;
  const quarantine = quarantineOf(after, turn.events);
  const revoked = await revocation(state, after, turn.events, asker ?? actor);
  const outcome = await state.commit({
    writes: [
      { key: record.key, version: record.version, value: jsonOfStored(after) },
      ...guards,
      ...requests.map((request) => ({
        key: request.record.key,
        version: request.record.version,
        value: undefined,
      })),
      ...(await deployedWrites(state, after, turn.events)),
      ...(quarantine ? [{ ...quarantine, version: (await state.read(quarantine.key))?.version ?? 0 }] : []),
      ...revoked.writes,
    ],
    audit: [
      ...entriesOf(turn.events, after, asker ?? actor, observed),
      ...revoked.audit,
      ...requests.flatMap(({ record: { key }, stored, request = stored.request }) => {
        const refusal = turn.refused.find((one) => one.request === request);
        return refusal ? refusalEntry(stored, key, refusal.why, after) : [];
      }),
    ],
    fence,
    ...((turn.record.latch || isReturning(turn.record)) && { urgent: true }),
    ...(closes !== undefined && { notAfter: closes }),
  });
  return outcome.committed ? undefined : outcome.refusal;
}

export function requestPrefix(identity: RolloutIdentity): string {
  return `request/${rolloutKey(identity)}/`;
}
