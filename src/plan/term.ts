/**
 * Terms: expressions after names are resolved, types checked, units taken to base form and constants folded. Plain
 * JSON, so that a plan can be saved, hashed and read by other programs.
 */
import type { Type } from './type.ts';

/** `[start, end)` in the file of the rule that holds the term. */
export type TermSpan = readonly [start: number, end: number];

/** A constant's value: base units, no maps, no unknown. */
export type Constant = boolean | number | string | readonly Constant[];

interface Base {
  readonly type: Type;
  readonly span: TermSpan;
}

export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';
export type ArithmeticOperator = '+' | '-' | '*' | '/';
export type IsTest = 'semver' | 'vsemver' | 'known' | 'empty';
export type FunctionName = 'version' | 'len' | 'min' | 'max' | 'abs' | 'lower' | 'upper' | 'within';

export type Term =
  | (Base & { readonly op: 'const'; readonly value: Constant })
  /** A fact by its id (`disk.used`, `release.version`, `now`), listed in `EvaluationPlan.facts`. */
  | (Base & { readonly op: 'fact'; readonly fact: string })
  /** The parameter of an enclosing quantifier, or of a probe's `each`. */
  | (Base & { readonly op: 'local'; readonly name: string })
  /** A field of a record or of untyped data by its own key, an item of a list by its place from 0. Missing: unknown. */
  | (Base & { readonly op: 'member'; readonly of: Term; readonly key: Term })
  /** Text with interpolated terms, of type string. */
  | (Base & { readonly op: 'text'; readonly parts: TextTemplate })
  | (Base & { readonly op: 'list'; readonly items: readonly Term[] })
  | (Base & { readonly op: 'negate'; readonly of: Term })
  | (Base & {
      readonly op: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: Term;
      readonly right: Term;
    })
  | (Base & {
      readonly op: 'compare';
      readonly operator: CompareOperator;
      readonly left: Term;
      readonly right: Term;
    })
  | (Base & { readonly op: 'in'; readonly negated: boolean; readonly item: Term; readonly list: Term })
  /** A glob or a list of globs; `*` stops at `/`, `**` does not, `?` is one character but `/`. */
  | (Base & { readonly op: 'like'; readonly of: Term; readonly patterns: Term })
  /** A regular expression in linear time (RE2 syntax), searched anywhere in the text. */
  | (Base & {
      readonly op: 'matches';
      readonly of: Term;
      readonly pattern: string;
      readonly ignoreCase: boolean;
    })
  | (Base & { readonly op: 'is'; readonly negated: boolean; readonly test: IsTest; readonly of: Term })
  /** `within` has the fact `now` as its third argument. */
  | (Base & { readonly op: 'call'; readonly function: FunctionName; readonly args: readonly Term[] })
  | (Base & {
      readonly op: 'quantifier';
      readonly quantifier: 'all' | 'any';
      readonly list: Term;
      readonly parameter: string;
      readonly body: Term;
    })
  | (Base & { readonly op: 'not'; readonly of: Term })
  | (Base & { readonly op: 'and' | 'or'; readonly items: readonly Term[] });

export type TermOf<O extends Term['op']> = Extract<Term, { readonly op: O }>;

/** Text with interpolated terms: `"${settings.api_url}/health"`. */
export type TextTemplate = readonly (string | Term)[];

/** The terms directly inside a term. */
export function subterms(term: Term): readonly Term[] {
  switch (term.op) {
    case 'const':
    case 'fact':
    case 'local':
      return [];
    case 'member':
      return [term.of, term.key];
    case 'text':
      return term.parts.filter((part) => typeof part !== 'string');
    case 'list':
    case 'and':
    case 'or':
      return term.items;
    case 'negate':
    case 'not':
    case 'is':
    case 'matches':
      return [term.of];
    case 'arithmetic':
    case 'compare':
      return [term.left, term.right];
    case 'in':
      return [term.item, term.list];
    case 'like':
      return [term.of, term.patterns];
    case 'call':
      return term.args;
    case 'quantifier':
      return [term.list, term.body];
  }
}

/** The ids of all facts that a term reads, without repetition, in order of appearance. */
export function factsOf(term: Term, into: Set<string> = new Set()): Set<string> {
  if (term.op === 'fact') into.add(term.fact);
  for (const inner of subterms(term)) factsOf(inner, into);
  return into;
}
