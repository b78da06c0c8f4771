/**
 * Space on the disk that is kept for roll-backs: a file beside the store, given back when an urgent write finds the disk
 * full. The next opening of the store takes it again.
 */
import { randomBytes } from 'node:crypto';
import { rmSync, statSync, writeFileSync } from 'node:fs';

/** Enough for the pages that one commit changes, many times. */
const RESERVED = 1024 ** 2;

export class Reserve {
  readonly #path: string;

  constructor(file: string) {
    this.#path = `${file}-reserve`;
  }

  /** False where the disk has no room for it. Random bytes, as a file system may keep zeros without space for them. */
  take(): boolean {
    if (statSync(this.#path, { throwIfNoEntry: false })?.size === RESERVED) return true;
    try {
      writeFileSync(this.#path, randomBytes(RESERVED), { mode: 0o600, flush: true });
      return true;
    } catch {
      // Half of it would only take the space that is left.
      rmSync(this.#path, { force: true });
      return false;
    }
  }

  /** False when there was nothing to give back. */
  free(): boolean {
    if (!statSync(this.#path, { throwIfNoEntry: false })) return false;
    rmSync(this.#path, { force: true });
    return true;
  }
}
