/** What is said of a clause that cannot be read: what was expected, after what, what was found, and what to write. */
import { EOF, type IParserErrorMessageProvider, type IToken, tokenLabel, tokenMatcher } from 'chevrotain';
import { suggestName } from '../../plan/did-you-mean.ts';
import { DiagnosticSink } from '../../plan/diagnostic.ts';
import { type Span, spanOf } from '../../plan/span.ts';
import { straightOffsets } from '../document.ts';
import { parseExpression } from '../expression/index.ts';
import { joinedQuantity } from '../expression/messages.ts';
import { endOf } from '../expression/place.ts';
import { reportSyntaxError } from '../expression/syntax-error.ts';
import { Word } from '../expression/tokens.ts';
import { Sentinel } from './keywords.ts';
import { Open } from './lexer.ts';

/** Each message is only what was expected; the sentence is made here. */
export const expectations: IParserErrorMessageProvider = {
  buildMismatchTokenMessage: ({ expected }) => tokenLabel(expected),
  buildNoViableAltMessage: ({ ruleName }) => wants.get(ruleName) ?? 'a value',
  buildEarlyExitMessage: ({ ruleName }) => wants.get(ruleName) ?? 'a value',
  buildNotAllInputParsedMessage: () => 'the end',
};

/** What rules stand for that are no value. */
const wants: ReadonlyMap<string, string> = new Map([
  ['name', 'a name'],
  ['atMost', 'a rate such as `3 per 1h`'],
]);

/** A place at which a clause could not be read on. */
export interface Unread {
  readonly source: string;
  /** The tokens of the clause or the condition, up to where reading goes on. */
  readonly tokens: readonly IToken[];
  readonly expected: string;
  /** EOF at the end. */
  readonly found: IToken;
  readonly previous: IToken;
  /** What is wrong stands inside a text, or in a condition, which `tokens` then are. */
  readonly inside: 'clause' | 'text' | 'condition';
}

export function reportUnread(unread: Unread, sink: DiagnosticSink): void {
  if (unread.inside === 'clause') reportClause(unread, sink);
  else reportInside(unread, sink);
}

function reportClause({ expected, found, previous }: Unread, sink: DiagnosticSink): void {
  const atEnd = found.tokenType === EOF;
  const after = previous.image === '' ? '' : ` after ${quoted(previous)}`;
  sink.report(
    'SEN1014',
    `expected ${expected}${after}, found ${atEnd ? 'the end' : quoted(found)}`,
    placeOf(atEnd ? previous : found),
    { help: helpFor(found, previous, expected) },
  );
}

function reportInside({ source, tokens, expected, found, inside }: Unread, sink: DiagnosticSink): void {
  const start = tokens[0]?.startOffset ?? 0;
  const last = tokens.at(-1);
  const text = source.slice(start, last ? endOf(last) : start);
  const shifted = new Map(
    tokens.map((token) => [token, { ...token, startOffset: token.startOffset - start }] as const),
  );
  const reads = (changed: string): boolean => {
    const trial = new DiagnosticSink(sink.file);
    return inside === 'condition' && parseExpression(changed, straightOffsets(0), trial) !== undefined;
  };
  reportSyntaxError(
    { text, tokens: [...shifted.values()], expected, found: shifted.get(found) ?? found },
    straightOffsets(start),
    sink,
    reads,
  );
}

const longestQuote = 40;

function quoted({ image }: IToken): string {
  const [line = ''] = image.split(/\r?\n/u, 1);
  return line.length > longestQuote ? `\`${line.slice(0, longestQuote)}…\`` : `\`${line}\``;
}

function placeOf(token: IToken): Span {
  return Number.isNaN(token.startOffset) ? spanOf(0, 0) : spanOf(token.startOffset, endOf(token));
}

/** What may stand between the name of a rule and its `{`. */
const headerWords = ['in', 'when', 'advisory', 'block', 'critical'];

function helpFor(found: IToken, previous: IToken, expected: string): string | undefined {
  if (previous.tokenType === Sentinel && found.image === ':')
    return 'this is YAML: let the name of the file end with `.yaml`';
  if (expected === tokenLabel(Open) && tokenMatcher(found, Word))
    return headerWords.includes(found.image)
      ? 'a header says `in`, `when` and the severity in this order, each once'
      : suggestName(found.image, headerWords);
  const joined = joinedQuantity(previous, found);
  if (joined !== undefined) return `write \`${joined}\`, without the blank`;
  switch (found.image) {
    case '=':
    case ':':
      return 'a key and its value stand side by side: `timeout 3s`';
    case ',':
    case ';':
      return expected === 'a clause or `}`'
        ? 'clauses stand one after the other, with nothing between them'
        : undefined;
    case '-':
      return 'a list is written `[a, b]`';
    case '/':
      return 'a comment begins with `#`, and a path stands in quotes';
    default:
      return undefined;
  }
}
