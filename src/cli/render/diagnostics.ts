/** Diagnostics for people: what, where with the source, what to write instead. */
import type { Diagnostic, RelatedPlace } from '../../plan/diagnostic.ts';
import type { Location } from '../../plan/span.ts';
import { type Line, piece, sentence } from '../text/text.ts';
import { type Page, wrap } from '../text/wrap.ts';
import { frame, type Label } from './frame.ts';
import type { SourceIndex } from './sources.ts';

/** Each diagnostic as a block of lines, with an empty line between two. */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: SourceIndex,
  page: Page,
): Line[] {
  return diagnostics.flatMap((diagnostic, index) => [
    ...(index > 0 ? [[]] : []),
    ...renderDiagnostic(diagnostic, sources, page),
  ]);
}

function renderDiagnostic(diagnostic: Diagnostic, sources: SourceIndex, page: Page): Line[] {
  const { severity, code, message, help, location, related = [], suggestion } = diagnostic;
  const head: Line = [piece(severity, `${severity}[${code}]`), ': '];
  const lines: Line[] = wrap(sentence(message, 'strong'), page, head, ['    ']);
  const here = related.filter((place) => place.file === location?.file);
  const elsewhere = related.filter((place) => place.file !== location?.file);
  if (location) {
    const own: Label = { span: location.span, primary: true };
    const labels = [own, ...here.map((place) => ({ ...place, primary: false }))];
    lines.push(...renderPlace(location, labels, sources, page, severity));
  }
  for (const place of elsewhere) lines.push(...renderRelated(place, sources, page));
  if (help !== undefined) lines.push(...renderNote('help', help, page));
  if (suggestion) lines.push(...renderNote('fix', suggestion.title, page));
  return lines;
}

function renderRelated(place: RelatedPlace, sources: SourceIndex, page: Page): Line[] {
  const label = { span: place.span, message: place.message, primary: false };
  const lines = renderPlace(place, [label], sources, page, 'info');
  return sources.get(place.file) ? lines : [...lines, [`     ${place.message}`]];
}

function renderPlace(
  location: Location,
  labels: readonly Label[],
  sources: SourceIndex,
  page: Page,
  role: Diagnostic['severity'],
): Line[] {
  const source = sources.get(location.file);
  const arrow: Line = [piece('faint', ' --> '), piece('path', sources.nameOf(location))];
  return source ? [arrow, ...frame(source, labels, role, page)] : [arrow];
}

function renderNote(word: string, text: string, page: Page): Line[] {
  return wrap(
    sentence(text),
    page,
    [piece('faint', '  = '), piece('strong', `${word}: `)],
    [' '.repeat(word.length + 6)],
  );
}
