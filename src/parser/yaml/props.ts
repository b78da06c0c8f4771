/** What stands before and between values: indicators, anchors, tags, white space. */
import type { CST } from 'yaml';
import { spanOf } from '../../plan/span.ts';
import { type Problem, shown } from './problem.ts';

export interface Props {
  /** The `-`, `:` or `?`. */
  readonly indicator?: CST.SourceToken;
  readonly comma?: CST.SourceToken;
  readonly anchor?: CST.SourceToken;
  readonly hasTag: boolean;
  readonly hasNewline: boolean;
  /** Something that cannot stand there. */
  readonly junk?: CST.SourceToken;
}

/** `atLineStart`: the first token stands at the beginning of a line. */
export function readProps(
  tokens: readonly CST.SourceToken[],
  where: {
    readonly flow: boolean;
    readonly atLineStart: boolean;
    readonly beforeBlock: boolean;
    readonly beforeValue: boolean;
    lineEnd(offset: number): number;
  },
  report: (problem: Problem) => void,
): Props {
  const props: { -readonly [K in keyof Props]: Props[K] } = { hasTag: false, hasNewline: false };
  let atLineStart = where.atLineStart;
  if (where.flow || !atLineStart) checkCommentSpace(tokens, report);
  for (const [index, token] of tokens.entries()) {
    const span = spanOf(token.offset, token.offset + token.source.length);
    const next = tokens[index + 1]?.type;
    switch (token.type) {
      case 'space': {
        const indents = atLineStart || (next === undefined && where.beforeBlock);
        const matters = next !== 'newline' && next !== 'comment';
        if (!where.flow && indents && matters && token.source.includes('\t'))
          report({
            code: 'SEN1002',
            message: 'a tab cannot indent',
            span,
            details: { help: 'use spaces' },
            hole: spanOf(token.offset, where.lineEnd(token.offset)),
          });
        continue;
      }
      case 'newline':
        props.hasNewline = true;
        atLineStart = true;
        continue;
      case 'comment':
        continue;
      case 'anchor':
        if (props.anchor !== undefined || token.source === '&')
          report({ code: 'SEN1001', message: `${shown(token.source)} cannot stand here`, span });
        else if (next === undefined && where.beforeValue)
          report({ code: 'SEN1001', message: `${shown(token.source)} needs a space behind it`, span });
        props.anchor = token;
        break;
      case 'tag':
        props.hasTag = true;
        report({
          code: 'SEN1007',
          message: `tags such as ${shown(token.source)} are not used in policies`,
          span,
          details: { help: 'remove it: the key says what its value is' },
        });
        break;
      case 'map-value-ind':
      case 'seq-item-ind':
      case 'explicit-key-ind':
        if (props.indicator === undefined && props.anchor === undefined) props.indicator = token;
        else props.junk ??= token;
        break;
      case 'comma':
        if (props.comma === undefined) props.comma = token;
        else props.junk ??= token;
        break;
      case 'doc-start':
        break;
      default:
        props.junk ??= token;
    }
    atLineStart = false;
  }
  return props;
}

/** A `#` directly behind something would begin no comment elsewhere; YAML refuses it. */
export function checkCommentSpace(tokens: readonly CST.Token[], report: (problem: Problem) => void): void {
  for (const [index, token] of tokens.entries())
    if (token.type === 'comment' && !/^(?:space|newline)$/u.test(tokens[index - 1]?.type ?? ''))
      report({
        code: 'SEN1001',
        message: 'a comment needs a space before its `#`',
        span: spanOf(token.offset, token.offset + 1),
      });
}
