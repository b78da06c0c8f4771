/** Reports what the grammar could not read. */
import { EOF, type IToken, tokenLabel, tokenMatcher } from 'chevrotain';
import type { DiagnosticSink, Suggestion } from '../../plan/diagnostic.ts';
import type { OffsetMap } from '../document.ts';
import { describe, joinedQuantity, replacementOf } from './messages.ts';
import { endOf, spanAt } from './place.ts';
import * as tokens from './tokens.ts';

export interface Unread {
  readonly text: string;
  readonly tokens: readonly IToken[];
  /** What should have come, in words. */
  readonly expected: string;
  /** The token that came instead; EOF at the end. */
  readonly found: IToken;
}

/** `reads` tells whether a changed text would be an expression: only such changes are offered. */
export function reportSyntaxError(
  unread: Unread,
  offsets: OffsetMap,
  sink: DiagnosticSink,
  reads: (text: string) => boolean,
): void {
  const atEnd = unread.found.tokenType === EOF;
  const before = atEnd ? unread.tokens : unread.tokens.slice(0, unread.tokens.indexOf(unread.found));
  const open = unread.expected === tokenLabel(tokens.CloseText) ? openQuotes(before) : undefined;
  if (open) {
    sink.report('SEN1303', 'the text that begins here has no end', place(open, offsets), {
      help: `close it with \`${open.image}\`${open.tokenType === tokens.OpenBlock ? '' : ' on the same line'}`,
    });
    return;
  }
  const previous = before.at(-1);
  const found = atEnd ? undefined : unread.found;
  const { message, help } = describe({ expected: unread.expected, found, previous });
  const underlined = found ?? previous;
  sink.report(
    'SEN1301',
    message,
    underlined ? place(underlined, offsets) : spanAt(offsets, 0, unread.text.length),
    { help, suggestion: found && suggestionFor(unread, found, previous, offsets, reads) },
  );
}

function place(token: IToken, offsets: OffsetMap) {
  return spanAt(offsets, token.startOffset, endOf(token));
}

/** The quotes that are open at the end of the tokens. */
function openQuotes(before: readonly IToken[]): IToken | undefined {
  let closed = 0;
  return before.findLast((token) => {
    if (tokenMatcher(token, tokens.CloseText)) closed++;
    return tokenMatcher(token, tokens.OpenText) && closed-- === 0;
  });
}

/** A replacement of `[start, end)` of the text. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function suggestionFor(
  { text, tokens: all }: Unread,
  found: IToken,
  previous: IToken | undefined,
  offsets: OffsetMap,
  reads: (text: string) => boolean,
): Suggestion | undefined {
  const quantity = joinedQuantity(previous, found);
  const changes =
    previous && quantity !== undefined
      ? [{ start: previous.startOffset, end: endOf(found), text: quantity }]
      : all.flatMap(respell);
  if (changes.length === 0 || !reads(applied(text, changes))) return undefined;
  return {
    title: `write ${[...new Set(changes.map((change) => `\`${change.text.trim()}\``))].join(', ')}`,
    edits: changes.map(({ start, end, text }) => ({ span: spanAt(offsets, start, end), text })),
    safe: false,
  };
}

function respell(token: IToken): Change[] {
  const text = replacementOf(token);
  return text === undefined ? [] : [{ start: token.startOffset, end: endOf(token), text }];
}

function applied(text: string, changes: readonly Change[]): string {
  return changes.reduceRight(
    (result, { start, end, text }) => result.slice(0, start) + text + result.slice(end),
    text,
  );
}
