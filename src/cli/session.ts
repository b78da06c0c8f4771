/** What a command has of the world: the host for the application, two streams, a person to ask, a signal to stop at. */
import type { Host } from '../app/index.ts';
import type { Commands } from './arguments/command.ts';
import type { Output } from './output.ts';

export interface Session {
  readonly commands: Commands;
  readonly host: Host;
  /** Data: what was asked for. */
  readonly stdout: Output;
  /** Talk: progress, findings about the command itself, questions. */
  readonly stderr: Output;
  /** Aborted by Ctrl-C and by a request to end. */
  readonly signal: AbortSignal;
  /** Somebody is there to answer. */
  readonly canAsk: boolean;
  readonly verbose: boolean;
}

/** All that is given on standard input. */
export async function standardInput(): Promise<string> {
  const { text } = await import('node:stream/consumers');
  return text(process.stdin);
}

/** Asks on the terminal and gives the answer, without blanks around it. */
export async function ask(question: string, session: Session): Promise<string> {
  session.stderr.text(question);
  session.stderr.flush();
  const { createInterface } = await import('node:readline/promises');
  const reader = createInterface({ input: process.stdin });
  try {
    return (await reader.question('', { signal: session.signal })).trim();
  } finally {
    reader.close();
  }
}
