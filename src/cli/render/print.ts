/** Printing to a stream, at the width and in the colour that it has. */
import type { Sources } from '../../app/index.ts';
import type { Diagnostic } from '../../plan/diagnostic.ts';
import type { Output } from '../output.ts';
import { measureFor } from '../text/width.ts';
import type { Page } from '../text/wrap.ts';
import { renderDiagnostics } from './diagnostics.ts';
import { SourceIndex } from './sources.ts';

/** The page of a stream for texts such as these. */
export async function pageOf(output: Output, texts: Iterable<string>): Promise<Page> {
  return { columns: output.columns, measure: await measureFor(texts) };
}

export async function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  output: Output,
): Promise<void> {
  if (diagnostics.length === 0) return;
  const page = await pageOf(output, textsOf(diagnostics, sources));
  output.lines(renderDiagnostics(diagnostics, new SourceIndex(sources), page));
}

/** What of diagnostics is measured: their words and the sources that they show. */
export function* textsOf(diagnostics: readonly Diagnostic[], sources: Sources): Generator<string> {
  for (const { message, help, location, related = [] } of diagnostics) {
    yield message;
    if (help !== undefined) yield help;
    for (const place of location ? [location, ...related] : related) yield sources.get(place.file) ?? '';
  }
}
