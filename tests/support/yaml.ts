/** Texts through the YAML reader, in forms that tests can compare. */
import { DiagnosticSink } from '../../src/plan/diagnostic.ts';
import { SourceText } from '../../src/plan/span.ts';
import type { Comments, DocumentNode, EntryNode, ItemNode, MapNode } from '../../src/parser/document.ts';
import { dataOf } from '../../src/parser/schema/data.ts';
import { parseYaml } from '../../src/parser/yaml/index.ts';

export interface YamlReading {
  readonly root: MapNode | undefined;
  /** The values alone, as JSON would hold them. */
  readonly data: unknown;
  /** `CODE underlined text` of each finding. */
  readonly found: readonly string[];
  readonly messages: readonly string[];
}

export function readYaml(text: string): YamlReading {
  const sink = new DiagnosticSink('policy.yaml');
  const root = parseYaml(new SourceText('policy.yaml', text), sink);
  return {
    root,
    data: root && JSON.parse(JSON.stringify(dataOf(root))),
    found: sink.diagnostics.map(
      ({ code, location }) => `${code} ${text.slice(location?.span.start, location?.span.end)}`,
    ),
    messages: sink.diagnostics.map(({ message, help }) =>
      help === undefined ? message : `${message}; ${help}`,
    ),
  };
}

/** Every node below, with what holds it. */
export function* nodesIn(
  node: DocumentNode,
): Generator<{ node: DocumentNode; holder?: EntryNode | ItemNode }> {
  yield { node };
  if (node.kind === 'scalar') return;
  for (const holder of node.kind === 'map' ? node.entries : node.items) {
    if (holder.kind === 'entry') yield { node: holder.key, holder };
    for (const inner of nodesIn(holder.value)) yield { holder, ...inner };
  }
}

/** Comments with the key or value that they belong to: `key ^before >behind`. */
export function commentsOf(node: DocumentNode): readonly string[] {
  if (node.kind === 'scalar') return [];
  const own = (node.kind === 'map' ? node.entries : node.items).flatMap((member) => [
    describe(member.kind === 'entry' ? member.key.text : '-', member.comments),
    ...commentsOf(member.value),
  ]);
  const closing = node.closing.map(({ text }) => `end ^${text}`);
  return [...own, ...closing].filter((line) => /[\^>|]/u.test(line));
}

function describe(name: string, { leading, trailing, blankBefore }: Comments): string {
  const before = leading.map(({ text }) => ` ^${text}`).join('');
  return `${blankBefore ? '|' : ''}${name}${before}${trailing ? ` >${trailing.text}` : ''}`;
}
