/** What may be written next in an expression. */
import { type IToken, tokenMatcher } from 'chevrotain';
import { CompletionItemKind } from 'vscode-languageserver';
import { catalog } from '../../../app/catalog.ts';
import type { Binding } from '../../../compiler/expression/scope.ts';
import type { Names } from '../../../compiler/scope.ts';
import { DiagnosticSink } from '../../../plan/diagnostic.ts';
import { typeName } from '../../../plan/type.ts';
import { straightOffsets } from '../../../parser/document.ts';
import { tokenize } from '../../../parser/expression/lexer.ts';
import * as tokens from '../../../parser/expression/tokens.ts';
import { membersOf, resolvePath, typeOf, withItemOf } from '../../language/chains.ts';
import { describeBinding, describeFunction, type Knowledge } from '../../language/describe.ts';
import { namesAt } from '../../language/embedded.ts';
import { functions } from '../../language/functions.ts';
import type { Place } from '../../place/place.ts';
import type { Snapshot } from '../../snapshot.ts';
import type { Offer } from './offer.ts';

/** The expression that is being written at the end of a value; undefined in the literal part of a text. */
export function expressionAt(written: string, held: 'expression' | 'template'): string | undefined {
  if (held === 'expression') return written;
  const open = written.lastIndexOf('${');
  if (open === -1 || written.includes('}', open)) return undefined;
  // `$${` is a literal one.
  return written[open - 1] === '$' ? undefined : written.slice(open + 2);
}

const environmentText =
  /\brelease\.env\s*(?:==|!=|(?:not\s+)?in\s*\[(?:\s*(?:"[^"]*"|'[^']*')\s*,)*)\s*["']([^"']*)$/u;
const testWords = ['known', 'empty', 'semver', 'vsemver'];
const operators = ['and', 'or', 'is', 'is not', 'in', 'not in', 'like', 'matches'];
const endsOperand = [
  tokens.Name,
  tokens.BooleanWord,
  tokens.Quantity,
  tokens.Instant,
  tokens.PlainText,
  tokens.CloseText,
  tokens.RegularExpression,
  tokens.RightParenthesis,
  tokens.RightBracket,
];

export function expressionOffers(
  text: string,
  { path }: Place,
  { readable }: Snapshot,
): { readonly word: string; readonly offers: readonly Offer[] } {
  const { policy, scope } = readable;
  const environment = environmentText.exec(text)?.[1];
  if (!policy || !scope) return { word: '', offers: [] };
  if (environment !== undefined)
    return {
      word: environment,
      offers: (policy.environments ?? []).map(({ value }) => ({
        label: value,
        kind: CompletionItemKind.EnumMember,
      })),
    };
  const word = /[A-Za-z_][A-Za-z0-9_]*$/u.exec(text)?.[0] ?? '';
  const before = tokenize(
    text.slice(0, text.length - word.length),
    'expression',
    straightOffsets(0),
    new DiagnosticSink(''),
  );
  if (!before || isInText(before)) return { word, offers: [] };
  const names = withLambdas(namesAt(path, scope), before);
  return { word, offers: offersBehind(before, names, { policy, scope, catalog }) };
}

function offersBehind(before: readonly IToken[], names: Names, knowledge: Knowledge): readonly Offer[] {
  const last = before.at(-1);
  if (last?.image === '.') {
    const owner = pathBefore(before.slice(0, -1));
    const binding = resolvePath(owner, names);
    if (!binding) return [];
    return Array.from(membersOf(binding), ([name, member]) =>
      bindingOffer(name, [...owner, name].join('.'), member, knowledge),
    );
  }
  if (/\bis(?: not)?$/u.test(before.map(({ image }) => image).join(' '))) return testWords.map(keywordOffer);
  if (last && endsOperand.some((type) => tokenMatcher(last, type))) return operators.map(keywordOffer);
  return [
    ...Array.from(names).flatMap(([name, binding]) =>
      binding.kind === 'refused' ? [] : [bindingOffer(name, name, binding, knowledge)],
    ),
    ...Array.from(functions, ([name, help]) => ({
      label: name,
      insert: `${name}(`,
      kind: CompletionItemKind.Function,
      detail: help.usage,
      help: describeFunction(help),
    })),
    ...['not', 'true', 'false'].map(keywordOffer),
  ];
}

function bindingOffer(label: string, shown: string, binding: Binding, knowledge: Knowledge): Offer {
  const type = typeOf(binding);
  return {
    label,
    kind: binding.kind === 'namespace' ? CompletionItemKind.Module : CompletionItemKind.Variable,
    ...(type !== undefined && { detail: typeName(type) }),
    help: describeBinding(shown, binding, knowledge),
  };
}

function keywordOffer(label: string): Offer {
  return { label, kind: CompletionItemKind.Keyword };
}

/** Whether a text is open at the end. */
function isInText(before: readonly IToken[]): boolean {
  const open: ('text' | 'interpolation')[] = [];
  for (const token of before) {
    if (tokenMatcher(token, tokens.OpenText)) open.push('text');
    else if (token.tokenType === tokens.OpenInterpolation) open.push('interpolation');
    else if (tokenMatcher(token, tokens.CloseText) || token.tokenType === tokens.LineEnd) open.pop();
    else if (token.tokenType === tokens.RightBrace && open.at(-1) === 'interpolation') open.pop();
  }
  return open.at(-1) === 'text';
}

/** `release`, `git.release_tag`: the names at the end of the tokens. */
function pathBefore(before: readonly IToken[]): readonly string[] {
  const path: string[] = [];
  for (let at = before.length - 1; at >= 0; at -= 2) {
    path.unshift(before[at]?.image ?? '');
    if (before[at - 1]?.image !== '.') break;
  }
  return path;
}

/** The parameters of the quantifiers that are open at the end: `all(up, p => …`. */
function withLambdas(names: Names, before: readonly IToken[]): Names {
  let known = names;
  for (const [at, { image }] of before.entries()) {
    const parameter = before[at - 1];
    if (image !== '=>' || !parameter || before[at - 2]?.image !== ',') continue;
    known = withItemOf(known, parameter.image, resolvePath(pathBefore(before.slice(0, at - 2)), known));
  }
  return known;
}
