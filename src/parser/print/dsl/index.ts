/** A document in the language's own syntax, in its canonical form. */
import type { ConfigSchema } from '../../../plan/descriptor.ts';
import { type EntryNode, entryOf, type MapNode } from '../../document.ts';
import { policySchema } from '../../schema/policy-schema.ts';
import { schemaOfKey } from '../kinds.ts';
import { layOut } from '../lines.ts';
import { expandAliases } from './aliases.ts';
import { bodyLines, type Body, type Clause } from './clause.ts';
import {
  componentClause,
  inputClauses,
  probeClauses,
  scoreClauses,
  secretClauses,
  settingClauses,
} from './declarations.ts';
import { headed } from './remarks.ts';
import { itemsWriter, rolloutClauses, stepClause } from './rollouts.ts';
import { freezeClauses, gateClauses, limitClauses, ruleWriter } from './rules.ts';
import { nameText } from './text.ts';
import { block, type EntryWriter, keyClause, section, seriesClause } from './values.ts';

/** The policy must be sound in its structure; what no clause can say is not looked for. */
export function printDsl(document: MapNode): string {
  const policy = policyClause(expandAliases(document));
  const outside: Body = { brackets: '{}', clauses: [policy], closing: [], flow: false };
  return layOut(bodyLines(outside, ''));
}

/** `policy "shop" { … }`; the version of the language goes without saying. */
function policyClause(document: MapNode): Clause {
  const version = entryOf(document, 'sentinel');
  const name = entryOf(document, 'policy');
  const none = { leading: [], blankBefore: false };
  const comments = headed(version?.comments ?? none, name?.comments ?? none);
  const body = block(document, policySchema, policyClauses, new Set(['sentinel', 'policy']));
  return {
    // In an empty policy a comment has no clause to stand before.
    comments: body.clauses.length > 0 ? comments : headed(comments, none),
    lead: 'policy',
    rest: name?.value.kind === 'scalar' ? nameText(name.value.text) : '',
    body: { ...body, flow: false },
  };
}

const policyClauses: EntryWriter = (entry, schema) => {
  const write = writers.get(entry.key.text);
  return write ? write(entry, schemaOfKey(schema, entry.key.text)) : [keyClause(entry, schema)];
};

/** By key; each gets the schema of the key's value. */
const writers: ReadonlyMap<string, EntryWriter> = new Map<string, EntryWriter>([
  ['environments', (entry) => [seriesClause('environments', entry, 'words')]],
  ['owners', (entry) => [seriesClause('owners', entry, 'none')]],
  ['release', releaseClauses],
  ['settings', blocksWriter(settingClauses)],
  ['secrets', blocksWriter(secretClauses)],
  ['inputs', blocksWriter(inputClauses)],
  ['probes', blocksWriter(probeClauses)],
  ['scores', blocksWriter(scoreClauses)],
  ['gates', blocksWriter(ruleWriter('gate', gateClauses))],
  ['freezes', blocksWriter(ruleWriter('freeze', freezeClauses, 'freeze'))],
  ['limits', blocksWriter(ruleWriter('limit', limitClauses))],
  ['rollouts', blocksWriter(ruleWriter('rollout', rolloutClauses))],
  ['groups', blocksWriter(ruleWriter('group', groupClauses))],
  ['notifications', blocksWriter(ruleWriter('notification', notificationClauses))],
  ['before', itemsWriter(stepClause('before'))],
  ['after', itemsWriter(stepClause('after'))],
]);

/** A clause for each block of a map. */
function blocksWriter(write: EntryWriter): EntryWriter {
  return ({ value, comments }, { additionalProperties }) => {
    if (value.kind !== 'map' || typeof additionalProperties !== 'object') return [];
    const clauses = value.entries.flatMap((entry) => write(entry, additionalProperties));
    return section(comments, clauses, value.closing);
  };
}

function releaseClauses({ key, value, comments }: EntryNode, schema: ConfigSchema): readonly Clause[] {
  const write: EntryWriter = (entry, own) =>
    entry.key.text === 'paths' ? [seriesClause('paths', entry, 'none')] : [keyClause(entry, own)];
  return value.kind === 'map' ? [{ comments, lead: key.text, body: block(value, schema, write) }] : [];
}

function groupClauses(entry: EntryNode): readonly Clause[] {
  return [seriesClause(entry.key.text, entry, 'none')];
}

function notificationClauses(entry: EntryNode, schema: ConfigSchema): readonly Clause[] {
  return entry.key.text === 'on'
    ? [seriesClause('on', entry, 'words')]
    : [componentClause('', entry, schema, { leading: [], blankBefore: false })];
}
