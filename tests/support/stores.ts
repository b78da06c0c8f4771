/** Stores for the engine: records as they are given, limits as they are told. */
import type { Json } from '../../src/plan/audit.ts';
import type { Known } from '../../src/plan/value.ts';
import type { Stores } from '../../src/runtime/engine/world.ts';
import type { LimitRequest, LimitState, LimitStore, StateStore } from '../../src/runtime/ports/stores.ts';

export interface FakeStores {
  /** By key. */
  readonly records?: Readonly<Record<string, Json>>;
  /** What is left of each rate, and when the next is admitted where nothing is; absent: nothing was consumed. */
  readonly left?: (request: LimitRequest) => readonly { readonly left: number; readonly next?: number }[];
  /** What every question rejects with. */
  readonly lost?: Error;
}

export function fakeStores({ records = {}, left, lost }: FakeStores = {}): () => Promise<Known<Stores>> {
  const answer = <T>(value: T): Promise<T> => (lost ? Promise.reject(lost) : Promise.resolve(value));
  const limits = {
    peek: (requests: readonly LimitRequest[]): Promise<readonly LimitState[]> =>
      answer(
        requests.map((request) => ({
          key: request.key,
          rates: request.rates.map((rate, i) => ({ ...rate, left: rate.count, ...left?.(request)[i] })),
        })),
      ),
  };
  const state = {
    ...limits,
    list: (prefix: string) =>
      answer(
        Object.entries(records)
          .filter(([key]) => key.startsWith(prefix))
          .map(([key, value]) => ({ key, value, version: 1, changedAt: 0 })),
      ),
  };
  return () =>
    Promise.resolve({ state: state as unknown as StateStore, limits: limits as unknown as LimitStore });
}
