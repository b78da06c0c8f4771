/** What a policy reads: settings, secrets, inputs, probes, scores. */
import type { ConfigSchema } from '../../../plan/descriptor.ts';
import { type EntryNode, entryOf, type MapNode } from '../../document.ts';
import { schemaOfItems, schemaOfKey } from '../kinds.ts';
import type { Clause } from './clause.ts';
import { remarks, shared } from './remarks.ts';
import { wordText } from './text.ts';
import {
  block,
  conditionClause,
  type EntryWriter,
  headerRemarks,
  inlineText,
  keyClause,
  section,
  seriesText,
} from './values.ts';

/** `setting api_url from env "API_URL" default "…"`. */
export const settingClauses: EntryWriter = ({ key, value, comments }, schema) => {
  if (value.kind !== 'map') return [];
  const name = { lead: `setting ${wordText(key.text)}`, column: 'setting' };
  const perEnvironment = entryOf(value, 'per_env');
  const others = value.entries.filter((entry) => entry !== perEnvironment);
  const text = (key: string): readonly string[] =>
    others.filter((entry) => entry.key.text === key).map((entry) => sourceText(entry, schema));
  const about = remarks(headerRemarks(comments, others), { ...value, entries: [] });
  if (perEnvironment?.value.kind !== 'map')
    return [{ ...name, comments: about, rest: [...text('env'), ...text('default')].join(' ') }];
  const body = block(perEnvironment.value, schemaOfKey(schema, 'per_env'));
  return [
    {
      ...name,
      comments: shared(about, perEnvironment.comments),
      rest: [...text('env'), 'per env'].join(' '),
      body,
      tail: text('default').join(' '),
    },
  ];
};

/** `secret deploy_token from env "DEPLOY_TOKEN"`. */
export const secretClauses: EntryWriter = ({ key, value, comments }, schema) => {
  if (value.kind !== 'map') return [];
  const vault = entryOf(value, 'vault');
  const others = value.entries.filter((entry) => entry !== vault);
  const about = remarks(headerRemarks(comments, others), { ...value, entries: [] });
  const clause = {
    comments: about,
    lead: `secret ${wordText(key.text)}`,
    rest: others.map((entry) => sourceText(entry, schema)).join(' '),
    column: 'secret',
  };
  if (vault?.value.kind !== 'map') return [clause];
  return [
    {
      ...clause,
      comments: shared(about, vault.comments),
      rest: [clause.rest, 'from vault'].join(' ').trim(),
      body: block(vault.value, schemaOfKey(schema, 'vault')),
    },
  ];
};

function sourceText(entry: EntryNode, schema: ConfigSchema): string {
  const text = inlineText(entry, schema);
  return entry.key.text === 'default' ? `default ${text}` : `from ${entry.key.text} ${text}`;
}

/** `input ticket: string = ""`. */
export const inputClauses: EntryWriter = ({ key, value, comments }) => {
  if (value.kind !== 'map') return [];
  const type = entryOf(value, 'type')?.value;
  const preset = entryOf(value, 'default')?.value;
  const required = entryOf(value, 'required')?.value;
  const name = `input ${wordText(key.text)}`;
  const typeText =
    type && (type.kind === 'list' ? `[${seriesText(type, 'words')}]` : seriesText(type, 'words'));
  return [
    {
      comments: remarks(comments, value),
      lead: typeText === undefined ? name : `${name}: ${typeText}`,
      rest: [
        ...(preset ? [`= ${presetText(preset)}`] : []),
        ...(required?.kind === 'scalar' ? [required.value === true ? 'required' : 'required false'] : []),
      ].join(' '),
    },
  ];
};

function presetText(node: EntryNode['value']): string {
  const text = seriesText(node, 'literals');
  return node.kind === 'list' ? `[${text}]` : text;
}

/** `probe up each svc in ["cart", "pay"] = http { … }`. */
export const probeClauses: EntryWriter = ({ key, value, comments }, schema) => {
  if (value.kind !== 'map') return [];
  const each = entryOf(value, 'each');
  const component = value.entries.find((entry) => entry !== each);
  const [variable] = each?.value.kind === 'map' ? each.value.entries : [];
  const loop =
    variable && `each ${wordText(variable.key.text)} in [${seriesText(variable.value, 'asWritten')}]`;
  const lead = ['probe', wordText(key.text), loop, '='].filter((word) => word !== undefined).join(' ');
  const about = remarks(headerRemarks(comments, each ? [each] : []), { ...value, entries: [] });
  return component ? [componentClause(lead, component, schema, about)] : [];
};

/** A kind with its body, behind the words that lead to it. */
export function componentClause(
  lead: string,
  { key, value, comments }: EntryNode,
  schema: ConfigSchema,
  about: Clause['comments'],
): Clause {
  const kind = wordText(key.text);
  return {
    comments: shared(about, comments),
    lead: lead === '' ? kind : `${lead} ${kind}`,
    ...(value.kind === 'map' && { body: block(value, schemaOfKey(schema, key.text)) }),
  };
}

/** `score health { 3 of error_rate < 1% … }`. */
export const scoreClauses: EntryWriter = ({ key, value, comments }, schema) =>
  value.kind === 'map'
    ? [{ comments, lead: `score ${wordText(key.text)}`, body: block(value, schema, criterionClauses) }]
    : [];

const criterionClauses: EntryWriter = (entry, schema) => {
  const { key, value, comments } = entry;
  if (key.text !== 'criteria' || value.kind !== 'list') return [keyClause(entry, schema)];
  const own = schemaOfItems(schemaOfKey(schema, key.text));
  const clauses = value.items.flatMap((item) =>
    item.value.kind === 'map' ? criterionClause(item.value, item.comments, own) : [],
  );
  return section(comments, clauses, value.closing);
};

/** `3 of error_rate < 1%`. */
function criterionClause(
  map: MapNode,
  comments: Clause['comments'],
  schema: ConfigSchema,
): readonly Clause[] {
  const weight = entryOf(map, 'weight');
  const of = entryOf(map, 'of')?.value;
  if (of?.kind !== 'scalar') return [];
  const lead = weight ? `${inlineText(weight, schema)} of` : 'of';
  const { column: _, ...clause } = conditionClause(lead, of, remarks(comments, map));
  return [clause];
}
