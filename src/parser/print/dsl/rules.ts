/** Gates, freezes and limits: a name, where and when they apply, and their clauses. */
import type { ConfigSchema } from '../../../plan/descriptor.ts';
import { type EntryNode, entryOf, type MapNode } from '../../document.ts';
import { expressionText } from '../expression.ts';
import { schemaOfItems, schemaOfKey } from '../kinds.ts';
import type { Clause } from './clause.ts';
import { remarks } from './remarks.ts';
import { asList, asMap, scalarIn, scalarsOf } from './shape.ts';
import { nameText } from './text.ts';
import {
  block,
  type BlockWriter,
  conditionClauses,
  type EntryWriter,
  headerRemarks,
  keyClause,
  section,
  seriesClause,
  seriesText,
} from './values.ts';

const header: ReadonlySet<string> = new Set(['environments', 'when', 'severity']);

/** `gate "disk" in prod when … critical { … }`. */
export function ruleWriter(keyword: string, write: EntryWriter, column?: string): BlockWriter {
  return ({ key, value, comments }, schema) => {
    const map = asMap(value);
    const above = map.entries.filter((entry) => header.has(entry.key.text));
    return {
      comments: headerRemarks(comments, map, above),
      lead: `${keyword} ${nameText(key.text)}`,
      rest: headerText(map),
      body: block(map, schema, write, header),
      ...(column !== undefined && { column }),
    };
  };
}

function headerText(map: MapNode): string {
  const environments = entryOf(map, 'environments');
  const when = scalarIn(map, 'when');
  const severity = scalarIn(map, 'severity');
  return [
    ...(environments ? [`in ${seriesText(environments.value, 'words')}`] : []),
    ...(when ? [`when ${expressionText(when.text)}`] : []),
    ...(severity ? [severity.text] : []),
  ].join(' ');
}

const sustain: ReadonlySet<string> = new Set(['for', 'over', 'every', 'tolerate']);

export const gateClauses: EntryWriter = (entry, schema) => {
  const { key } = entry;
  if (key.text === 'require' || key.text === 'prefer') return conditionClauses(entry);
  return [{ ...keyClause(entry, schema), ...(sustain.has(key.text) && { line: 'sustain' }) }];
};

/** Keys of a freeze that are told apart from its time. */
const aside: ReadonlySet<string> = new Set(['except', 'reason', 'mode']);

export const freezeClauses: EntryWriter = (entry, schema) => {
  const { key, value } = entry;
  if (key.text === 'outside') return windowClauses(entry, schema);
  const isListed = key.text === 'every' || value.kind === 'list';
  const clause = isListed ? seriesClause(key.text, entry, 'words') : keyClause(entry, schema);
  return [{ ...clause, ...(!aside.has(key.text) && { line: 'window' }) }];
};

/** `outside { … }`, once for each open window. */
function windowClauses({ key, value, comments }: EntryNode, schema: ConfigSchema): readonly Clause[] {
  const windows = schemaOfItems(schemaOfKey(schema, key.text));
  const { items, closing } = asList(value);
  const clauses = items.map((item) => ({
    comments: item.comments,
    lead: key.text,
    body: block(asMap(item.value), windows, freezeClauses),
  }));
  return section(comments, clauses, closing);
}

export const limitClauses: EntryWriter = (entry, schema) => {
  switch (entry.key.text) {
    case 'at_most':
      return [{ ...rateClause(entry), line: 'limit' }];
    case 'by':
      return [{ ...seriesClause('by', entry, 'words'), line: 'limit' }];
    default:
      return [keyClause(entry, schema)];
  }
};

/** `at most 1 per 1m, 3 per 1h`: the rates have no brackets to stand in. */
function rateClause({ value, comments }: EntryNode): Clause {
  const rates = scalarsOf(value).map(({ text }) => text.replaceAll(/ +/gu, ' '));
  return { comments: remarks(comments, value), lead: 'at most', rest: rates.join(', ') };
}
