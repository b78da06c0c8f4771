/** What users get: two slots and their shares of the traffic, changed by whoever can reach them. */
import type { Roles } from '../../src/runtime/ports/traffic.ts';

export class Backend {
  /** Percent of `green`; `blue` takes the rest. */
  #green = 0;
  #before = 0;
  /** Slots on which a cookie may hold somebody. */
  #held: ReadonlySet<string> = new Set(['blue']);
  #heldBefore = this.#held;
  /** Grows with every change. */
  changes = 0;

  /** Percent of the traffic that the canary takes. */
  canary({ canary }: Roles): number {
    return canary === 'green' ? this.#green : 100 - this.#green;
  }

  /** As it was before the last change. */
  canaryBefore({ canary }: Roles): number {
    return canary === 'green' ? this.#before : 100 - this.#before;
  }

  /** Whether nobody is on the canary any more. */
  isEvicted({ canary }: Roles): boolean {
    return !this.#held.has(canary);
  }

  isEvictedBefore({ canary }: Roles): boolean {
    return !this.#heldBefore.has(canary);
  }

  set({ canary }: Roles, weight: number, verb: 'shift' | 'evict' = 'shift'): void {
    const green = canary === 'green' ? weight : 100 - weight;
    const held = new Set(this.#held);
    if (green > 0) held.add('green');
    if (green < 100) held.add('blue');
    if (verb === 'evict' && weight === 0) held.delete(canary);
    if (green === this.#green && held.size === this.#held.size) return;
    this.#before = this.#green;
    this.#heldBefore = this.#held;
    this.#green = green;
    this.#held = held;
    this.changes++;
  }
}
