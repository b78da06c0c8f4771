/** Stores of flags: where readers find what was published. Types only. */
import type { Flag } from '../../plan/assignment.ts';

/** It throws `StoreFailure` where it cannot be reached, or holds what cannot be read. */
export interface FlagStore {
  /** As a whole, at one instant. Undefined where none was published. */
  read(name: string): Promise<Flag | undefined>;
  close(): Promise<void>;
}
