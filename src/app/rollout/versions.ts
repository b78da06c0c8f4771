/** Which versions run where, which are refused, and a version let out of quarantine. */
import { isUnknown, type Known, unknown } from '../../plan/value.ts';
import { nameOf } from '../../runtime/engine/rollout/status.ts';
import {
  type QuarantineRecord,
  releasePlace,
  quarantinesOf,
} from '../../runtime/engine/rollout/quarantine.ts';
import { liveAfter, type StoredRollout } from '../../runtime/engine/rollout/stored.ts';
import { type VerdictRecord, verdictsOf } from '../../runtime/engine/verdicts.ts';
import { DriverFailure } from '../../runtime/failure.ts';
import { audienceNames, placeOf } from '../../plan/assignment.ts';
import type { TrafficReading } from '../../runtime/ports/traffic.ts';
import { storedRollouts } from '../by-hand/choose.ts';
import type { Host } from '../host.ts';
import { refuse, Refusal } from '../refusal.ts';
import type { Quarantined, VersionsReport } from '../report.ts';
import type { ReleaseVersionRequest, VersionsRequest } from '../requests.ts';
import { withoutSecrets } from '../without-secrets.ts';
import { openStored, type OpenRollout, planOf } from './open.ts';
import { atSite, type OpenSite, type Site } from './site.ts';

export async function versions(request: VersionsRequest, host: Host): Promise<VersionsReport> {
  return atSite(request, host, quiet, async (site) => {
    const all = await storedRollouts(site.stores);
    const own = all.filter(
      ({ identity }) => identity.policy === site.plan.policy && identity.mode === undefined,
    );
    return {
      rollouts: await Promise.all(own.map((stored) => slotsOf(site, stored))),
      quarantine: (await quarantined(site)).map(({ shown }) => shown),
      revoked: await revoked(site),
      store: site.access.choice.state.shown,
      diagnostics: site.access.takeDiagnostics(),
    };
  });
}

async function slotsOf(site: Site, stored: StoredRollout): Promise<VersionsReport['rollouts'][number]> {
  const { rollout } = await planOf(site, stored);
  const { roles, stable } = liveAfter(stored, rollout);
  const position = await weightOf(site, stored, roles);
  const place = isUnknown(position) ? undefined : placeOf(position);
  const audience = place && audienceNames(rollout.assignment)?.[place.audience];
  const canary = place && audience !== undefined ? place.weight : position;
  const isLive = roles.stable !== stored.roles.stable;
  // After the roles were exchanged the other slot still runs what it ran before.
  const other = isLive ? stored.stable : stored.release;
  const slot = (name: string, weight: Known<number>, version: string | undefined) => ({
    slot: name,
    weight,
    ...(version !== undefined && { version }),
  });
  return {
    name: nameOf(stored.identity),
    ...(audience !== undefined && { audience }),
    slots: [
      slot(roles.stable, isUnknown(canary) ? canary : 100 - canary, stable?.['version']),
      slot(roles.canary, canary, other?.['version']),
    ],
  };
}

async function weightOf(
  site: Site,
  stored: StoredRollout,
  roles: StoredRollout['roles'],
): Promise<Known<number>> {
  let open: OpenRollout | undefined;
  try {
    open = await openStored(site, stored);
    const reading: TrafficReading = await open.world.driver.read(roles, site.signal);
    return reading.canary;
  } catch (error) {
    if (error instanceof DriverFailure) return unknown(error.message);
    if (error instanceof Refusal) return unknown(error.diagnostics.map(({ message }) => message).join('; '));
    throw error;
  } finally {
    await open?.close();
  }
}

/** Refuses a version that is not in quarantine. */
export async function releaseVersion(request: ReleaseVersionRequest, host: Host): Promise<VersionsReport> {
  const { version, reason } = request;
  return atSite(request, host, quiet, async (site) => {
    const all = await quarantined(site);
    const found = all.filter(
      ({ shown }) =>
        (shown.version === version || shown.what === version) &&
        (request.env === undefined || shown.env === request.env),
    );
    if (found.length === 0)
      refuse('SEN2607', `${version} is not in quarantine`, {
        help:
          all.length === 0
            ? 'nothing is'
            : `in quarantine: ${all.map(({ shown }) => `\`${shown.version ?? shown.what}\``).join(', ')}`,
      });
    const { actor, plan, stores } = site;
    const outcome = await stores.state.commit({
      writes: found.map(({ key, recordVersion }) => ({ key, version: recordVersion, value: undefined })),
      audit: found.map(({ shown }) =>
        withoutSecrets(
          {
            type: 'quarantine.released',
            actor,
            policy: plan.policy,
            digest: plan.digest,
            subject: {
              version: shown.version ?? shown.what,
              ...(shown.env !== undefined && { env: shown.env }),
              ...(shown.workload !== undefined && { workload: shown.workload }),
            },
            from: shown.why,
            why: reason,
            reasonCode: 'manual',
          },
          host.redactor,
        ),
      ),
    });
    if (!outcome.committed)
      refuse('SEN2608', 'somebody changed the quarantine meanwhile', {
        help: 'look again: `sentinel versions`',
      });
    return {
      rollouts: [],
      quarantine: found.map(({ shown }) => shown),
      revoked: [],
      store: site.access.choice.state.shown,
      diagnostics: site.access.takeDiagnostics(),
    };
  });
}

async function revoked({ stores, plan }: OpenSite): Promise<VersionsReport['revoked']> {
  const records = await stores.state.list(verdictsOf(plan.policy));
  return records.flatMap(({ key, value }) => {
    const { revoked, failure } = value as unknown as VerdictRecord;
    return revoked && failure ? [{ ...releasePlace(key), why: failure.why, since: failure.at }] : [];
  });
}

interface Found {
  readonly key: string;
  readonly recordVersion: number;
  readonly shown: Quarantined;
}

async function quarantined({ stores, plan }: OpenSite): Promise<readonly Found[]> {
  const records = await stores.state.list(quarantinesOf(plan.policy));
  return records.map(({ key, version, value, changedAt }) => {
    const { why, version: released } = value as unknown as QuarantineRecord;
    return {
      key,
      recordVersion: version,
      shown: {
        ...releasePlace(key),
        ...(released !== undefined && { version: released }),
        why,
        since: changedAt,
      },
    };
  });
}

function quiet(): void {
  // Nothing happens here that somebody waits for.
}
