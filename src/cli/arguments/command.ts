/** What a command is: one table, from which its parsing, its help and its completion are made, and its work. */
import type { ExitCode } from '../../plan/decision.ts';
import type { Session } from '../session.ts';
import type { Format, OptionName } from './options.ts';

export interface Command {
  readonly name: string;
  /** What it does, in a few words without a full stop. */
  readonly summary: string;
  /** Its operands as they are written in a usage line: `[FILE…]`. */
  readonly operands: Operands;
  /** Without the ones that every command takes. */
  readonly options: readonly OptionName[];
  /** What it can print, the usual form first. None: text only, and no `--format`. */
  readonly formats: readonly Format[];
  readonly examples: readonly Example[];
  run(args: Arguments, session: Session): Promise<ExitCode>;
}

/** All commands of the program. */
export interface Commands {
  readonly all: readonly Command[];
  /** Refuses a name that no command has. */
  readonly named: (name: string) => Command;
}

export interface Operands {
  readonly usage: string;
  readonly least: number;
  readonly most: number;
  /** What shells complete: file names, or these words. */
  readonly complete?: 'file' | readonly string[];
}

interface Example {
  /** As it is typed, without `sentinel`. */
  readonly line: string;
  readonly says: string;
}

/** One `--format`, with the `--output` that belongs to it; without a file it goes to standard output. */
export interface Target {
  readonly format: Format;
  readonly file?: string;
}

/** A command line that was read and fits its command. */
export interface Arguments {
  readonly operands: readonly string[];
  /** In the order in which they were asked for; the usual form when none was. */
  readonly targets: readonly Target[];
  has(name: OptionName): boolean;
  text(name: OptionName): string | undefined;
  texts(name: OptionName): readonly string[];
}

export const noOperands: Operands = { usage: '', least: 0, most: 0 };
