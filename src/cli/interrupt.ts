/**
 * What ends a run early. The first interrupt asks the work to stop; a second finds no listener and ends the program at
 * once. After the work has cleaned up, the signal is raised again, so that whoever started us sees it. An error that
 * nothing caught stops the work too, and is told by whoever asks for it.
 */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The reason with which work is cancelled by a signal. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`);
    this.signal = signal;
  }
}

export interface Interrupts {
  readonly signal: AbortSignal;
  /** Ends listening; after a signal, ends the process by the same one. */
  settle(): void;
}

export function listenForInterrupts(): Interrupts {
  const controller = new AbortController();
  const uncaught = (error: unknown) => controller.abort(error);
  const interrupted = (signal: NodeJS.Signals) => {
    // Others who listen, such as the live view, end the process at once where they find themselves alone.
    setImmediate(stopListening);
    controller.abort(new Interrupted(signal));
  };
  const stopListening = () => {
    for (const signal of signals) process.removeListener(signal, interrupted);
  };
  for (const signal of signals) process.on(signal, interrupted);
  process.on('uncaughtException', uncaught);
  return {
    signal: controller.signal,
    settle() {
      stopListening();
      process.removeListener('uncaughtException', uncaught);
      const reason: unknown = controller.signal.reason;
      if (reason instanceof Interrupted) process.kill(process.pid, reason.signal);
    },
  };
}
