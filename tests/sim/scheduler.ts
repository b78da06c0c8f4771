/** What happens, in the order of one real time that nobody in the simulation can see. */

/** Milliseconds since the beginning of the simulation. */
export class Scheduler {
  now = 0;
  /** Things that happened. */
  steps = 0;
  readonly #tasks: Task[] = [];
  #made = 0;

  /** Gives what calls it off. */
  at(delay: number, run: () => void): () => void {
    const task: Task = { due: this.now + delay, order: this.#made++, run, isOff: false };
    let index = this.#tasks.length;
    while (index > 0 && isBefore(this.#tasks[index - 1] as Task, task)) index--;
    this.#tasks.splice(index, 0, task);
    return () => (task.isOff = true);
  }

  sleep(delay: number): Promise<void> {
    return new Promise((resolve) => void this.at(delay, resolve));
  }

  /** One thing after another, each with all that follows from it at once. */
  async run(isDone: () => boolean): Promise<void> {
    while (!isDone()) {
      const task = this.#tasks.pop();
      if (!task) return;
      if (task.isOff) continue;
      this.now = task.due;
      this.steps++;
      task.run();
      // Every promise that it settles has been followed when the event loop turns.
      await new Promise(setImmediate);
    }
  }
}

interface Task {
  readonly due: number;
  readonly order: number;
  readonly run: () => void;
  isOff: boolean;
}

/** The last of the list is the next. */
function isBefore(one: Task, other: Task): boolean {
  return one.due < other.due || (one.due === other.due && one.order < other.order);
}
