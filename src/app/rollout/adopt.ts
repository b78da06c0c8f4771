/** `adopt`: traffic that the store knows nothing of is written down as it is, so that rollouts can begin from there. */
import { randomUUID } from 'node:crypto';
import type { Rollout } from '../../plan/rollout.ts';
import { started } from '../../runtime/core/rollout/advance.ts';
import { freshStage, type RolloutRecord } from '../../runtime/core/rollout/record.ts';
import { isOver } from '../../runtime/core/rollout/turn.ts';
import { aboutOf } from '../../runtime/engine/rollout/entries.ts';
import { nameOf, statusOf } from '../../runtime/engine/rollout/status.ts';
import {
  jsonOfStored,
  recordNow,
  rolloutKey,
  type RolloutIdentity,
  storedOf,
  type StoredRelease,
  type StoredRollout,
} from '../../runtime/engine/rollout/stored.ts';
import { DriverFailure } from '../../runtime/failure.ts';
import type { Roles } from '../../runtime/ports/traffic.ts';
import { operandsOf } from '../by-hand/choose.ts';
import type { Host } from '../host.ts';
import { refuse, Refusal } from '../refusal.ts';
import type { ChangedReport } from '../report.ts';
import type { AdoptRequest } from '../requests.ts';
import { rolloutMeant } from './meant.ts';
import { openRollout, type OpenRollout, planOf, planWrite, worldFor } from './open.ts';
import { atSite, type OpenSite } from './site.ts';

export async function adopt(request: AdoptRequest, host: Host): Promise<ChangedReport> {
  return atSite(
    request,
    host,
    () => undefined,
    async (site) => {
      const { identity, rollout } = rolloutMeant(site.plan, request.choice);
      const release: StoredRelease = {
        ...placeOf(identity),
        ...(request.version !== undefined && { version: request.version }),
      };
      const { world, diagnostics } = await worldFor(site, site.plan, { release, set: request.set });
      if (diagnostics.length > 0) throw new Refusal(diagnostics);
      const open = await openRollout(site, { identity, plan: site.plan, rollout, world });
      try {
        return await adoptTraffic(site, open, release, request);
      } finally {
        await open.close();
      }
    },
  );
}

async function adoptTraffic(
  site: OpenSite,
  { identity, rollout, world }: OpenRollout,
  release: StoredRelease,
  { reason, set }: AdoptRequest,
): Promise<ChangedReport> {
  const { plan, stores, actor, access } = site;
  const key = rolloutKey(identity);
  const found = await stores.state.read(key);
  const before = found && storedOf(found.value);
  if (before && !isOver(before.record) && (await hasPlan(site, before)))
    refuse('SEN2602', `${nameOf(identity)} is on its way, and the store knows of it`, {
      help: `\`sentinel status ${operandsOf(identity)}\` shows it`,
    });
  if (before && (await isKnown(site, world, before, release))) return unchanged(site, before);
  const { roles } = rollout.traffic;
  const canary = await readCanary(world, roles, site.signal);
  if (canary === 100 && !rollout.traffic.swaps)
    refuse('SEN2604', `all traffic is on \`${roles.canary}\`, and these slots do not exchange their roles`, {
      help: `move it to \`${roles.stable}\` first`,
    });
  const moment = await world.moment();
  const stored: StoredRollout = {
    identity,
    attempt: randomUUID(),
    digest: plan.digest,
    release,
    ...(canary === 0 && { stable: release }),
    roles,
    actor: actor.name,
    mode: 'enforce',
    steps: { before: 'done', after: 'done' },
    set,
    moment,
    sight: { traffic: canary, checks: [] },
    record: recordOf(rollout, canary, reason, started(before && recordNow(before, moment))),
  };
  const outcome = await world.state.commit({
    writes: [
      { key, version: found?.version ?? 0, value: jsonOfStored(stored) },
      ...(await planWrite(plan, stores)),
    ],
    audit: [
      {
        ...aboutOf(stored, actor),
        type: 'rollout.adopted',
        ...(before && { from: before.record.weight }),
        to: canary,
        why: reason,
        reasonCode: 'manual',
      },
    ],
  });
  if (!outcome.committed)
    refuse('SEN2608', `somebody changed ${nameOf(identity)} meanwhile`, { help: 'look again' });
  return {
    status: statusOf(stored, rollout),
    text: adoptedText(stored, canary),
    store: access.choice.state.shown,
    diagnostics: access.takeDiagnostics(),
  };
}

/** It ended as the traffic is, and by the same version: taken over anew it would lose what it can go back to. */
async function isKnown(
  site: OpenSite,
  world: OpenRollout['world'],
  before: StoredRollout,
  { version }: StoredRelease,
): Promise<boolean> {
  const { record, roles, release, stable } = before;
  if (record.weight !== 0 && record.weight !== 100) return false;
  const live = record.phase === 'completed' ? release : stable;
  if (version !== undefined && version !== live?.['version']) return false;
  return (await hasPlan(site, before)) && (await readCanary(world, roles, site.signal)) === record.weight;
}

async function unchanged(site: OpenSite, before: StoredRollout): Promise<ChangedReport> {
  const { access } = site;
  const { rollout } = await planOf(site, before);
  return {
    status: statusOf(before, rollout),
    text: 'the store knows of it already, and nothing was changed',
    store: access.choice.state.shown,
    diagnostics: access.takeDiagnostics(),
  };
}

/** All on one slot: that is where the next rollout begins. Between the two: paused, for a person to go on or back. */
function recordOf(rollout: Rollout, canary: number, why: string, fresh: RolloutRecord): RolloutRecord {
  if (canary === 0) return { ...fresh, phase: 'rolled_back', weight: 0 };
  const stage = rollout.stages.findLastIndex(({ weight }) => weight <= canary);
  if (canary === 100) return { ...fresh, phase: 'completed', stage, weight: 100 };
  return {
    ...fresh,
    // Somebody has shifted it, so that there is something to take back.
    intents: 1,
    phase: 'paused',
    stage,
    weight: canary,
    pause: { by: 'person', since: fresh.clock, why: `adopted: ${why}` },
    observed: { ...freshStage, since: fresh.clock },
  };
}

function adoptedText({ roles }: StoredRollout, canary: number): string {
  if (canary === 0) return `all traffic is on ${roles.stable}; the next release goes to ${roles.canary}`;
  if (canary === 100) return `all traffic is on ${roles.canary}; the next release goes to ${roles.stable}`;
  return `${roles.canary} takes ${canary} %; it is paused: resume it, or abort it`;
}

async function readCanary(
  { driver }: OpenRollout['world'],
  roles: Roles,
  signal: AbortSignal,
): Promise<number> {
  try {
    return (await driver.read(roles, signal)).canary;
  } catch (error) {
    if (!(error instanceof DriverFailure)) throw error;
    refuse('SEN2601', `the traffic cannot be read: ${error.message}`);
  }
}

/** A record whose plan is lost can be adopted anew. */
async function hasPlan(site: OpenSite, stored: StoredRollout): Promise<boolean> {
  try {
    await planOf(site, stored);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/** The fields of the release that the identity names. */
function placeOf({
  policy: _policy,
  rollout: _rollout,
  mode: _mode,
  ...place
}: RolloutIdentity): StoredRelease {
  return place;
}
