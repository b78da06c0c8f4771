/** What the kernel found, two bits for each truth: known-true in one array of words, known-false in another. */
import type { Truth } from '../../plan/kleene.ts';

/** Truths by index, 32 to a word. */
export class TruthBits {
  readonly trues: Int32Array;
  readonly falses: Int32Array;

  constructor(count: number) {
    this.trues = new Int32Array((count + 31) >> 5);
    this.falses = new Int32Array((count + 31) >> 5);
  }

  at(index: number): Truth {
    const word = index >> 5;
    const known = (((this.trues[word] ?? 0) >>> (index & 31)) & 1) as 0 | 1;
    const denied = (((this.falses[word] ?? 0) >>> (index & 31)) & 1) as 0 | 1;
    return (known | (denied << 1)) as Truth;
  }

  set(index: number, truth: Truth): void {
    const word = index >> 5;
    const bit = 1 << (index & 31);
    this.trues[word] = ((this.trues[word] ?? 0) & ~bit) | (truth & 1 ? bit : 0);
    this.falses[word] = ((this.falses[word] ?? 0) & ~bit) | (truth & 2 ? bit : 0);
  }
}

/** All leaves and all gates of a plan; indices are the plan's. */
export class Judgement {
  readonly leaves: TruthBits;
  /** Whether what the gate requires holds, whether or not the gate applies. */
  readonly requirements: TruthBits;
  /** The gates' `when`; true where there is none. */
  readonly applications: TruthBits;

  constructor(leaves: number, gates: number) {
    this.leaves = new TruthBits(leaves);
    this.requirements = new TruthBits(gates);
    this.applications = new TruthBits(gates);
  }
}
