/** The outline: sections, and what each declares. */
import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import type { EntryNode } from '../../parser/document.ts';
import { cover } from '../../plan/span.ts';
import { rangeOf } from '../positions.ts';
import type { Snapshot } from '../snapshot.ts';

const kinds: ReadonlyMap<string, SymbolKind> = new Map([
  ['settings', SymbolKind.Constant],
  ['secrets', SymbolKind.Key],
  ['inputs', SymbolKind.Variable],
  ['probes', SymbolKind.Interface],
  ['scores', SymbolKind.Number],
  ['gates', SymbolKind.Boolean],
  ['freezes', SymbolKind.Event],
  ['limits', SymbolKind.Operator],
  ['rollouts', SymbolKind.Function],
  ['groups', SymbolKind.Array],
  ['notifications', SymbolKind.Event],
]);

export function documentSymbols({ policy, source }: Snapshot): DocumentSymbol[] {
  const symbol = (entry: EntryNode, kind: SymbolKind, children: DocumentSymbol[]): DocumentSymbol => {
    const detail = children.length > 0 ? undefined : detailOf(entry);
    return {
      name: entry.key.text,
      kind,
      range: rangeOf(source, cover(entry.span, entry.key.span)),
      selectionRange: rangeOf(source, entry.key.span),
      ...(detail !== undefined && { detail }),
      ...(children.length > 0 && { children }),
    };
  };
  return (policy?.document.entries ?? []).map((section) => {
    const kind = kinds.get(section.key.text);
    const children =
      kind !== undefined && section.value.kind === 'map'
        ? section.value.entries.map((entry) => symbol(entry, kind, []))
        : [];
    return symbol(section, kind === undefined ? SymbolKind.Property : SymbolKind.Namespace, children);
  });
}

/** A value that fits beside the name; of a block its severity, or the kind that it names. */
function detailOf({ value }: EntryNode): string | undefined {
  if (value.kind === 'scalar') return value.text.split('\n', 1)[0];
  if (value.kind === 'list') return undefined;
  const severity = value.entries.find(({ key }) => key.text === 'severity')?.value;
  if (severity?.kind === 'scalar') return severity.text;
  const component = value.entries.find(({ key, value: body }) => key.text !== 'each' && body.kind === 'map');
  return value.entries.length <= 2 ? component?.key.text : undefined;
}
