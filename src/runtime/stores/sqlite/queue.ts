/**
 * Who writes next. SQLite gives its lock to whoever happens to ask when it is free, so that one may ask for seconds while
 * others get it again and again. Those who find it taken therefore draw a ticket, a file in a folder beside the store, and
 * who has none lets them go first. The queue is a courtesy: what keeps writers apart is the lock, and whoever cannot draw
 * a ticket asks without one.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Milliseconds after which a ticket that nobody touches is that of a process that is gone. */
const ABANDONED = 1_000;

export class Queue {
  readonly #folder: string;

  constructor(file: string) {
    this.#folder = `${file}-queue`;
  }

  get isEmpty(): boolean {
    return this.waiting()[0] === undefined;
  }

  draw(): Ticket {
    // By the clock, of which all processes on the machine have the same.
    const instant = (performance.timeOrigin + performance.now()).toFixed(3).padStart(20, '0');
    const ticket = new Ticket(this, this.#folder, `${instant}-${randomUUID()}`);
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    ticket.show();
    return ticket;
  }

  /** The names of the tickets, in order. The first is not that of a process that is gone. */
  waiting(): readonly string[] {
    const names = this.#names();
    while (names[0] !== undefined && !this.#isAlive(names[0])) names.shift();
    return names;
  }

  #names(): string[] {
    try {
      return readdirSync(this.#folder).toSorted();
    } catch {
      // No folder: nobody ever had to wait.
      return [];
    }
  }

  #isAlive(name: string): boolean {
    const path = join(this.#folder, name);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats) return false;
    if (Date.now() - stats.mtimeMs < ABANDONED) return true;
    rmSync(path, { force: true });
    return false;
  }
}

export class Ticket {
  readonly #queue: Queue;
  readonly #path: string;
  readonly #name: string;
  #shownAt = 0;

  constructor(queue: Queue, folder: string, name: string) {
    this.#queue = queue;
    this.#path = join(folder, name);
    this.#name = name;
  }

  /** How many come before this one. */
  ahead(): number {
    if (performance.now() - this.#shownAt > ABANDONED / 4) this.show();
    return this.#queue.waiting().filter((name) => name < this.#name).length;
  }

  show(): void {
    this.#shownAt = performance.now();
    writeFileSync(this.#path, '', { mode: 0o600 });
    const now = new Date();
    utimesSync(this.#path, now, now);
  }

  leave(): void {
    rmSync(this.#path, { force: true });
  }
}
