/** What people ask of a rollout. It is kept in the store first, so that whoever looks after the rollout finds it. */
import { randomUUID } from 'node:crypto';
import type { Actor, Json } from '../../plan/audit.ts';
import type { Request } from '../../runtime/core/rollout/turn.ts';
import { requestPrefix } from '../../runtime/engine/rollout/reconcile.ts';
import type { RolloutIdentity } from '../../runtime/engine/rollout/stored.ts';
import type { RolloutWorld, StoredRequest } from '../../runtime/engine/rollout/world.ts';

interface Kept {
  readonly world: Pick<RolloutWorld, 'state'>;
  readonly identity: RolloutIdentity;
}

/** To pause, to go back and to stop must be kept where the disk is full too. Gives the key of its record. */
export async function keepRequest(
  { world, identity }: Kept,
  request: Request,
  actor: Actor,
): Promise<string> {
  const stored: StoredRequest = { request, actor };
  const isStop = request.kind === 'pause' || request.kind === 'abort' || request.kind === 'rollback';
  // In the order in which they were asked.
  const key = `${requestPrefix(identity)}${await world.state.now()}-${randomUUID()}`;
  await world.state.commit({
    writes: [{ key, version: 0, value: stored as unknown as Json }],
    ...(isStop && { urgent: true }),
  });
  return key;
}
