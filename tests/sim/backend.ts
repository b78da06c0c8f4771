/** What users get: two slots and their shares of the traffic, changed by whoever can reach them. */
import type { Roles } from '../../src/runtime/ports/traffic.ts';

export class Backend {
  /** Percent of `green`; `blue` takes the rest. */
  #green = 0;
  #before = 0;
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

  set({ canary }: Roles, weight: number): void {
    const green = canary === 'green' ? weight : 100 - weight;
    if (green === this.#green) return;
    this.#before = this.#green;
    this.#green = green;
    this.changes++;
  }
}
