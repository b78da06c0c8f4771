/** What people ask of a rollout. It is kept in the store first, so that whoever looks after the rollout finds it. */
import { randomUUID } from 'node:crypto';
import type { Json } from '../../plan/audit.ts';
import type { Request } from '../../runtime/core/rollout/turn.ts';
import { requestPrefix } from '../../runtime/engine/rollout/reconcile.ts';
import type { StoredRollout } from '../../runtime/engine/rollout/stored.ts';
import { proved } from '../people/proof.ts';
import type { Site } from './site.ts';

/** To pause, to go back and to stop must be kept where the disk is full too. Gives the key of its record. */
export async function keepRequest(
  { host, stores: { state }, actor }: Pick<Site, 'host' | 'stores' | 'actor'>,
  { identity, digest, record: { generation, retries, clock } }: StoredRollout,
  request: Request,
): Promise<string> {
  const about = { digest, generation, retries, clock };
  const stored = proved({ request, actor, about }, identity, host);
  const isStop = request.kind === 'pause' || request.kind === 'abort' || request.kind === 'rollback';
  // In the order in which they were asked.
  const key = `${requestPrefix(identity)}${await state.now()}-${randomUUID()}`;
  await state.commit({
    writes: [{ key, version: 0, value: stored as unknown as Json }],
    ...(isStop && { urgent: true }),
  });
  return key;
}
