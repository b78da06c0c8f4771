/** What rules share. */
import type { Expression } from '../expression/ast.ts';
import type { Span, Spanned } from '../../plan/span.ts';
import type { BlockReader } from './block-reader.ts';
import { defined } from './defined.ts';

export interface RuleFields {
  readonly name: Spanned<string>;
  readonly span: Span;
  readonly mode?: Spanned<'enforce' | 'shadow'>;
  readonly environments?: readonly Spanned<string>[];
  readonly when?: Expression;
}

export function readRule(name: Spanned<string>, block: BlockReader): RuleFields {
  return defined({
    name,
    span: block.span,
    mode: readMode(block),
    environments: block.value('environments') && block.texts('environments'),
    when: block.expression('when'),
  });
}

export function readMode(block: BlockReader): Spanned<'enforce' | 'shadow'> | undefined {
  return block.word('mode', ['enforce', 'shadow']);
}
