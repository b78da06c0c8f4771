/** How the DSL writes the keys of a block: the words that open its clauses, and the keys that they stand for. */
import { catalog } from '../../app/catalog.ts';
import { ITEM, type Path, schemaAt } from './schema.ts';

/** Blocks that the policy calls by names. */
const sections: ReadonlyMap<string, string> = new Map([
  ['setting', 'settings'],
  ['secret', 'secrets'],
  ['input', 'inputs'],
  ['probe', 'probes'],
  ['score', 'scores'],
  ['gate', 'gates'],
  ['freeze', 'freezes'],
  ['limit', 'limits'],
  ['rollout', 'rollouts'],
  ['group', 'groups'],
  ['notification', 'notifications'],
]);

/** Other words that are not the key itself. */
const others: ReadonlyMap<string, string> = new Map([
  ['stage', 'stages'],
  ['at', 'at_most'],
  ['of', 'criteria'],
]);

const wordOfKey: ReadonlyMap<string, string> = new Map(
  [...sections, ...others].map(([word, key]) => [key, word]),
);

/** Keys that stand in the header of their block, or before the policy. */
const headerKeys = new Set(['sentinel', 'policy', 'name', 'weight']);

/** Named blocks whose braces hold clauses; the others are written without braces. */
const namedBlocks = new Set(['scores', 'gates', 'freezes', 'limits', 'rollouts', 'groups', 'notifications']);

const innerBlocks = new Set(['stages', 'checks', 'rollback', 'audience', 'analysis', 'outside']);

/** Words that may follow in the header of a clause, before its braces. */
const parts: ReadonlyMap<string, readonly string[]> = new Map([
  ['stages', ['exit', 'hold', 'approve', 'weights']],
  ['checks', ['tolerate', 'every', 'warmup', 'on_fail', 'max_extend']],
  ['rollback', ['when', 'if', 'tolerate', 'to', 'retry', 'quarantine', 'tiers']],
  ['unknown', ['for', 'then']],
  ['finish', ['keep']],
]);

/** The key that a clause in the block at a path writes. */
export function keyOfClause(word: string, path: Path): string {
  return (path.length === 0 ? sections.get(word) : others.get(word)) ?? word;
}

/** Whether a clause has a name behind its first word. */
export function isNamed(word: string, path: Path): boolean {
  return path.length === 0 && sections.has(word);
}

/** Clauses that may stand several times, each an item of the list of their key. */
export function isItem(key: string): boolean {
  return ['stages', 'audience', 'outside', 'before', 'after'].includes(key);
}

/** The words that open clauses in the block at a path; undefined for a block of plain keys. */
export function clauseWords(path: Path): readonly string[] | undefined {
  if (!holdsClauses(path)) return undefined;
  return Object.keys(schemaAt(path, catalog).properties ?? {})
    .filter((key) => !headerKeys.has(key))
    .map(
      (key) => (path.length === 0 || others.has(wordOfKey.get(key) ?? '') ? wordOfKey.get(key) : key) ?? key,
    );
}

export function partWords(path: Path): readonly string[] {
  return parts.get(lastKey(path)) ?? [];
}

function holdsClauses(path: Path): boolean {
  const [section = ''] = path;
  if (path.length === 0) return true;
  if (path.length === 1) return section === 'release';
  return path.length === 2
    ? namedBlocks.has(section)
    : section === 'rollouts' || section === 'freezes'
      ? innerBlocks.has(lastKey(path))
      : false;
}

function lastKey(path: Path): string {
  return (path.at(-1) === ITEM ? path.at(-2) : path.at(-1)) ?? '';
}
