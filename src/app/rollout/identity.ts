/** Which rollout a release is for, and what of the release is kept with it. */
import type { EvaluationPlan, Mode } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import { isUnknown, type Known } from '../../plan/value.ts';
import type { RolloutIdentity, StoredRelease } from '../../runtime/engine/rollout/stored.ts';
import type { ReleaseFacts } from '../../runtime/ports/index.ts';

const fields = ['workload', 'env', 'cluster', 'namespace', 'region'] as const;

export function identityOf(
  { policy }: EvaluationPlan,
  { name }: Rollout,
  release: ReleaseFacts,
  mode: Mode = 'enforce',
): RolloutIdentity {
  return {
    policy,
    rollout: name,
    ...knownOf(Object.fromEntries(fields.map((field) => [field, release[field]]))),
    ...(mode === 'shadow' && { mode }),
  };
}

/** The fields that are known. */
export function knownRelease(release: ReleaseFacts): StoredRelease {
  return knownOf(release);
}

/** The artifact says what it is where both name one, else the version. */
export function isSameRelease(one: StoredRelease, other: StoredRelease): boolean {
  const field = one['artifact'] !== undefined && other['artifact'] !== undefined ? 'artifact' : 'version';
  return one[field] !== undefined && one[field] === other[field];
}

function knownOf(release: Readonly<Record<string, Known<string> | undefined>>): StoredRelease {
  return Object.fromEntries(
    Object.entries(release).flatMap(([name, value]) =>
      value === undefined || isUnknown(value) ? [] : [[name, value] as const],
    ),
  );
}
