/** How often somebody looked after the rollouts of a policy, and when it last went well. */
import type { Json } from '../../plan/audit.ts';
import type { StateStore } from '../../runtime/ports/stores.ts';

export interface Runs {
  readonly ok: number;
  readonly failed: number;
  /** Milliseconds since the epoch, by the store's clock. */
  readonly last?: number;
  readonly lastOk?: number;
}

const none: Runs = { ok: 0, failed: 0 };

export async function runsOf({ read }: Pick<StateStore, 'read'>, policy: string): Promise<Runs> {
  const record = await read(keyOf(policy));
  return record ? (record.value as unknown as Runs) : none;
}

/** It rejects with `StoreFailure`. */
export async function countRun(
  state: Pick<StateStore, 'read' | 'commit' | 'now'>,
  policy: string,
  status: 'ok' | 'failed',
): Promise<void> {
  const key = keyOf(policy);
  for (;;) {
    const record = await state.read(key);
    const before = record ? (record.value as unknown as Runs) : none;
    const now = await state.now();
    const after = {
      ...before,
      [status]: before[status] + 1,
      last: now,
      ...(status === 'ok' && { lastOk: now }),
    };
    const write = { key, version: record?.version ?? 0, value: after as unknown as Json };
    // Somebody else ran at the same time.
    if ((await state.commit({ writes: [write] })).committed) return;
  }
}

function keyOf(policy: string): string {
  return `telemetry/${encodeURIComponent(policy)}/runs`;
}
