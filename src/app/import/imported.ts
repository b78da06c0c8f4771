/** What an import brings, before it is written as a policy. */
import { diagnostic, type Diagnostic } from '../../plan/diagnostic.ts';

/** A freeze as a policy writes it: its keys in order, with values as in JSON. */
export interface ImportedFreeze {
  /** Wanted; another is made of it where two want the same. */
  readonly name: string;
  readonly keys: Readonly<Record<string, unknown>>;
}

export interface Imported {
  readonly freezes: readonly ImportedFreeze[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Why a part of the file cannot be said in a policy with the same meaning. */
export class NotExpressible extends Error {
  override readonly name = 'NotExpressible';
  readonly help: string | undefined;

  constructor(why: string, help?: string) {
    super(why);
    this.help = help;
  }
}

/** Everything of the file, each on its own: what cannot be said is told, and does not stop the others. */
export function importEach<T>(
  items: readonly T[],
  what: (item: T) => string,
  read: (item: T) => ImportedPart,
): Imported {
  const freezes: ImportedFreeze[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const item of items)
    try {
      const { freeze, differs = [] } = read(item);
      if (freeze) freezes.push(freeze);
      for (const difference of differs)
        diagnostics.push(diagnostic('SEN2503', `${what(item)} ${difference}`));
    } catch (error) {
      if (!(error instanceof NotExpressible)) throw error;
      diagnostics.push(
        diagnostic('SEN2502', `${what(item)} ${error.message}`, undefined, { help: error.help }),
      );
    }
  return { freezes, diagnostics };
}

export interface ImportedPart {
  /** Absent where nothing of it is left. */
  readonly freeze?: ImportedFreeze;
  /** What means something else, or is not kept. */
  readonly differs?: readonly string[];
}
