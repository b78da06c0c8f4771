/** A document in the language's own syntax, in its canonical form. */
import { type EntryNode, entryOf, type MapNode } from '../../document.ts';
import type { ConfigSchema } from '../../../plan/descriptor.ts';
import { policySchema } from '../../schema/policy-schema.ts';
import { schemaOfMembers } from '../kinds.ts';
import { layOut } from '../lines.ts';
import { expandAliases } from './aliases.ts';
import { bodyLines, type Clause } from './clause.ts';
import {
  inputClause,
  kindClause,
  probeClause,
  scoreClause,
  secretClause,
  settingClause,
} from './declarations.ts';
import { headed, noRemarks } from './remarks.ts';
import { keysWriter, rolloutClauses, stepWriter } from './rollouts.ts';
import { freezeClauses, gateClauses, limitClauses, ruleWriter } from './rules.ts';
import { asMap, scalarIn } from './shape.ts';
import { nameText } from './text.ts';
import { block, type BlockWriter, type EntryWriter, keyClause, section, seriesClause } from './values.ts';

/** The policy must be sound in its structure. */
export function printDsl(document: MapNode): string {
  const policy = policyClause(expandAliases(document));
  return layOut(bodyLines({ brackets: '{}', clauses: [policy], closing: [], flow: false }, ''));
}

/** `policy "shop" { … }`; the version of the language goes without saying. */
function policyClause(document: MapNode): Clause {
  const about = (key: string) => entryOf(document, key)?.comments ?? noRemarks;
  const comments = headed(about('sentinel'), about('policy'));
  const body = block(document, policySchema, policyClauses, new Set(['sentinel', 'policy']));
  return {
    // In an empty policy a comment has no clause to stand before.
    comments: body.clauses.length > 0 ? comments : headed(comments, noRemarks),
    lead: `policy ${nameText(scalarIn(document, 'policy')?.text ?? '')}`,
    body: { ...body, flow: false },
  };
}

const policyClauses = keysWriter(
  new Map<string, EntryWriter>([
    ['environments', (entry) => [seriesClause('environments', entry, 'words')]],
    ['owners', (entry) => [seriesClause('owners', entry, 'none')]],
    ['release', releaseClauses],
    ['settings', blocksWriter(settingClause)],
    ['secrets', blocksWriter(secretClause)],
    ['inputs', blocksWriter(inputClause)],
    ['probes', blocksWriter(probeClause)],
    ['scores', blocksWriter(scoreClause)],
    ['gates', blocksWriter(ruleWriter('gate', gateClauses))],
    ['freezes', blocksWriter(ruleWriter('freeze', freezeClauses, 'freeze'))],
    ['limits', blocksWriter(ruleWriter('limit', limitClauses))],
    ['rollouts', blocksWriter(ruleWriter('rollout', rolloutClauses))],
    ['groups', blocksWriter(ruleWriter('group', groupClauses))],
    ['notifications', blocksWriter(ruleWriter('notification', notificationClauses))],
    ['before', stepWriter('before')],
    ['after', stepWriter('after')],
  ]),
);

/** A clause for each block of a map. */
function blocksWriter(write: BlockWriter): EntryWriter {
  return ({ value, comments }, schema) => {
    const { entries, closing } = asMap(value);
    const clauses = entries.map((entry) => write(entry, schemaOfMembers(schema)));
    return section(comments, clauses, closing);
  };
}

function releaseClauses({ key, value, comments }: EntryNode, schema: ConfigSchema): readonly Clause[] {
  const write: EntryWriter = (entry, own) =>
    entry.key.text === 'paths' ? [seriesClause('paths', entry, 'none')] : [keyClause(entry, own)];
  return [{ comments, lead: key.text, body: block(asMap(value), schema, write) }];
}

function groupClauses(entry: EntryNode): readonly Clause[] {
  return [seriesClause(entry.key.text, entry, 'none')];
}

function notificationClauses(entry: EntryNode, schema: ConfigSchema): readonly Clause[] {
  return entry.key.text === 'on'
    ? [seriesClause('on', entry, 'words')]
    : [kindClause('', entry, { schema, comments: noRemarks })];
}
