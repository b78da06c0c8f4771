/** What a keeper of a store asks, with nothing given. */
import type { KeeperRequest } from '../../src/app/index.ts';

export function keeperRequest<P extends object = object>(parts?: P): KeeperRequest & P {
  const nothing = { progress: () => undefined, signal: new AbortController().signal };
  return { ...nothing, ...parts } as KeeperRequest & P;
}
