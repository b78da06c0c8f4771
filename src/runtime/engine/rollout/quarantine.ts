/** Versions that went back after a failed check: refused from then on, until a person releases them. */
import type { Json } from '../../../plan/audit.ts';
import type { RolloutEvent } from '../../core/rollout/turn.ts';
import type { RolloutIdentity, StoredRelease, StoredRollout } from './stored.ts';

/** What the store holds of one. */
export interface QuarantineRecord {
  readonly why: string;
  readonly attempt: string;
  readonly version?: string;
}

/** Under which the store keeps those of a policy. */
export function quarantinesOf(policy: string): string {
  return `quarantine/${encodeURIComponent(policy)}/`;
}

export function quarantineKey(identity: RolloutIdentity, release: StoredRelease): string {
  return quarantinesOf(identity.policy) + releasePath(identity, release);
}

/** By workload, environment and what was released: the artifact where it is known, else the version. */
export function releasePath(
  { workload, env }: Pick<RolloutIdentity, 'workload' | 'env'>,
  release: StoredRelease,
): string {
  const what = release['artifact'] ?? release['version'] ?? '';
  return [workload ?? '', env ?? '', what].map(encodeURIComponent).join('/');
}

/** What a key says that ends in such a path, behind its kind and policy. */
export function releasePlace(key: string): {
  readonly workload?: string;
  readonly env?: string;
  readonly what: string;
} {
  const [, , workload = '', env = '', what = ''] = key.split('/').map(decodeURIComponent);
  return { ...(workload !== '' && { workload }), ...(env !== '' && { env }), what };
}

/** The record that these events ask for. */
export function quarantineOf(
  { identity, release, attempt, record, mode }: StoredRollout,
  events: readonly RolloutEvent[],
): { readonly key: string; readonly value: Json } | undefined {
  const back = events.find(({ type }) => type === 'rolled_back');
  if (!back || record.latch?.quarantine !== true || mode === 'shadow') return undefined;
  const version = release['version'];
  const value: QuarantineRecord = { why: back.why, attempt, ...(version !== undefined && { version }) };
  return { key: quarantineKey(identity, release), value: value as unknown as Json };
}
