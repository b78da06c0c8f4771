/** Keys that the block at a place may still have. */
import { CompletionItemKind } from 'vscode-languageserver';
import { catalog } from '../../../app/catalog.ts';
import type { ConfigSchema } from '../../../plan/descriptor.ts';
import type { DocumentNode } from '../../../parser/document.ts';
import type { Syntax } from '../../../parser/syntax.ts';
import { clauseWords, keyOfClause } from '../../language/clauses.ts';
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
  const words = snapshot.syntax === 'dsl' ? clauseWords(path) : undefined;
  if (words) return words.map((word) => clauseOffer(word, path, schema));
  const present = new Set(keysAt(path, snapshot));
  present.delete(written);
  const insert = inserts[snapshot.syntax];
  const keys = Object.entries(schema.properties ?? {}).map(([key, value]) => ({
    label: key,
    insert: insert(key, value),
    kind: CompletionItemKind.Property,
    help: describeSchema(value),
  }));
  const kinds = Array.from(componentsAt(path, catalog) ?? [], ([kind, { descriptor }]) => ({
    label: kind,
    insert: insert(kind, descriptor.config),
    kind: CompletionItemKind.Class,
    detail: descriptor.summary,
    help: describeComponent(descriptor),
  }));
  // The kind of a component has no keys beside it in the DSL.
  const beside = snapshot.syntax === 'dsl' && kinds.length > 0 ? [] : keys;
  return [...beside, ...kinds, ...environmentOffers(path, snapshot, insert)].filter(
    ({ label }) => !present.has(label),
  );
}

type Insert = (key: string, value: ConfigSchema) => string;

const inserts: Readonly<Record<Syntax, Insert>> = {
  yaml: (key, value) => `${key}:${isBlock(value) ? '' : ' '}`,
  dsl: (key, value) => `${key} ${isBlock(value) ? '{' : ''}`,
};

/** A clause of the DSL; most may stand again, so that none is left out. */
function clauseOffer(word: string, path: Path, { properties }: ConfigSchema): Offer {
  const key = keyOfClause(word, path);
  const schema = properties && Object.hasOwn(properties, key) ? properties[key] : undefined;
  return {
    label: word,
    insert: word === 'at' ? 'at most ' : `${word} `,
    kind: CompletionItemKind.Property,
    ...(schema && { help: describeSchema(schema) }),
  };
}

/** Under `per_env` the keys are environments. */
function environmentOffers(path: Path, { readable }: Snapshot, insert: Insert): readonly Offer[] {
  if (path.at(-1) !== 'per_env') return [];
  return (readable.policy?.environments ?? []).map(({ value }) => ({
    label: value,
    insert: insert(value, { type: 'string' }),
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
