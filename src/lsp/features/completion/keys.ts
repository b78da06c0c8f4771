/** Keys that the block at a place may still have. */
import { CompletionItemKind } from 'vscode-languageserver';
import { catalog } from '../../../app/catalog.ts';
import type { ConfigSchema } from '../../../plan/descriptor.ts';
import type { DocumentNode } from '../../../parser/document.ts';
import { describeComponent, describeSchema } from '../../language/describe.ts';
import { componentsAt, isBlock, ITEM, type Path } from '../../language/schema.ts';
import type { Place } from '../../place/place.ts';
import type { Snapshot } from '../../snapshot.ts';
import type { Offer } from './offer.ts';

export function keyOffers(
  { path, written }: Place,
  schema: ConfigSchema,
  snapshot: Snapshot,
): readonly Offer[] {
  const present = new Set(keysAt(path, snapshot));
  present.delete(written);
  const keys = Object.entries(schema.properties ?? {}).map(([key, value]) => ({
    label: key,
    insert: `${key}:${isBlock(value) ? '' : ' '}`,
    kind: CompletionItemKind.Property,
    help: describeSchema(value),
  }));
  const kinds = Array.from(componentsAt(path, catalog) ?? [], ([kind, { descriptor }]) => ({
    label: kind,
    insert: `${kind}:`,
    kind: CompletionItemKind.Class,
    detail: descriptor.summary,
    help: describeComponent(descriptor),
  }));
  return [...keys, ...kinds, ...environmentOffers(path, snapshot)].filter(({ label }) => !present.has(label));
}

/** Under `per_env` the keys are environments. */
function environmentOffers(path: Path, { readable }: Snapshot): readonly Offer[] {
  if (path.at(-1) !== 'per_env') return [];
  return (readable.policy?.environments ?? []).map(({ value }) => ({
    label: value,
    insert: `${value}: `,
    kind: CompletionItemKind.EnumMember,
  }));
}

/** Keys that stand in the block already. In a list nobody knows which item is meant, so that none is. */
function keysAt(path: Path, { policy, readable }: Snapshot): readonly string[] {
  if (path.includes(ITEM)) return [];
  return [policy, readable.policy].flatMap((tree) => {
    const node = tree && nodeAt(tree.document, path);
    return node?.kind === 'map' ? node.entries.map(({ key }) => key.text) : [];
  });
}

function nodeAt(document: DocumentNode, path: Path): DocumentNode | undefined {
  return path.reduce<DocumentNode | undefined>(
    (node, segment) =>
      node?.kind === 'map' ? node.entries.find(({ key }) => key.text === segment)?.value : undefined,
    document,
  );
}
