/** Stores of flags: where readers find what was published. Types only. */
import type { Flag } from '../../plan/assignment.ts';

/** It throws `StoreFailure` where it cannot be reached, or holds what cannot be read. */
export interface FlagStore {
  /** What it is, for people, without a password. */
  readonly place: string;
  /** Undefined where none was published. */
  read(name: string, signal: AbortSignal): Promise<Flag | undefined>;
  close(): Promise<void>;
}
