/** The version of the language, which says how everything else is read. */
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import { entryOf, type MapNode } from '../document.ts';

export const languageVersion = 1;

/** False when the policy is of a version that this program does not know: its keys may mean something else. */
export function checkVersion(document: MapNode, sink: DiagnosticSink): boolean {
  const entry = entryOf(document, 'sentinel');
  if (entry?.value.kind !== 'scalar' || typeof entry.value.value !== 'number') return true;
  const { value } = entry.value;
  if (value !== languageVersion) {
    const help = `this program reads version \`${languageVersion}\``;
    sink.report('SEN1107', `there is no version \`${value}\` of the language here`, entry.value.span, {
      help,
    });
    return false;
  }
  const [first] = document.entries;
  if (first !== entry)
    sink.report('SEN1107', '`sentinel` is the first key of a policy', entry.key.span, {
      help: `move \`sentinel: ${value}\` to the top`,
    });
  return true;
}
