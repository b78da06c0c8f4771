/** Texts through the formatter. */
import { formatPolicy } from '../../src/parser/format.ts';
import type { Syntax } from '../../src/parser/syntax.ts';
import { SourceText } from '../../src/plan/span.ts';

const files = { yaml: 'sentinel.yaml', dsl: 'sentinel.sntl' } as const;

/** The canonical form of a text that must be valid. */
export function formatted(from: Syntax, text: string, to: Syntax = from): string {
  const result = formatPolicy(new SourceText(files[from], text), to);
  if ('text' in result) return result.text;
  throw new Error([...result.diagnostics.map(({ code, message }) => `${code} ${message}`), text].join('\n'));
}

/** Blocks of YAML in their canonical form, without the two lines that every policy has. */
export function formattedBlocks(blocks: string): string {
  return formatted('yaml', `sentinel: 1\npolicy: shop\n${blocks}`).split('\n').slice(2).join('\n');
}

/** Blocks of YAML as clauses of the DSL, without the policy around them. */
export function clausesOf(blocks: string): string {
  return unwrapped(formatted('yaml', `sentinel: 1\npolicy: shop\n${blocks}`, 'dsl'));
}

/** Clauses of the DSL in their canonical form. */
export function formattedClauses(clauses: string): string {
  return unwrapped(formatted('dsl', `policy "shop" {\n${clauses}\n}\n`));
}

function unwrapped(policy: string): string {
  return policy
    .split('\n')
    .slice(1, -2)
    .map((line) => line.replace(/^ {2}/u, ''))
    .join('\n');
}
