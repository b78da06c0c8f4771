import type { Code } from '../plan/codes/index.ts';
import { type Diagnostic, diagnostic, type DiagnosticDetails } from '../plan/diagnostic.ts';

/** File name to text, for code frames. */
export type Sources = ReadonlyMap<string, string>;

/** The work cannot be done; the diagnostics say why. The command line prints them and exits 1. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;

  constructor(diagnostics: readonly Diagnostic[], sources: Sources = new Map()) {
    super(diagnostics.map((d) => `${d.code}: ${d.message}`).join('\n'));
    this.diagnostics = diagnostics;
    this.sources = sources;
  }
}

/** Refuses for one reason that lies in no policy text. */
export function refuse(code: Code, message: string, details?: DiagnosticDetails): never {
  throw new Refusal([diagnostic(code, message, undefined, details)]);
}
