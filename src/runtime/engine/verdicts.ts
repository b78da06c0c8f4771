/** What was found safe, and whether a later failure of the same release took that back. */
import type { AuditDraft, Json } from '../../plan/audit.ts';
import type { RecordWrite, StateStore, StoredRecord } from '../ports/stores.ts';
import { releasePath } from './rollout/quarantine.ts';
import type { RolloutIdentity, StoredRelease } from './rollout/stored.ts';

/** What the store holds of one release. */
export interface VerdictRecord {
  /** The last decision that let it start, and the attempts that began with it. */
  readonly safe?: { readonly decision: string; readonly attempts: readonly string[]; readonly at: number };
  readonly failure?: Failure;
  /** The failure came after that decision. */
  readonly revoked: boolean;
}

/** The last one. */
export interface Failure {
  /** Of the decision or the attempt that found it. */
  readonly id: string;
  /** On the clock of the store. */
  readonly at: number;
  readonly why: string;
  readonly reason: string;
}

export interface Released {
  readonly identity: Pick<RolloutIdentity, 'policy' | 'workload' | 'env'>;
  readonly release: StoredRelease;
}

type Reader = Pick<StateStore, 'read'>;

export interface Changes {
  readonly writes: readonly RecordWrite[];
  readonly audit: readonly Pick<AuditDraft, 'type' | 'from' | 'to' | 'why' | 'reasonCode' | 'data'>[];
}

const PREFIX = 'verdict/';

/** Under which the store keeps those of a policy. */
export function verdictsOf(policy: string): string {
  return `${PREFIX}${encodeURIComponent(policy)}/`;
}

/** Whether a record of this key is one of them, whatever the policy. */
export function isVerdict(key: string): boolean {
  return key.startsWith(PREFIX);
}

/** Absent for what was never judged, and for what has neither version nor artifact. */
export async function verdictOf(state: Reader, released: Released): Promise<VerdictRecord | undefined> {
  return recordOf(await read(state, released));
}

/** To be committed together with the start. */
export async function foundSafe(
  state: Reader,
  released: Released,
  safe: NonNullable<VerdictRecord['safe']>,
): Promise<readonly RecordWrite[]> {
  const found = await read(state, released);
  return writesOf(released, found, { ...recordOf(found), safe, revoked: false });
}

/** To be committed together with the failure; the entry names what it revokes. */
export async function foundFailing(state: Reader, released: Released, failure: Failure): Promise<Changes> {
  const found = await read(state, released);
  const before = recordOf(found);
  const revoked = before?.safe !== undefined;
  const { why, reason: reasonCode, id: by } = failure;
  return {
    writes: writesOf(released, found, { ...before, failure, revoked }),
    audit:
      before?.safe && !before.revoked
        ? [
            {
              type: REVOKED,
              from: 'safe',
              to: 'revoked',
              why,
              reasonCode,
              data: { revokes: before.safe, by },
            },
          ]
        : [],
  };
}

/** The type of such entries. */
export const REVOKED = 'revoked';

function keyOf({ identity, release }: Released): string | undefined {
  const isNamed = release['version'] !== undefined || release['artifact'] !== undefined;
  return isNamed ? verdictsOf(identity.policy) + releasePath(identity, release) : undefined;
}

async function read(state: Reader, released: Released): Promise<StoredRecord | undefined> {
  const key = keyOf(released);
  return key === undefined ? undefined : state.read(key);
}

function recordOf(found: StoredRecord | undefined): VerdictRecord | undefined {
  return found?.value as VerdictRecord | undefined;
}

function writesOf(
  released: Released,
  found: StoredRecord | undefined,
  record: VerdictRecord,
): readonly RecordWrite[] {
  const key = keyOf(released);
  return key === undefined ? [] : [{ key, version: found?.version ?? 0, value: record as unknown as Json }];
}
