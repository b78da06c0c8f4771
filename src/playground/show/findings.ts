/** What lint says, each finding with the place that it is about. */
import stringWidth from 'string-width';
import { frame } from '../../cli/render/frame.ts';
import { visible } from '../../cli/text/sanitize.ts';
import { count } from '../../cli/text/text.ts';
import type { Diagnostic } from '../../plan/diagnostic.ts';
import type { SourceText, Span } from '../../plan/span.ts';
import { byId, type Child, element, lines, prose } from '../element.ts';

const list = byId('findings', HTMLOListElement);
const summary = byId('findings-summary', HTMLElement);

export interface Findings {
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: number;
}

/** `go` takes the person to a place in the policy. */
export function showFindings(
  { diagnostics, suppressed }: Findings,
  source: SourceText,
  go: (span: Span) => void,
): void {
  const of = (severity: Diagnostic['severity']) =>
    diagnostics.filter((found) => found.severity === severity).length;
  const parts = [
    ...(of('error') > 0 ? [count(of('error'), 'error')] : []),
    ...(of('warning') > 0 ? [count(of('warning'), 'warning')] : []),
    ...(of('info') > 0 ? [count(of('info'), 'remark')] : []),
  ];
  const rest = suppressed > 0 ? ` (${suppressed} suppressed)` : '';
  summary.textContent = `${parts.length === 0 ? 'No findings' : parts.join(', ')}${rest}.`;
  list.replaceChildren(...diagnostics.map((found) => finding(found, source, go)));
}

function finding(found: Diagnostic, source: SourceText, go: (span: Span) => void): HTMLElement {
  const { severity, code, message, location, help, suggestion } = found;
  return element(
    'li',
    { class: 'finding' },
    element(
      'p',
      {},
      element('span', { class: `word ${severity}` }, severity),
      ' ',
      element('span', { class: 'code' }, code),
      ' ',
      ...prose(message),
      ...(location ? [' ', place(location.span, source, go)] : []),
    ),
    ...(location ? [excerpt(found, location.span, source)] : []),
    ...note('help', help),
    ...note('fix', suggestion?.title),
  );
}

function place(span: Span, source: SourceText, go: (span: Span) => void): HTMLElement {
  const { line, column } = source.positionOf(span.start);
  const button = element('button', { type: 'button', class: 'place' }, `line ${line}, column ${column}`);
  button.addEventListener('click', () => go(span));
  return button;
}

function excerpt({ severity, related = [] }: Diagnostic, span: Span, source: SourceText): HTMLElement {
  const labels = [{ span, primary: true }, ...related.map((other) => ({ ...other, primary: false }))];
  return lines(frame(source, labels, severity, { columns: columns(), measure }));
}

/** How many characters of a frame stand side by side; a little less where the fonts are wider than usual. */
function columns(): number {
  return Math.floor((list.clientWidth - 24) / 8);
}

function measure(text: string): number {
  return stringWidth(visible(text));
}

function note(word: string, text: string | undefined): readonly Child[] {
  return text === undefined
    ? []
    : [element('p', { class: 'note' }, element('strong', {}, `${word}: `), ...prose(text))];
}
