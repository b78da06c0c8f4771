import type { Diagnostic } from '../plan/diagnostic.ts';

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
