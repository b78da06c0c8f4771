/** `repin`: a rollout on its way goes on by the present policy. */
import { canonicalJson } from '../../plan/canonical-json.ts';
import type { Rollout } from '../../plan/rollout.ts';
import { isOver } from '../../runtime/core/rollout/turn.ts';
import { aboutOf } from '../../runtime/engine/rollout/entries.ts';
import { nameOf, statusOf } from '../../runtime/engine/rollout/status.ts';
import {
  jsonOfStored,
  rolloutAsRun,
  rolloutKey,
  type StoredRollout,
} from '../../runtime/engine/rollout/stored.ts';
import { storedRollouts, theOne } from '../by-hand/choose.ts';
import type { Host } from '../host.ts';
import { refuse } from '../refusal.ts';
import type { ChangedReport } from '../report.ts';
import type { ChangeRequest } from '../requests.ts';
import { planOf, planWrite } from './open.ts';
import { atSite, type OpenSite } from './site.ts';

export async function repin(request: ChangeRequest, host: Host): Promise<ChangedReport> {
  return atSite(
    request,
    host,
    () => undefined,
    async (site) => {
      const all = await storedRollouts(site.stores);
      const stored = theOne(all, request.choice, ({ record }) => !isOver(record));
      return repinned(site, stored, request.reason);
    },
  );
}

async function repinned(site: OpenSite, stored: StoredRollout, reason: string): Promise<ChangedReport> {
  const { plan, stores, actor, access } = site;
  const { identity } = stored;
  const name = nameOf(identity);
  const { rollout: old } = await planOf(site, stored);
  const rollout = plan.rollouts.find((one) => one.name === identity.rollout);
  if (!rollout || plan.policy !== identity.policy)
    refuse('SEN2608', `the present policy has no rollout \`${identity.policy}/${identity.rollout}\``);
  if (isOver(stored.record)) refuse('SEN2608', `${name} is ${stored.record.phase.replace('_', ' ')} already`);
  if (stored.digest === plan.digest) refuse('SEN2608', `${name} runs on the present policy already`);
  requireSameTraffic(name, old, rollout);
  const after = {
    ...stored,
    digest: plan.digest,
    // What was agreed to was another plan, and what is waited for now the next look tells.
    record: { ...stored.record, stage: stageIn(stored, old, rollout), approved: [], waits: [] },
  };
  const key = rolloutKey(identity);
  const record = await stores.state.read(key);
  const outcome = await stores.state.commit({
    writes: [
      { key, version: record?.version ?? 0, value: jsonOfStored(after) },
      ...(await planWrite(plan, stores)),
    ],
    audit: [
      {
        ...aboutOf(after, actor),
        type: 'rollout.repinned',
        from: stored.digest,
        to: plan.digest,
        why: reason,
        reasonCode: 'manual',
      },
    ],
  });
  if (!outcome.committed) refuse('SEN2608', `somebody changed ${name} meanwhile`, { help: 'ask again' });
  return {
    status: statusOf(after, rollout),
    text: `stages ${weights(old)} became ${weights(rollout)}`,
    store: access.choice.state.shown,
    diagnostics: access.takeDiagnostics(),
  };
}

function requireSameTraffic(name: string, { traffic: old }: Rollout, { traffic }: Rollout): void {
  const what = ({ kind, config, roles, swaps }: Rollout['traffic']) =>
    canonicalJson({ kind, config, roles, swaps });
  if (what(old) !== what(traffic))
    refuse('SEN2608', `the present policy shifts other traffic than ${name} does`, {
      help: 'abort it, and apply again',
    });
}

/** Where it stands in the new stages: at the one of its weight. */
function stageIn(stored: StoredRollout, old: Rollout, rollout: Rollout): number {
  const { stage } = stored.record;
  if (stage < 0) return stage;
  const weight = rolloutAsRun(old, stored).stages[stage]?.weight;
  const index = rolloutAsRun(rollout, stored).stages.findIndex((one) => one.weight === weight);
  return index < 0
    ? refuse('SEN2608', `the present policy has no stage at ${weight ?? 0} %, where it is`, {
        help: 'keep that stage until it has passed it, or abort it and apply again',
      })
    : index;
}

function weights({ stages }: Rollout): string {
  return stages.map(({ weight }) => `${weight} %`).join(', ');
}
