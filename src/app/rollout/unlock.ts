/** `unlock`: the lease of a rollout's traffic is taken from a process that holds it and does nothing. */
import { aboutOf } from '../../runtime/engine/rollout/entries.ts';
import { targetLease } from '../../runtime/engine/rollout/reconcile.ts';
import { nameOf, statusOf } from '../../runtime/engine/rollout/status.ts';
import { formatInstant } from '../../plan/units.ts';
import { storedRollouts, theOne } from '../by-hand/choose.ts';
import type { Host } from '../host.ts';
import { refuse } from '../refusal.ts';
import type { ChangedReport } from '../report.ts';
import type { ChangeRequest } from '../requests.ts';
import { openStored } from './open.ts';
import { atSite } from './site.ts';

/** Whoever held it writes nothing any more: its epoch is over. */
export async function unlock(request: ChangeRequest, host: Host): Promise<ChangedReport> {
  return atSite(
    request,
    host,
    () => undefined,
    async (site) => {
      const { stores, actor, access } = site;
      const stored = theOne(await storedRollouts(stores), request.choice, () => true);
      const open = await openStored(site, stored);
      try {
        const lease = targetLease(open.world.driver);
        const holder = await stores.state.leaseOf(lease);
        const name = nameOf(stored.identity);
        if (!holder) refuse('SEN2608', `nobody holds the traffic of ${name}`);
        const since = formatInstant(holder.since);
        await stores.state.release({ lease, epoch: holder.epoch });
        await open.world.state.commit({
          audit: [
            {
              ...aboutOf(stored, actor),
              type: 'lease.taken',
              from: holder.holder,
              why: request.reason,
              reasonCode: 'manual',
              data: { lease, epoch: holder.epoch, since: holder.since },
            },
          ],
        });
        return {
          status: statusOf(stored, open.rollout),
          text: `taken from ${holder.holder}, who held it since ${since}`,
          store: access.choice.state.shown,
          diagnostics: access.takeDiagnostics(),
        };
      } finally {
        await open.close();
      }
    },
  );
}
