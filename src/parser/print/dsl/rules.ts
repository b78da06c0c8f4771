/** Gates, freezes and limits: a name, where and when they apply, and their clauses. */
import type { ConfigSchema } from '../../../plan/descriptor.ts';
import { type EntryNode, entryOf, type MapNode } from '../../document.ts';
import { expressionText } from '../expression.ts';
import { schemaOfItems, schemaOfKey } from '../kinds.ts';
import type { Clause } from './clause.ts';
import { remarks } from './remarks.ts';
import { nameText, scalarText } from './text.ts';
import {
  block,
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
export function ruleWriter(keyword: string, write: EntryWriter, column?: string): EntryWriter {
  return (entry, schema) => {
    const { key, value, comments } = entry;
    if (value.kind !== 'map') return [];
    return [
      {
        comments: headerRemarks(comments, headerOf(value)),
        lead: `${keyword} ${nameText(key.text)}`,
        rest: headerText(value),
        body: block(value, schema, write, header),
        ...(column !== undefined && { column }),
      },
    ];
  };
}

function headerOf(map: MapNode): readonly EntryNode[] {
  return map.entries.filter(({ key }) => header.has(key.text));
}

function headerText(map: MapNode): string {
  const environments = entryOf(map, 'environments')?.value;
  const when = entryOf(map, 'when')?.value;
  const severity = entryOf(map, 'severity')?.value;
  return [
    ...(environments ? [`in ${seriesText(environments, 'words')}`] : []),
    ...(when?.kind === 'scalar' ? [`when ${expressionText(when.text)}`] : []),
    ...(severity?.kind === 'scalar' ? [scalarText(severity, 'words')] : []),
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
  if (value.kind !== 'list') return [];
  const windows = schemaOfItems(schemaOfKey(schema, key.text));
  const clauses = value.items.flatMap((item): Clause[] =>
    item.value.kind === 'map'
      ? [{ comments: item.comments, lead: key.text, body: block(item.value, windows, freezeClauses) }]
      : [],
  );
  return section(comments, clauses, value.closing);
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
  const nodes = value.kind === 'list' ? value.items.map((item) => item.value) : [value];
  const rates = nodes.flatMap((node) => (node.kind === 'scalar' ? [node.text.replaceAll(/ +/gu, ' ')] : []));
  return { comments: remarks(comments, value), lead: 'at most', rest: rates.join(', ') };
}
