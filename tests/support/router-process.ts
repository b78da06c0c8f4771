/** A router in a process of its own: says where it listens, and closes when its parent lets go of it. */
import { type Router, type RouterOptions, startRouter } from '../../src/runtime/traffic/router/server.ts';

/** The only argument, as JSON. */
export type Wanted = Omit<RouterOptions, 'upstreams'> & {
  readonly upstreams: readonly (readonly [slot: string, url: string])[];
};

export type Started = Pick<Router, 'listen' | 'admin'>;

const { upstreams, ...options } = JSON.parse(process.argv[2] ?? '') as Wanted;
const router = await startRouter({
  ...options,
  upstreams: new Map(upstreams.map(([slot, url]) => [slot, new URL(url)])),
});
process.once('disconnect', () => void router.close());
process.send?.({ listen: router.listen, admin: router.admin } satisfies Started);
