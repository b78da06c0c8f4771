/** Keys with a value, written as they are wherever a key has no clause of its own. */
import type { ConfigSchema } from '../../../plan/descriptor.ts';
import type {
  Comment,
  Comments,
  DocumentNode,
  EntryNode,
  ItemNode,
  ListNode,
  MapNode,
  ScalarNode,
} from '../../document.ts';
import { commentsIn } from '../../document-comments.ts';
import { expressionLines, expressionText } from '../expression.ts';
import { kindOf, schemaOfItems, schemaOfKey } from '../kinds.ts';
import type { Body, Clause } from './clause.ts';
import { headed, remarks } from './remarks.ts';
import { asList, asScalar, scalarsOf } from './shape.ts';
import { type Bare, blockLines, scalarText, wordText } from './text.ts';

/** Writes an entry of a block as clauses. */
export type EntryWriter = (entry: EntryNode, schema: ConfigSchema) => readonly Clause[];

/** Writes a block with a name as its clause. */
export type BlockWriter = (entry: EntryNode, schema: ConfigSchema) => Clause;

/** Lists of words, though their schema takes any text. */
const wordLists: ReadonlySet<string> = new Set(['environments', 'by']);

/** `key value`, or `key condition`. */
export function keyClause(entry: EntryNode, schema: ConfigSchema): Clause {
  const { key, value, comments } = entry;
  return value.kind === 'scalar' && kindOf(schemaOfKey(schema, key.text)) === 'expression'
    ? conditionClause(key.text, value, comments)
    : bodyClause(entry, schema);
}

/** `key value`, as bodies have it: a condition is a text there. */
function bodyClause({ key, value, comments }: EntryNode, schema: ConfigSchema): Clause {
  const own = schemaOfKey(schema, key.text);
  const bare = wordLists.has(key.text) ? 'words' : bareOf(value.kind === 'list' ? schemaOfItems(own) : own);
  return valueClause(wordText(key.text), value, { schema: own, bare, comments });
}

export const clauseKeys: EntryWriter = (entry, schema) => [keyClause(entry, schema)];

const bodyKeys: EntryWriter = (entry, schema) => [bodyClause(entry, schema)];

/** `{ … }` with those entries of a map that stand in no header. */
export function block(
  map: MapNode,
  schema: ConfigSchema,
  write: EntryWriter = bodyKeys,
  header: ReadonlySet<string> = new Set(),
): Body {
  const entries = map.entries.filter(({ key }) => !header.has(key.text));
  const clauses = entries.flatMap((entry) => write(entry, schema));
  return { brackets: '{}', clauses, closing: map.closing, flow: map.flow };
}

/** `require …`, once for each condition. */
export function conditionClauses({ key, value, comments }: EntryNode): readonly Clause[] {
  const write = (condition: ScalarNode, about: Comments): Clause => ({
    ...conditionClause(key.text, condition, about),
    column: 'condition',
  });
  if (value.kind === 'scalar') return [write(value, comments)];
  const { items, closing } = asList(value);
  const clauses = items.map((item) => write(asScalar(item.value), item.comments));
  return section(comments, clauses, closing);
}

/** `require …`; broken before its `and` or `or` where it is too long. */
export function conditionClause(lead: string, { text }: ScalarNode, comments: Comments): Clause {
  const clause = { comments, lead, rest: expressionText(text) };
  const [first = '', ...more] = expressionLines(text);
  const below = more.map((line) => `  ${line}`);
  return more.length === 0 ? clause : { ...clause, otherwise: { comments, lead, rest: first, below } };
}

/** Clauses of one key: its comments stand above them, those behind its last value below. */
export function section(
  comments: Comments,
  clauses: readonly Clause[],
  closing: readonly Comment[],
): readonly Clause[] {
  return [
    ...clauses.map((clause, i) =>
      i === 0 ? { ...clause, comments: headed(comments, clause.comments) } : clause,
    ),
    ...closing.slice(0, 1).map(({ blankBefore = false }) => ({
      comments: { leading: closing, blankBefore },
      lead: '',
    })),
  ];
}

/** `dev, stage, prod`; in brackets where it holds comments or does not fit. */
export function seriesClause(lead: string, { value, comments }: EntryNode, bare: Bare): Clause {
  const series = { comments, lead, rest: seriesText(value, bare) };
  if (value.kind !== 'list') return series;
  const body = listBody(value, {}, bare);
  return commentsIn(value).length > 0
    ? { comments, lead, body }
    : { ...series, otherwise: { comments, lead, body: { ...body, flow: false } } };
}

export function seriesText(node: DocumentNode, bare: Bare): string {
  return scalarsOf(node)
    .map((scalar) => scalarText(scalar, bare))
    .join(', ');
}

interface Reading {
  readonly schema: ConfigSchema;
  readonly bare: Bare;
  readonly comments: Comments;
}

function valueClause(lead: string, value: DocumentNode, { schema, bare, comments }: Reading): Clause {
  switch (value.kind) {
    case 'scalar':
      return scalarClause(lead, value, bare, comments);
    case 'map':
      return { comments, lead, body: block(value, schema, bodyKeys) };
    case 'list':
      return { comments, lead, body: listBody(value, schemaOfItems(schema), bare) };
  }
}

/** Texts of several lines stand between `"""` where they can. */
function scalarClause(lead: string, value: ScalarNode, bare: Bare, comments: Comments): Clause {
  const lines = typeof value.value === 'string' ? blockLines(value.text) : undefined;
  return lines
    ? { comments, lead, rest: '"""', below: [...lines.map((line) => line && `  ${line}`), '  """'] }
    : { comments, lead, rest: scalarText(value, bare) };
}

function listBody(list: ListNode, schema: ConfigSchema, bare: Bare): Body {
  const clauses = list.items.map((item) => itemClause(item, schema, bare));
  // Where it fits, one line: there is no other form to choose from.
  return { brackets: '[]', clauses, closing: list.closing, flow: true };
}

/** Items hold their place in brackets: a text of several lines is escaped there. */
function itemClause({ value, comments }: ItemNode, schema: ConfigSchema, bare: Bare): Clause {
  return value.kind === 'scalar'
    ? { comments, lead: '', rest: scalarText(value, bare) }
    : valueClause('', value, { schema, bare: bareOf(schemaOfItems(schema)), comments });
}

/** What of a value may stand without quotes. */
function bareOf(schema: ConfigSchema): Bare {
  const { type, enum: words, sentinel } = schema;
  if (words) return 'words';
  if (sentinel?.literal || sentinel?.wants) return 'literals';
  return type === undefined ? 'asWritten' : 'none';
}

/** The text of a value on the line of its clause; comments inside are the clause's. */
export function inlineText(entry: EntryNode, schema: ConfigSchema): string {
  const value = asScalar(entry.value);
  const own = schemaOfKey(schema, entry.key.text);
  return kindOf(own) === 'expression' ? expressionText(value.text) : scalarText(value, bareOf(own));
}

/** The comments of a clause that writes these entries of a map on its own line. */
export function headerRemarks(comments: Comments, map: MapNode, header: readonly EntryNode[]): Comments {
  return remarks(comments, { ...map, entries: header, closing: [] });
}
