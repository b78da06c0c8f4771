/** What configuration files are made of, read strictly: maps by name, maps of known keys, names, texts. */
import type { DocumentNode } from '../../parser/document.ts';
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import { suggestName } from '../../plan/did-you-mean.ts';

/** How the names of a list are written. */
export interface NameForm {
  readonly shape: RegExp;
  readonly example: string;
  readonly not: string;
  readonly help: string;
}

/** What `read` makes of each value, by its name. */
export function readMap<T>(
  node: DocumentNode,
  sink: DiagnosticSink,
  example: string,
  read: (name: string, value: DocumentNode) => T,
): ReadonlyMap<string, T> {
  if (node.kind === 'map')
    return new Map(node.entries.map(({ key, value }) => [key.text, read(key.text, value)]));
  sink.report('SEN2012', 'this is a map by name', node.span, { help: `write \`${example}\`` });
  return new Map();
}

/** The values of a map that may hold `known` keys alone. */
export function readParts<K extends string>(
  node: DocumentNode,
  sink: DiagnosticSink,
  { known, example }: { readonly known: readonly K[]; readonly example: string },
): ReadonlyMap<K, DocumentNode> {
  if (node.kind !== 'map') {
    sink.report('SEN2012', 'this is a map of keys', node.span, { help: `write \`${example}\`` });
    return new Map();
  }
  const parts = new Map<K, DocumentNode>();
  for (const { key, value } of node.entries) {
    const name = known.find((one) => one === key.text);
    if (name !== undefined) parts.set(name, value);
    else
      sink.report('SEN2012', `unknown key \`${key.text}\``, key.span, {
        help: suggestName(key.text, known) ?? `it may hold ${known.map((one) => `\`${one}\``).join(', ')}`,
      });
  }
  return parts;
}

export function readNames(node: DocumentNode, sink: DiagnosticSink, form: NameForm): readonly string[] {
  if (node.kind !== 'list') {
    sink.report('SEN2012', 'this is a list of names', node.span, { help: `write \`${form.example}\`` });
    return [];
  }
  return node.items.flatMap(({ value }) => {
    if (value.kind === 'scalar' && form.shape.test(value.text)) return value.text;
    sink.report('SEN2012', form.not, value.span, { help: form.help });
    return [];
  });
}

/** One name, or a list of them. */
export function readOneOrMore(node: DocumentNode, sink: DiagnosticSink, form: NameForm): readonly string[] {
  return node.kind === 'scalar' && form.shape.test(node.text) ? [node.text] : readNames(node, sink, form);
}

/** The keys of the map under a key of the whole, as they are written. */
export function namesUnder(root: DocumentNode, name: string): readonly string[] {
  const found = root.kind === 'map' ? root.entries.find(({ key }) => key.text === name)?.value : undefined;
  return found?.kind === 'map' ? found.entries.map(({ key }) => key.text) : [];
}
