/**
 * Tables: a case with `each:` stands for one case a row, in which `${column}` is the row's value. A value that is nothing
 * but a column becomes the row's node, so that what is wrong with it is shown in the table.
 */
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import { suggestName } from '../../plan/did-you-mean.ts';
import type {
  DocumentNode,
  EntryNode,
  ItemNode,
  ListNode,
  MapNode,
  ScalarNode,
} from '../../parser/document.ts';
import { entryOf } from '../../parser/document.ts';

/** The document with its tables written out; one that is no list of maps stays, to be told by its structure. */
export function writtenOut(document: MapNode, sink: DiagnosticSink): MapNode {
  return mapEntry(document, 'cases', (cases) =>
    cases.kind === 'list' ? { ...cases, items: cases.items.flatMap((item) => rowsOf(item, sink)) } : cases,
  );
}

function mapEntry(map: MapNode, key: string, change: (value: DocumentNode) => DocumentNode): MapNode {
  const entries = map.entries.map((entry) =>
    entry.key.text === key ? { ...entry, value: change(entry.value) } : entry,
  );
  return { ...map, entries };
}

function rowsOf(item: ItemNode, sink: DiagnosticSink): readonly ItemNode[] {
  const { value } = item;
  const table = value.kind === 'map' ? entryOf(value, 'each')?.value : undefined;
  if (value.kind !== 'map' || table?.kind !== 'list' || !isTable(table)) return [item];
  const bare = { ...value, entries: value.entries.filter(({ key }) => key.text !== 'each') };
  return table.items.map(({ value: row }, index) => ({
    ...item,
    value: numbered(bare, filledMap(bare, row as MapNode, sink), index + 1),
  }));
}

/** A name that no column tells apart from those of other rows. */
function numbered(bare: MapNode, row: MapNode, number: number): MapNode {
  return mapEntry(row, 'name', (name) => {
    if (name.kind !== 'scalar' || name !== entryOf(bare, 'name')?.value) return name;
    const text = `${name.text}, row ${number}`;
    return { ...name, value: text, text };
  });
}

function isTable({ items, unread }: ListNode): boolean {
  return items.length > 0 && unread === undefined && items.every(({ value }) => value.kind === 'map');
}

function filled(node: DocumentNode, row: MapNode, sink: DiagnosticSink): DocumentNode {
  switch (node.kind) {
    case 'scalar':
      return filledScalar(node, row, sink);
    case 'list':
      return {
        ...node,
        items: node.items.map((item) => ({ ...item, value: filled(item.value, row, sink) })),
      };
    case 'map':
      return filledMap(node, row, sink);
  }
}

function filledMap(node: MapNode, row: MapNode, sink: DiagnosticSink): MapNode {
  return { ...node, entries: node.entries.map((entry) => filledEntry(entry, row, sink)) };
}

/** Keys are filled too: `${fact}: 40%`. */
function filledEntry(entry: EntryNode, row: MapNode, sink: DiagnosticSink): EntryNode {
  const key = filledScalar(entry.key, row, sink);
  return {
    ...entry,
    key: key.kind === 'scalar' ? key : entry.key,
    value: filled(entry.value, row, sink),
  };
}

const column = /\$\{\s*([^}\s]*)\s*\}/gu;

function filledScalar(node: ScalarNode, row: MapNode, sink: DiagnosticSink): DocumentNode {
  if (typeof node.value !== 'string' || !node.text.includes('${')) return node;
  const [whole, name = ''] = /^\$\{\s*([^}\s]*)\s*\}$/u.exec(node.text) ?? [];
  if (whole !== undefined) return cell(name, node, row, sink) ?? node;
  const text = node.text.replaceAll(column, (written, name: string) => {
    const found = cell(name, node, row, sink);
    return found?.kind === 'scalar' ? found.text : written;
  });
  return { ...node, value: text, text };
}

function cell(name: string, node: ScalarNode, row: MapNode, sink: DiagnosticSink): DocumentNode | undefined {
  const found = entryOf(row, name)?.value;
  if (!found) {
    const columns = row.entries.map(({ key }) => key.text);
    sink.report('SEN2702', `the table has no column \`${name}\``, node.span, {
      help: suggestName(name, columns) ?? `this row has ${columns.map((one) => `\`${one}\``).join(', ')}`,
    });
  }
  return found;
}
