/** What a policy reads: settings, secrets, inputs, probes, scores. */
import type { ConfigSchema } from '../../../plan/descriptor.ts';
import { type DocumentNode, type EntryNode, entryOf, type MapNode } from '../../document.ts';
import { schemaOfItems, schemaOfKey } from '../kinds.ts';
import type { Clause } from './clause.ts';
import { remarks, shared } from './remarks.ts';
import { asList, asMap, asScalar, scalarIn } from './shape.ts';
import { wordText } from './text.ts';
import {
  block,
  type BlockWriter,
  conditionClause,
  type EntryWriter,
  inlineText,
  keyClause,
  section,
  seriesText,
} from './values.ts';

/** `setting api_url from env "API_URL" default "…"`. */
export const settingClause: BlockWriter = ({ key, value, comments }, schema) => {
  const map = asMap(value);
  const origins = sourceText(map, ['env'], schema);
  const preset = sourceText(map, ['default'], schema);
  const lead = `setting ${wordText(key.text)}`;
  const perEnvironment = entryOf(map, 'per_env');
  const about = aboutAllBut(perEnvironment, map, comments);
  if (!perEnvironment)
    return { comments: about, lead, rest: `${origins} ${preset}`.trim(), column: 'setting' };
  return {
    comments: shared(about, perEnvironment.comments),
    lead,
    rest: `${origins} per env`.trim(),
    body: block(asMap(perEnvironment.value), schemaOfKey(schema, 'per_env')),
    tail: preset,
    column: 'setting',
  };
};

/** `secret deploy_token from env "DEPLOY_TOKEN"`. */
export const secretClause: BlockWriter = ({ key, value, comments }, schema) => {
  const map = asMap(value);
  const origins = sourceText(map, ['env', 'file'], schema);
  const lead = `secret ${wordText(key.text)}`;
  const vault = entryOf(map, 'vault');
  const about = aboutAllBut(vault, map, comments);
  if (!vault) return { comments: about, lead, rest: origins, column: 'secret' };
  return {
    comments: shared(about, vault.comments),
    lead,
    rest: `${origins} from vault`.trim(),
    body: block(asMap(vault.value), schemaOfKey(schema, 'vault')),
    column: 'secret',
  };
};

function sourceText(map: MapNode, keys: readonly string[], schema: ConfigSchema): string {
  const entries = map.entries.filter(({ key }) => keys.includes(key.text));
  const texts = entries.map((entry) => {
    const words = entry.key.text === 'default' ? 'default' : `from ${entry.key.text}`;
    return `${words} ${inlineText(entry, schema)}`;
  });
  return texts.join(' ');
}

/** The comments of a clause whose line ends in the body of one of the keys, or which has one line. */
function aboutAllBut(
  entry: EntryNode | undefined,
  map: MapNode,
  comments: Clause['comments'],
): Clause['comments'] {
  return remarks(comments, { ...map, entries: map.entries.filter((other) => other !== entry) });
}

/** `input ticket: string = ""`. */
export const inputClause: BlockWriter = ({ key, value, comments }) => {
  const map = asMap(value);
  const type = entryOf(map, 'type');
  const preset = entryOf(map, 'default');
  const required = scalarIn(map, 'required');
  const name = `input ${wordText(key.text)}`;
  return {
    comments: remarks(comments, value),
    lead: type ? `${name}: ${listText(type.value, 'words')}` : name,
    rest: [
      ...(preset ? [`= ${listText(preset.value, 'literals')}`] : []),
      ...(required ? [required.value === true ? 'required' : 'required false'] : []),
    ].join(' '),
  };
};

function listText(node: DocumentNode, bare: 'words' | 'literals'): string {
  const text = seriesText(node, bare);
  return node.kind === 'list' ? `[${text}]` : text;
}

/** `probe up each svc in ["cart", "pay"] = http { … }`. */
export const probeClause: BlockWriter = ({ key, value, comments }, schema) => {
  const map = asMap(value);
  const each = entryOf(map, 'each');
  const variables = each ? asMap(each.value).entries : [];
  const loops = variables.map(
    ({ key: name, value: values }) => `each ${wordText(name.text)} in [${seriesText(values, 'asWritten')}] `,
  );
  return componentClause(`probe ${wordText(key.text)} ${loops.join('')}= `, map, { schema, comments }, [
    'each',
  ]);
};

interface About {
  /** Of the map that holds the component. */
  readonly schema: ConfigSchema;
  readonly comments: Clause['comments'];
}

/** A kind with its body, behind the words that lead to it; `beside` are the keys that those words tell. */
export function componentClause(
  lead: string,
  map: MapNode,
  { schema, comments }: About,
  beside: readonly string[] = [],
): Clause {
  const kind = map.entries.find(({ key }) => !beside.includes(key.text));
  if (kind === undefined) throw new TypeError('a component has no kind');
  return kindClause(lead, kind, { schema, comments: aboutAllBut(kind, map, comments) });
}

export function kindClause(lead: string, { key, value, comments }: EntryNode, about: About): Clause {
  return {
    comments: shared(about.comments, comments),
    lead: `${lead}${wordText(key.text)}`,
    body: block(asMap(value), schemaOfKey(about.schema, key.text)),
  };
}

/** `score health { 3 of error_rate < 1% … }`. */
export const scoreClause: BlockWriter = ({ key, value, comments }, schema) => ({
  comments,
  lead: `score ${wordText(key.text)}`,
  body: block(asMap(value), schema, criterionClauses),
});

/** `3 of error_rate < 1%`. */
const criterionClauses: EntryWriter = (entry, schema) => {
  const { key, value, comments } = entry;
  if (key.text !== 'criteria') return [keyClause(entry, schema)];
  const { items, closing } = asList(value);
  const own = schemaOfItems(schemaOfKey(schema, key.text));
  const clauses = items.map((item) => {
    const map = asMap(item.value);
    const of = asScalar(entryOf(map, 'of')?.value ?? map);
    const weight = entryOf(map, 'weight');
    const lead = weight ? `${inlineText(weight, own)} of` : 'of';
    return conditionClause(lead, of, remarks(item.comments, map));
  });
  return section(comments, clauses, closing);
};
