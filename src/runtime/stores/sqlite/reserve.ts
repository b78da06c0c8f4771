/**
 * Space on the disk that is kept for roll-backs: a file beside the store, given back when an urgent write finds the disk
 * full, or when the store could not be opened at all. The next opening takes of it again what there is room for.
 */
import { randomBytes } from 'node:crypto';
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';

/** Enough for the pages that one commit changes, many times. */
const RESERVED = 1024 ** 2;
/** Enough for one commit, and for what SQLite needs beside the file. */
const LEAST = 128 * 1024;

export class Reserve {
  readonly #path: string;

  constructor(file: string) {
    this.#path = `${file}-reserve`;
  }

  /** False where the disk has no room for it. */
  take(): boolean {
    const held = this.#size();
    for (let size = RESERVED; size > held && size >= LEAST; size /= 2) if (this.#hold(size)) return true;
    return held > 0;
  }

  /** False when there was nothing to give back. */
  free(): boolean {
    if (this.#size() === 0) return false;
    rmSync(this.#path, { force: true });
    return true;
  }

  #size(): number {
    return statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Random bytes, as a file system may keep zeros without space for them. */
  #hold(size: number): boolean {
    const draft = `${this.#path}-new`;
    try {
      writeFileSync(draft, randomBytes(size), { mode: 0o600, flush: true });
      renameSync(draft, this.#path);
      return true;
    } catch {
      // Half of it would only take the space that is left.
      rmSync(draft, { force: true });
      return false;
    }
  }
}
