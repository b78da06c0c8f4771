/** Who looks after the rollouts of a store when nobody follows them: `tick` and `controller` leave their names here. */
import { hostname } from 'node:os';
import type { Stores } from '../../runtime/engine/world.ts';

const PREFIX = 'driver/';

/** Who has not looked for longer than this drives nothing. */
const OLDEST = 3_600_000;

export type DriverKind = 'tick' | 'controller';

/** Says that somebody looks after the rollouts of this policy. */
export async function signOn(
  { state }: Pick<Stores, 'state'>,
  policy: string,
  kind: DriverKind,
): Promise<void> {
  const key = `${PREFIX}${encodeURIComponent(policy)}/${kind}`;
  const before = await state.read(key);
  // Where another has written meanwhile, somebody has signed on as well.
  await state.commit({
    writes: [{ key, version: before?.version ?? 0, value: { host: hostname(), at: await state.now() } }],
  });
}

export async function isDriven({ state }: Pick<Stores, 'state'>, policy: string): Promise<boolean> {
  const now = await state.now();
  const records = await state.list(`${PREFIX}${encodeURIComponent(policy)}/`);
  return records.some(({ changedAt }) => now - changedAt < OLDEST);
}
