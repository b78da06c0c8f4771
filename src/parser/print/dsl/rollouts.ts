/** Rollouts: what shifts the traffic, its stages, checks and ways back. */
import type { ConfigSchema } from '../../../plan/descriptor.ts';
import { type EntryNode, entryOf, type ItemNode, type MapNode } from '../../document.ts';
import { expressionText } from '../expression.ts';
import { schemaOfItems, schemaOfKey } from '../kinds.ts';
import type { Clause } from './clause.ts';
import { componentClause } from './declarations.ts';
import { remarks } from './remarks.ts';
import { nameText } from './text.ts';
import {
  block,
  clauseKeys,
  conditionClauses,
  type EntryWriter,
  headerRemarks,
  inlineText,
  keyClause,
  section,
  seriesText,
} from './values.ts';

export const rolloutClauses: EntryWriter = (entry, schema) => {
  const write = writers.get(entry.key.text);
  return write ? write(entry, schemaOfKey(schema, entry.key.text)) : [keyClause(entry, schema)];
};

/** By key; each gets the schema of the key's value. */
const writers: ReadonlyMap<string, EntryWriter> = new Map<string, EntryWriter>([
  ['traffic', trafficClauses],
  ['stages', itemsWriter(stageClause)],
  ['checks', checksClauses],
  ['rollback', rollbackClauses],
  ['unknown', unknownClauses],
  ['finish', finishClauses],
  ['analysis', analysisClauses],
  ['audience', itemsWriter(audienceClause)],
  ['before', itemsWriter(stepClause('before'))],
  ['after', itemsWriter(stepClause('after'))],
]);

type ItemWriter = (map: MapNode, comments: Clause['comments'], schema: ConfigSchema) => Clause;

/** A clause for each item of a list of blocks. */
export function itemsWriter(write: ItemWriter): EntryWriter {
  return ({ value, comments }, schema) => {
    if (value.kind !== 'list') return [];
    const clauses = value.items.flatMap((item: ItemNode) =>
      item.value.kind === 'map' ? [write(item.value, item.comments, schemaOfItems(schema))] : [],
    );
    return section(comments, clauses, value.closing);
  };
}

/** `traffic haproxy { … }`. */
function trafficClauses({ value, comments }: EntryNode, schema: ConfigSchema): readonly Clause[] {
  const [driver] = value.kind === 'map' ? value.entries : [];
  if (!driver || value.kind !== 'map') return [];
  const about = remarks(comments, { ...value, entries: [] });
  return [componentClause('traffic', driver, schema, about)];
}

/** `stage 10% hold 30m { … }`. */
function stageClause(map: MapNode, comments: Clause['comments'], schema: ConfigSchema): Clause {
  const weight = entryOf(map, 'weight');
  const header = map.entries.filter(({ key, value }) => stageHeader.has(key.text) && value.kind !== 'map');
  const parts = header.filter((entry) => entry !== weight).map((entry) => partText(entry, schema));
  return {
    ...withBraces(map, schema, stageKeys, header),
    comments: headerRemarks(comments, header),
    lead: weight ? `stage ${inlineText(weight, schema)}` : 'stage',
    rest: parts.join(' '),
    column: 'stage',
  };
}

const stageHeader: ReadonlySet<string> = new Set(['weight', 'hold', 'approve', 'exit']);

const stageKeys: EntryWriter = (entry, schema) =>
  entry.key.text === 'checks'
    ? checksClauses(entry, schemaOfKey(schema, 'checks'))
    : [keyClause(entry, schema)];

/** Braces for what stands in no header, if there is any. */
function withBraces(
  map: MapNode,
  schema: ConfigSchema,
  write: EntryWriter,
  header: readonly EntryNode[],
): Pick<Clause, 'body'> {
  const body = block(map, schema, write, new Set(header.map(({ key }) => key.text)));
  return body.clauses.length + body.closing.length > 0 ? { body } : {};
}

/** `hold 30m`, `exit "slo", "errors"`. */
function partText(entry: EntryNode, schema: ConfigSchema): string {
  const { key, value } = entry;
  if (value.kind === 'list') return `${key.text} ${seriesText(value, 'none')}`;
  return `${key.text} ${key.text === 'tolerate' ? value.kind === 'scalar' && value.text : inlineText(entry, schema)}`;
}

/** `checks every 1m { require … }`. */
function checksClauses(entry: EntryNode, schema: ConfigSchema): readonly Clause[] {
  return openClause(entry, schema, checksKeys, ({ key }) => !conditionKeys.has(key.text));
}

const conditionKeys: ReadonlySet<string> = new Set(['require', 'prefer', 'show']);

const checksKeys: EntryWriter = (entry, schema) =>
  conditionKeys.has(entry.key.text) ? conditionClauses(entry) : [partClause(entry, schema)];

/** `rollback when … tolerate 1 consecutive`. */
function rollbackClauses(entry: EntryNode, schema: ConfigSchema): readonly Clause[] {
  return openClause(entry, schema, rollbackKeys, ({ value }) => value.kind === 'scalar');
}

const rollbackKeys: EntryWriter = (entry, schema) => [partClause(entry, schema)];

function partClause(entry: EntryNode, schema: ConfigSchema): Clause {
  const { key, value, comments } = entry;
  return key.text === 'tolerate' && value.kind === 'scalar'
    ? { comments, lead: 'tolerate', rest: value.text }
    : keyClause(entry, schema);
}

/** A clause whose short parts stand before its braces, unless that makes too long a line. */
function openClause(
  { key, value, comments }: EntryNode,
  schema: ConfigSchema,
  write: EntryWriter,
  isShort: (entry: EntryNode) => boolean,
): readonly Clause[] {
  if (value.kind !== 'map') return [];
  const header = value.entries.filter(isShort);
  return [
    {
      ...withBraces(value, schema, write, header),
      comments: headerRemarks(comments, header),
      lead: key.text,
      rest: header.map((entry) => partText(entry, schema)).join(' '),
    },
  ];
}

/** `unknown hold for 10m then rollback`. */
function unknownClauses({ key, value, comments }: EntryNode, schema: ConfigSchema): readonly Clause[] {
  return [{ comments: remarks(comments, value), lead: key.text, rest: partsText(value, schema, 'action') }];
}

/** `finish swap keep 24h`. */
function finishClauses({ key, value, comments }: EntryNode, schema: ConfigSchema): readonly Clause[] {
  return [{ comments: remarks(comments, value), lead: key.text, rest: partsText(value, schema, 'promote') }];
}

/** The value of the first key without its name, then the others in the order of the schema. */
function partsText(node: EntryNode['value'], schema: ConfigSchema, first: string): string {
  if (node.kind !== 'map') return '';
  const texts = Object.keys(schema.properties ?? {}).flatMap((name) => {
    const entry = entryOf(node, name);
    if (!entry) return [];
    return [name === first ? inlineText(entry, schema) : partText(entry, schema)];
  });
  return texts.join(' ');
}

function analysisClauses({ key, value, comments }: EntryNode, schema: ConfigSchema): readonly Clause[] {
  return value.kind === 'map' ? [{ comments, lead: key.text, body: block(value, schema, clauseKeys) }] : [];
}

/** `audience "internal" who … { stage … }`. */
function audienceClause(map: MapNode, comments: Clause['comments'], schema: ConfigSchema): Clause {
  const header = map.entries.filter(({ key }) => key.text === 'name' || key.text === 'who');
  return {
    ...withBraces(map, schema, rolloutClauses, header),
    comments: headerRemarks(comments, header),
    lead: `audience${namedText(map)}`,
    rest: conditionText(map, 'who'),
  };
}

/** `before "announce" when … webhook { … }`. */
export function stepClause(keyword: 'before' | 'after'): ItemWriter {
  return (map, comments, schema) => {
    const header = map.entries.filter(({ key }) => key.text === 'name' || key.text === 'when');
    const component = map.entries.find((entry) => !header.includes(entry));
    const lead = [`${keyword}${namedText(map)}`, conditionText(map, 'when')].filter(Boolean).join(' ');
    const about = remarks(headerRemarks(comments, header), { ...map, entries: [] });
    return component ? componentClause(lead, component, schema, about) : { comments: about, lead };
  };
}

function namedText(map: MapNode): string {
  const name = entryOf(map, 'name')?.value;
  return name?.kind === 'scalar' ? ` ${nameText(name.text)}` : '';
}

function conditionText(map: MapNode, key: string): string {
  const condition = entryOf(map, key)?.value;
  return condition?.kind === 'scalar' ? `${key} ${expressionText(condition.text)}` : '';
}
