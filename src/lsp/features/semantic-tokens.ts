/** Colours by meaning: expressions inside values as well, which no grammar of YAML sees. */
import type { SemanticTokens } from 'vscode-languageserver';
import type { TokenType } from 'chevrotain';
import { catalog } from '../../app/catalog.ts';
import type { Binding } from '../../compiler/expression/scope.ts';
import type { PolicyScope } from '../../compiler/policy-scope.ts';
import { DiagnosticSink } from '../../plan/diagnostic.ts';
import type { Span } from '../../plan/span.ts';
import type { ConfigSchema } from '../../plan/descriptor.ts';
import type { EntryNode, ScalarNode } from '../../parser/document.ts';
import { tokenize } from '../../parser/expression/lexer.ts';
import { spanAt } from '../../parser/expression/place.ts';
import { mentionsIn } from '../language/chains.ts';
import { expressionsIn, innerSpan, namesAt } from '../language/embedded.ts';
import { clauseWords, keyOfClause } from '../language/clauses.ts';
import { componentAt, holdsExpressions, type Path } from '../language/schema.ts';
import { walkDocument } from '../language/walk.ts';
import type { Snapshot } from '../snapshot.ts';

export const tokenTypes = [
  'keyword',
  'namespace',
  'variable',
  'property',
  'parameter',
  'function',
  'type',
  'enumMember',
  'operator',
  'number',
  'string',
  'regexp',
] as const;

export const tokenModifiers = ['declaration'] as const;

type Kind = (typeof tokenTypes)[number];

interface Token {
  readonly span: Span;
  readonly kind: Kind;
  readonly isDeclaration?: boolean;
}

export function semanticTokens(snapshot: Snapshot): SemanticTokens {
  return { data: encode(tokensOf(snapshot), snapshot) };
}

function tokensOf({ policy, scope, occurrences, syntax, text }: Snapshot): readonly Token[] {
  if (!policy || !scope) return [];
  const tokens: Token[] = occurrences.map(({ kind, role, span }) => ({
    span,
    kind: kind === 'environment' ? 'enumMember' : kind === 'variable' ? 'parameter' : 'variable',
    isDeclaration: role === 'definition',
  }));
  walkDocument(policy.document, catalog, {
    entry(entry, path, _, owner) {
      if (componentAt(path, catalog)) tokens.push({ span: innerSpan(entry.key), kind: 'type' });
      // YAML has colours for its keys; the words of clauses have none otherwise.
      else if (syntax === 'dsl') tokens.push(...openersOf(entry, path, owner, text));
    },
    scalar(node, path, schema) {
      if (schema.enum?.includes(node.value)) tokens.push({ span: innerSpan(node), kind: 'enumMember' });
      tokens.push(...namesIn(node, path, schema, scope), ...lexedIn(node, schema));
    },
  });
  return tokens;
}

/** The words that open clauses of the DSL, and the keys of its plain blocks. */
function openersOf(
  { key, value, span }: EntryNode,
  path: Path,
  { properties }: ConfigSchema,
  text: string,
): readonly Token[] {
  // `critical` alone is the value of a key that is not written.
  const isKey =
    properties !== undefined && Object.hasOwn(properties, key.text) && value.span.start !== span.start;
  const clauses = value.kind === 'list' && !value.flow ? value.items : [];
  const named = path.length === 2 && clauseWords([])?.some((word) => keyOfClause(word, []) === path[0]);
  const kind = clauseWords(path.slice(0, -1)) || named ? 'keyword' : 'property';
  return (isKey || named ? [{ span }, ...clauses] : []).map(({ span: { start } }) => {
    const [word = ''] = /^[a-z_]*/u.exec(text.slice(start, start + 20)) ?? [];
    return { span: { start, end: start + word.length }, kind };
  });
}

/** Names, members and functions, by what they stand for. */
function namesIn(node: ScalarNode, path: Path, schema: ConfigSchema, scope: PolicyScope): readonly Token[] {
  return expressionsIn(node, schema).flatMap((expression) => {
    const { chains, calls } = mentionsIn(expression, namesAt(path, scope));
    return [
      ...calls.map((call): Token => ({ span: call.function.span, kind: 'function' })),
      ...chains.flatMap((chain) =>
        chain.flatMap(({ span, binding }, at): readonly Token[] =>
          binding ? [{ span, kind: at > 0 ? 'property' : kindOf(binding) }] : [],
        ),
      ),
    ];
  });
}

function kindOf(binding: Binding): Kind {
  return binding.kind === 'namespace' && binding.label !== 'probe' ? 'namespace' : 'variable';
}

const lexed: ReadonlyMap<string, Kind> = new Map([
  ...['And', 'Or', 'Not', 'In', 'Is', 'Like', 'Matches', 'BooleanWord'].map(
    (name) => [name, 'keyword'] as const,
  ),
  ...['CompareOperator', 'Arrow', 'Plus', 'Minus', 'Star', 'Slash', 'OpenInterpolation'].map(
    (name) => [name, 'operator'] as const,
  ),
  ...['Quantity', 'Instant'].map((name) => [name, 'number'] as const),
  ...['PlainText', 'DoubleChunk', 'SingleChunk', 'BlockChunk', 'Escape'].map(
    (name) => [name, 'string'] as const,
  ),
  ...['OpenDouble', 'OpenSingle', 'OpenBlock', 'CloseDouble', 'CloseSingle', 'CloseBlock'].map(
    (name) => [name, 'string'] as const,
  ),
  ['RegularExpression', 'regexp'],
]);

/** Words, signs and literals, as far as the text can be cut into them: also where it does not make sense yet. */
function lexedIn(node: ScalarNode, schema: ConfigSchema): readonly Token[] {
  const held = holdsExpressions(schema);
  if (!held || (held === 'template' && !node.text.includes('${'))) return [];
  const tokens = tokenize(node.text, held, node.offsets, new DiagnosticSink('')) ?? [];
  return tokens.flatMap(({ tokenType, startOffset, image }): readonly Token[] => {
    const kind = isTest(tokenType, tokens, startOffset) ? 'keyword' : lexed.get(tokenType.name);
    return kind ? [{ span: spanAt(node.offsets, startOffset, startOffset + image.length), kind }] : [];
  });
}

/** `known` behind `is`; elsewhere it is a name. */
function isTest(
  { name }: TokenType,
  tokens: readonly { readonly startOffset: number; readonly image: string }[],
  startOffset: number,
): boolean {
  if (name !== 'Test') return false;
  const at = tokens.findIndex((token) => token.startOffset === startOffset);
  const before = tokens[at - 1]?.image;
  return before === 'is' || (before === 'not' && tokens[at - 2]?.image === 'is');
}

/** Five numbers for each token, relative to the one before; tokens neither overlap nor cross lines. */
function encode(tokens: readonly Token[], { source, text }: Snapshot): number[] {
  const data: number[] = [];
  let line = 1;
  let column = 1;
  let end = 0;
  for (const { span, kind, isDeclaration } of tokens.toSorted((a, b) => a.span.start - b.span.start)) {
    const { start } = span;
    const lineBreak = text.slice(start, span.end).search(/[\r\n]/u);
    const length = lineBreak === -1 ? span.end - start : lineBreak;
    if (start < end || length <= 0) continue;
    const place = source.positionOf(start);
    const deltaColumn = place.line === line ? place.column - column : place.column - 1;
    data.push(place.line - line, deltaColumn, length, tokenTypes.indexOf(kind), isDeclaration ? 1 : 0);
    ({ line, column } = place);
    end = start + length;
  }
  return data;
}
