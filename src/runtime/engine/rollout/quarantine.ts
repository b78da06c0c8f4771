/** Versions that went back after a failed check: refused from then on, until a person releases them. */
import type { Json } from '../../../plan/audit.ts';
import type { RolloutEvent } from '../../core/rollout/turn.ts';
import type { RolloutIdentity, StoredRelease, StoredRollout } from './stored.ts';

/** By policy, workload, environment and what was released: the artifact where it is known, else the version. */
export function quarantineKey({ policy, workload, env }: RolloutIdentity, release: StoredRelease): string {
  const what = release['artifact'] ?? release['version'] ?? '';
  return `quarantine/${[policy, workload ?? '', env ?? '', what].map(encodeURIComponent).join('/')}`;
}

/** The record that these events ask for. */
export function quarantineOf(
  { identity, release, attempt, record, mode }: StoredRollout,
  events: readonly RolloutEvent[],
): { readonly key: string; readonly value: Json } | undefined {
  const back = events.find(({ type }) => type === 'rolled_back');
  if (!back || record.latch?.quarantine !== true || mode === 'shadow') return undefined;
  return { key: quarantineKey(identity, release), value: { why: back.why, attempt } };
}
