/** What happened, as one number; and as lines where somebody wants to read them. */
import type { Scheduler } from './scheduler.ts';

export class Trace {
  readonly lines: string[] = [];
  readonly #scheduler: Scheduler;
  readonly #isKept: boolean;
  #hash = 0x811c_9dc5;

  constructor(scheduler: Scheduler, isKept: boolean) {
    this.#scheduler = scheduler;
    this.#isKept = isKept;
  }

  tell(line: string): void {
    this.#mix(Math.floor(this.#scheduler.now) | 0);
    for (let index = 0; index < line.length; index++) this.#mix(line.charCodeAt(index));
    if (this.#isKept) this.lines.push(`${(this.#scheduler.now / 1_000).toFixed(3)} ${line}`);
  }

  get hash(): string {
    return (this.#hash >>> 0).toString(16).padStart(8, '0');
  }

  #mix(value: number): void {
    this.#hash = Math.imul(this.#hash ^ value, 0x0100_0193);
  }
}
