/** Rollouts: what shifts the traffic, its stages, checks and ways back. */
import type { ConfigSchema } from '../../../plan/descriptor.ts';
import { type EntryNode, entryOf, type MapNode } from '../../document.ts';
import { expressionText } from '../expression.ts';
import { schemaOfItems, schemaOfKey } from '../kinds.ts';
import type { Clause } from './clause.ts';
import { componentClause } from './declarations.ts';
import { remarks } from './remarks.ts';
import { asList, asMap, asScalar, scalarIn } from './shape.ts';
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

type Remarks = Clause['comments'];

/** Each writer gets the schema of the key's value. */
export function keysWriter(writers: ReadonlyMap<string, EntryWriter>): EntryWriter {
  return (entry, schema) => {
    const write = writers.get(entry.key.text);
    return write ? write(entry, schemaOfKey(schema, entry.key.text)) : [keyClause(entry, schema)];
  };
}

type ItemWriter = (map: MapNode, comments: Remarks, schema: ConfigSchema) => Clause;

/** A clause for each item of a list of blocks. */
function itemsWriter(write: ItemWriter): EntryWriter {
  return ({ value, comments }, schema) => {
    const { items, closing } = asList(value);
    const clauses = items.map((item) => write(asMap(item.value), item.comments, schemaOfItems(schema)));
    return section(comments, clauses, closing);
  };
}

/** `checks every 1m { require … }`. */
const checksClauses: EntryWriter = (entry, schema) =>
  openClause(entry, schema, checksKeys, ({ key }) => !conditionKeys.has(key.text));

const conditionKeys: ReadonlySet<string> = new Set(['require', 'prefer', 'show']);

/** Its other keys stand before the braces. */
const checksKeys: EntryWriter = (entry) => conditionClauses(entry);

/** `rollback when … tolerate 1 consecutive`. */
const rollbackClauses: EntryWriter = (entry, schema) =>
  openClause(entry, schema, clauseKeys, ({ value }) => value.kind === 'scalar');

/** A clause whose short parts stand before its braces. */
function openClause(
  { key, value, comments }: EntryNode,
  schema: ConfigSchema,
  write: EntryWriter,
  isShort: (entry: EntryNode) => boolean,
): readonly Clause[] {
  const map = asMap(value);
  const header = map.entries.filter(isShort);
  return [
    {
      ...withBraces(map, schema, write, header),
      comments: headerRemarks(comments, map, header),
      lead: key.text,
      rest: header.map((entry) => partText(entry, schema)).join(' '),
    },
  ];
}

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

/** `hold 30m`, `exit "slo", "errors"`, `tolerate 2 of 5`. */
function partText(entry: EntryNode, schema: ConfigSchema): string {
  const { key, value } = entry;
  if (value.kind === 'list') return `${key.text} ${seriesText(value, 'none')}`;
  return `${key.text} ${key.text === 'tolerate' ? asScalar(value).text : inlineText(entry, schema)}`;
}

/** `stage 10% hold 30m { … }`. */
function stageClause(map: MapNode, comments: Remarks, schema: ConfigSchema): Clause {
  const weight = entryOf(map, 'weight');
  const header = map.entries.filter(({ key, value }) => stageHeader.has(key.text) && value.kind !== 'map');
  const parts = header.filter((entry) => entry !== weight).map((entry) => partText(entry, schema));
  return {
    ...withBraces(map, schema, stageKeys, header),
    comments: headerRemarks(comments, map, header),
    lead: weight ? `stage ${inlineText(weight, schema)}` : 'stage',
    rest: parts.join(' '),
    column: 'stage',
  };
}

const stageHeader: ReadonlySet<string> = new Set(['weight', 'hold', 'approve', 'exit']);

const stageKeys = keysWriter(new Map([['checks', checksClauses]]));

/** `audience "internal" who … { stage … }`. */
function audienceClause(map: MapNode, comments: Remarks, schema: ConfigSchema): Clause {
  const header = map.entries.filter(({ key }) => key.text === 'name' || key.text === 'who');
  return {
    ...withBraces(map, schema, audienceKeys, header),
    comments: headerRemarks(comments, map, header),
    lead: `audience${nameIn(map)}`,
    rest: conditionIn(map, 'who'),
  };
}

const audienceKeys = keysWriter(new Map([['stages', itemsWriter(stageClause)]]));

/** `before "announce" when … webhook { … }`. */
export function stepWriter(keyword: 'before' | 'after'): EntryWriter {
  return itemsWriter((map, comments, schema) => {
    const condition = conditionIn(map, 'when');
    const lead = `${keyword}${nameIn(map)} ${condition}${condition && ' '}`;
    return componentClause(lead, map, { schema, comments }, ['name', 'when']);
  });
}

function nameIn(map: MapNode): string {
  const name = scalarIn(map, 'name');
  return name ? ` ${nameText(name.text)}` : '';
}

function conditionIn(map: MapNode, key: string): string {
  const condition = scalarIn(map, key);
  return condition ? `${key} ${expressionText(condition.text)}` : '';
}

/** `unknown hold for 10m then rollback`: the first key's value without its name, the others in the schema's order. */
function phraseWriter(first: string): EntryWriter {
  return ({ key, value, comments }, schema) => {
    const map = asMap(value);
    const entries = Object.keys(schema.properties ?? {}).flatMap((name) => entryOf(map, name) ?? []);
    const texts = entries.map((entry) =>
      entry.key.text === first ? inlineText(entry, schema) : partText(entry, schema),
    );
    return [{ comments: remarks(comments, value), lead: key.text, rest: texts.join(' ') }];
  };
}

export const rolloutClauses = keysWriter(
  new Map<string, EntryWriter>([
    [
      'traffic',
      ({ value, comments }, schema) => [componentClause('traffic ', asMap(value), { schema, comments })],
    ],
    ['stages', itemsWriter(stageClause)],
    ['checks', checksClauses],
    ['rollback', rollbackClauses],
    ['unknown', phraseWriter('action')],
    ['finish', phraseWriter('promote')],
    ['audience', itemsWriter(audienceClause)],
    [
      'analysis',
      ({ key, value, comments }, schema) => [
        { comments, lead: key.text, body: block(asMap(value), schema, clauseKeys) },
      ],
    ],
    ['before', stepWriter('before')],
    ['after', stepWriter('after')],
  ]),
);
