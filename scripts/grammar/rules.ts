/** The grammar of the DSL as data, without what only helps to tell mistakes. */
import {
  Alternation,
  type Alternative,
  type IProduction,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
  type Rule,
  Terminal,
  type TokenType,
  tokenLabel,
} from 'chevrotain';
import { policyGrammar } from '../../src/parser/dsl/index.ts';
import { formsOf } from '../../src/parser/dsl/keywords.ts';

export type Part =
  | { readonly kind: 'word'; readonly text: string }
  /** Another rule, or a form of the lexer in capitals. */
  | { readonly kind: 'rule'; readonly name: string }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Part[] }
  | { readonly kind: 'optional'; readonly part: Part }
  | { readonly kind: 'repeated'; readonly part: Part; readonly separator?: Part };

export interface GrammarRule {
  readonly name: string;
  readonly part: Part;
}

/** Rules of the inside of texts; for the reader of the grammar a text is one thing. */
const texts = new Set(['quoted', 'fixedText', 'text']);

/** Tokens that the lexer reads by their form. */
const forms: ReadonlyMap<string, string> = new Map([
  ['Word', 'WORD'],
  ['Name', 'NAME'],
  ['LineOpener', 'NAME'],
  ['PlainText', 'TEXT'],
  ['Quantity', 'NUMBER'],
  ['Instant', 'INSTANT'],
  ['TimeRange', 'TIMES'],
  ['RegularExpression', 'REGEX'],
]);

/** Signs and words of expressions that stand for themselves under one token. */
const spelt: ReadonlyMap<string, readonly string[]> = new Map([
  ['CompareOperator', ['==', '!=', '<', '<=', '>', '>=']],
  ['BooleanWord', ['true', 'false']],
  ['Test', ['known', 'empty', 'semver', 'vsemver']],
  ['Arrow', ['=>']],
  ['Plus', ['+']],
  ['Minus', ['-']],
  ['Star', ['*']],
  ['Slash', ['/']],
  ['Dot', ['.']],
]);

/** The rules that a policy is read by, each before those that it uses. */
export function grammarRules(): readonly GrammarRule[] {
  const rules = policyGrammar().getGAstProductions();
  const found = new Map<string, GrammarRule>();
  const visit = (name: string): void => {
    const rule = rules[name];
    if (rule === undefined || found.has(name)) return;
    found.set(name, { name, part: sequence(rule.definition, rule) });
    for (const used of usedBy(rule)) visit(used);
  };
  visit('policy');
  return [...found.values()];
}

function usedBy({ definition }: { readonly definition: readonly IProduction[] }): readonly string[] {
  return definition.flatMap((production) => {
    if (production instanceof NonTerminal)
      return texts.has(production.nonTerminalName) ? [] : [production.nonTerminalName];
    return production instanceof Terminal ? [] : usedBy(production as Rule);
  });
}

function sequence(definition: readonly IProduction[], rule: Rule): Part {
  const parts = definition.map((production) => partOf(production, rule));
  const [only] = parts;
  return only && parts.length === 1 ? only : { kind: 'sequence', parts };
}

function partOf(production: IProduction, rule: Rule): Part {
  if (production instanceof Terminal) return terminal(production.terminalType);
  if (production instanceof NonTerminal) {
    const name = production.nonTerminalName;
    return { kind: 'rule', name: texts.has(name) ? 'TEXT' : name };
  }
  if (production instanceof Alternation)
    return choice(
      (production.definition as Alternative[])
        .filter((alternative) => !isStranger(alternative, rule))
        .map(({ definition }) => sequence(definition, rule)),
    );
  if (production instanceof Option) return { kind: 'optional', part: sequence(production.definition, rule) };
  if (production instanceof Repetition)
    return { kind: 'repeated', part: sequence(production.definition, rule) };
  if (production instanceof RepetitionMandatoryWithSeparator) return separated(production, rule);
  if (production instanceof RepetitionWithSeparator)
    return { kind: 'optional', part: separated(production, rule) };
  throw new TypeError(`${rule.name} holds what the page of the grammar cannot show`);
}

function separated(
  { definition, separator }: RepetitionWithSeparator | RepetitionMandatoryWithSeparator,
  rule: Rule,
): Part {
  return { kind: 'repeated', part: sequence(definition, rule), separator: terminal(separator) };
}

/** The alternative that reads a word no clause begins with, to tell of it. */
function isStranger({ definition, ignoreAmbiguities }: Alternative, { name }: Rule): boolean | undefined {
  const [only] = definition;
  return only instanceof Terminal && name.endsWith('Block') && ignoreAmbiguities;
}

function terminal(type: TokenType): Part {
  const form = forms.get(type.name);
  if (form !== undefined) return { kind: 'rule', name: form };
  const words = spelt.get(type.name) ?? formsOf(type);
  if (words.length > 0) return choice(words.map((text) => ({ kind: 'word', text })));
  return { kind: 'word', text: tokenLabel(type).replaceAll('`', '') };
}

/** Alternatives that look alike are one. */
function choice(parts: readonly Part[]): Part {
  const flat = parts.flatMap((part) => (part.kind === 'choice' ? part.parts : [part]));
  const distinct = [...new Map(flat.map((part) => [JSON.stringify(part), part])).values()];
  const [only] = distinct;
  return only && distinct.length === 1 ? only : { kind: 'choice', parts: distinct };
}
