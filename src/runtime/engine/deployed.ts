/** `deployed.ENV`: where the store keeps it, how it is read, and what is written with whatever changes it. */
import type { Json } from '../../plan/audit.ts';
import type { DeployedField } from '../../plan/plan.ts';
import { isUnknown, type Known, unknown, type Value } from '../../plan/value.ts';
import { completed, deployedAfter, deployedField, type DeployedRecord } from '../core/deployed.ts';
import type { RolloutEvent } from '../core/rollout/turn.ts';
import { StoreFailure } from '../failure.ts';
import type { RecordWrite, StateStore } from '../ports/stores.ts';
import { releaseField } from './release-field.ts';
import type { StoredRelease, StoredRollout } from './rollout/stored.ts';
import type { World } from './world.ts';

/** By field. */
export type Deployed = Readonly<Record<DeployedField, Known<Value>>>;

/** Whatever cannot be read is unknown. */
export async function deployedIn(world: World, policy: string, environment: string): Promise<Deployed> {
  const record = await recordIn(world, policy, environment);
  const tell = (field: DeployedField) =>
    isUnknown(record) ? record : deployedField(record.value, field, record.now);
  return {
    version: tell('version'),
    artifact: tell('artifact'),
    completed_at: tell('completed_at'),
    healthy_for: tell('healthy_for'),
  };
}

async function recordIn(
  world: World,
  policy: string,
  environment: string,
): Promise<Known<{ readonly value: DeployedRecord; readonly now: number }>> {
  if (!world.stores) return unknown('there is no store that would tell what was released');
  const stores = await world.stores();
  if (isUnknown(stores)) return stores;
  const { state } = stores;
  const field = (name: string) => {
    const value = releaseField(world, name);
    return isUnknown(value) ? undefined : value;
  };
  try {
    const place = { env: environment, workload: field('workload'), component: field('component') };
    const record = await state.read(deployedKey(policy, place));
    if (!record) return unknown(`nothing was completed in \`${environment}\``);
    return { value: deployedOf(record.value), now: world.at ?? (await state.now()) };
  } catch (error) {
    if (error instanceof StoreFailure) return unknown(`the store is lost: ${error.message}`);
    throw error;
  }
}

interface Place {
  readonly env: string;
  readonly workload?: string | undefined;
  readonly component?: string | undefined;
}

/** Clusters, namespaces and regions are not told apart: what happened last in any of them counts for the environment. */
function deployedKey(policy: string, { env, workload = '', component = '' }: Place): string {
  return `deployed/${[policy, env, workload, component].map(encodeURIComponent).join('/')}`;
}

/** What the events of a look change; to be committed together with them. */
export async function deployedWrites(
  state: Pick<StateStore, 'read'>,
  { identity, attempt, release, mode, record: rollout, moment }: StoredRollout,
  events: readonly RolloutEvent[],
): Promise<readonly RecordWrite[]> {
  const { policy, env, workload } = identity;
  if (env === undefined || mode === 'shadow' || rollout.completedAt === undefined || events.length === 0)
    return [];
  const { component } = release;
  return changedBy(state, deployedKey(policy, { env, workload, component }), (record) =>
    deployedAfter(record, { attempt, release, rollout, at: moment.wall }, events),
  );
}

export interface ReleaseEnd {
  /** Of this start, for ever different. */
  readonly attempt: string;
  readonly policy: string;
  readonly release: StoredRelease;
  /** False: a step failed, and how far it came nobody can tell. */
  readonly isDone: boolean;
}

/** What the end of a release without a rollout changes. */
export async function releaseWrites(
  state: Pick<StateStore, 'read' | 'now'>,
  { attempt, policy, release, isDone }: ReleaseEnd,
): Promise<readonly RecordWrite[]> {
  const { env, workload, component, version, artifact } = release;
  if (env === undefined) return [];
  const at = await state.now();
  return changedBy(state, deployedKey(policy, { env, workload, component }), (record) =>
    isDone
      ? completed(record, {
          attempt,
          at,
          ...(version !== undefined && { version }),
          ...(artifact !== undefined && { artifact }),
        })
      : { ...record, broken: `the release of ${version ?? artifact ?? 'what came after it'} failed midway` },
  );
}

async function changedBy(
  state: Pick<StateStore, 'read'>,
  key: string,
  change: (record: DeployedRecord) => DeployedRecord,
): Promise<readonly RecordWrite[]> {
  const found = await state.read(key);
  const before = found ? deployedOf(found.value) : {};
  const after = change(before);
  return after === before ? [] : [{ key, version: found?.version ?? 0, value: after as unknown as Json }];
}

/** Records are plain JSON, and only this program writes them. */
function deployedOf(value: Json): DeployedRecord {
  return value as unknown as DeployedRecord;
}
