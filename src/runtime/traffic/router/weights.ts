/** The weights as they stand, and who may change them. */
import { randomBytes } from 'node:crypto';

export type Slots = readonly [first: string, second: string];

export interface Standing {
  /** Percent by slot; they add up to 100. */
  readonly weights: ReadonlyMap<string, number>;
  /** The slot of the canary. */
  readonly canary: string;
  /**
   * A word that nobody can guess, in the cookies of users on the canary. It is another one after an eviction, and when
   * another slot becomes the canary: cookies with an earlier one hold nobody.
   */
  readonly round: string;
  /** Nobody is held on the canary: none was sent there since its round began. */
  readonly evicted: boolean;
  /** The highest epoch that changed anything; 0 where none has. */
  readonly epoch: number;
  /** The last change of that epoch. */
  readonly intent?: string;
}

export interface Change {
  readonly weights: ReadonlyMap<string, number>;
  readonly canary?: string;
  /** Nobody stays on the canary; only with weight 0. */
  readonly evict: boolean;
  /** Absent: a person changes the weights by hand, whom nothing keeps out. */
  readonly fence?: { readonly epoch: number; readonly intent: string };
}

/** Intents of one epoch that are remembered; one that comes later than so many others is not expected. */
const MOST_INTENTS = 100;

export function initialStanding([first, second]: Slots): Standing {
  return {
    weights: new Map([
      [first, 100],
      [second, 0],
    ]),
    canary: second,
    round: freshRound(),
    evicted: true,
    epoch: 0,
  };
}

function freshRound(): string {
  return randomBytes(9).toString('base64url');
}

export class Weights {
  #standing: Standing;
  /** Those that gave way to another one of the same epoch. */
  readonly #superseded = new Set<string>();

  constructor(standing: Standing) {
    this.#standing = standing;
  }

  get standing(): Standing {
    return this.#standing;
  }

  /** Why it is refused; undefined once it is done. The last one, asked again, is done again, which changes nothing. */
  change({ weights, canary = this.#standing.canary, evict, fence }: Change): string | undefined {
    const { epoch, intent, round, evicted } = this.#standing;
    if (fence) {
      if (fence.epoch < epoch) return `epoch ${fence.epoch} is over, epoch ${epoch} holds`;
      if (fence.epoch > epoch) this.#superseded.clear();
      else if (this.#superseded.has(fence.intent)) return `${fence.intent} has given way to ${intent}`;
      else if (intent !== undefined && intent !== fence.intent) this.#supersede(intent);
    }
    const anew = evict || canary !== this.#standing.canary;
    this.#standing = {
      ...this.#standing,
      weights,
      canary,
      round: anew ? freshRound() : round,
      evicted: (anew || evicted) && weights.get(canary) === 0,
      ...fence,
    };
    return undefined;
  }

  #supersede(intent: string): void {
    this.#superseded.add(intent);
    const [oldest] = this.#superseded;
    if (oldest !== undefined && this.#superseded.size > MOST_INTENTS) this.#superseded.delete(oldest);
  }
}
