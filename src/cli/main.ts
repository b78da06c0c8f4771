/** One run of the program: from the command line to the exit code. */
import { createRedactor, Refusal, systemClock } from '../app/index.ts';
import type { ExitCode } from '../plan/decision.ts';
import { diagnostic } from '../plan/diagnostic.ts';
import { argumentsFor, splitWords, type Words } from './arguments/parse.ts';
import { commandFor, commands } from './commands/index.ts';
import { Interrupted, listenForInterrupts } from './interrupt.ts';
import { Output } from './output.ts';
import { printDiagnostics } from './render/print.ts';
import type { Session } from './session.ts';
import { isTerminal, type Sink, standardSink } from './sink.ts';
import { type ColourOption, wantsColour } from './text/paint.ts';

/** Sets the exit code of the process: 0 or 2 only by a command that came to its end, 1 whatever else happens. */
export async function main(argv: readonly string[]): Promise<void> {
  process.exitCode = 1;
  const interrupts = listenForInterrupts();
  const words = splitWords(argv);
  const session = openSession(words, interrupts.signal);
  const exitCode = await run(words, session);
  session.stdout.flush();
  if (session.stdout.failure) session.stderr.lines([[`output is lost: ${session.stdout.failure.message}`]]);
  else process.exitCode = exitCode;
  session.stderr.flush();
  interrupts.settle();
}

async function run(words: Words, session: Session): Promise<ExitCode> {
  const { signal, stderr } = session;
  try {
    const { command, words: own } = commandFor(words);
    const exitCode = await command.run(argumentsFor(command, own), session);
    signal.throwIfAborted();
    return exitCode;
  } catch (error) {
    const reason: unknown = signal.aborted ? signal.reason : error;
    if (reason instanceof Interrupted) stderr.lines([['interrupted']]);
    else if (reason instanceof Refusal) await printDiagnostics(reason.diagnostics, reason.sources, stderr);
    else await printFault(reason, stderr);
    return 1;
  }
}

/** A fault of the program: told with what is needed to report it. */
async function printFault(fault: unknown, stderr: Output): Promise<void> {
  const error = fault instanceof Error ? fault : new Error(String(fault));
  await printDiagnostics(
    [
      diagnostic('SEN2302', `a fault of the program: ${error.message}`, undefined, {
        help: 'please report it, with the command line and the lines below',
      }),
    ],
    new Map(),
    stderr,
  );
  stderr.lines((error.stack ?? '').split('\n').map((line) => [line]));
}

function openSession(words: Words, signal: AbortSignal): Session {
  const { env } = process;
  const redactor = createRedactor();
  const given = (name: string) => words.given.findLast((option) => option.name === name);
  const colour = colourOption(given('color')?.value);
  const output = (sink: Sink) =>
    new Output(sink, redactor.filter(), wantsColour(colour, env, sink.isTerminal));
  const stderr = output(standardSink(2));
  return {
    commands,
    host: { cwd: process.cwd(), env, clock: systemClock(), redactor },
    stdout: output(standardSink(1)),
    stderr,
    signal,
    canAsk: given('no-input') === undefined && stderr.isTerminal && isTerminal(0),
    verbose: given('verbose') !== undefined,
  };
}

/** A wrong one is told when the command's options are read. */
function colourOption(value: string | undefined): ColourOption {
  return value === 'always' || value === 'never' ? value : 'auto';
}
