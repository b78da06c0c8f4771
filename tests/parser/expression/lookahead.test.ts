import {
  Alternation,
  createToken,
  EmbeddedActionsParser,
  type EmbeddedActionsParser as Grammar,
  type IProduction,
  LLkLookaheadStrategy,
  Lexer,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
  type Rule,
  Terminal,
  type TokenType,
} from 'chevrotain';
import { expect, test } from 'vitest';
import { policyGrammar } from '../../../src/parser/dsl/index.ts';
import { LazyLookahead, maxLookahead } from '../../../src/parser/expression/lookahead.ts';
import { expressionParser } from '../../../src/parser/expression/parser.ts';

const optional = {
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionWithSeparator,
  RepetitionMandatoryWithSeparator,
};
const own = new LazyLookahead();
const peer = new LLkLookaheadStrategy({ maxLookahead });

/** The productions of a rule, those of other rules not entered. */
function partsOf(part: IProduction): IProduction[] {
  const inside = part instanceof NonTerminal || part instanceof Terminal ? [] : (part as Option).definition;
  return [part, ...inside.flatMap(partsOf)];
}

/** For each token what the two strategies choose. */
function choices(rule: Rule, part: IProduction, tokens: readonly TokenType[]): [unknown, unknown][] {
  const options = (prodOccurrence: number) => ({
    rule,
    prodOccurrence,
    maxLookahead,
    dynamicTokensEnabled: false,
  });
  const ask = (choose: (given: object[]) => unknown, token: TokenType) => {
    const next = () => ({ tokenTypeIdx: token.tokenTypeIdx });
    return choose.call({ LA: next, LA_FAST: next }, []);
  };
  if (part instanceof Alternation) {
    const [ours, theirs] = [own, peer].map((strategy) =>
      strategy.buildLookaheadForAlternation({ ...options(part.idx), hasPredicates: false }),
    );
    return tokens.map((token) => [ask(ours as () => unknown, token), ask(theirs as () => unknown, token)]);
  }
  const found = Object.entries(optional).find(([, kind]) => part instanceof kind);
  if (!found) return [];
  const prodType = found[0] as keyof typeof optional;
  const [ours, theirs] = [own, peer].map((strategy) =>
    strategy.buildLookaheadForOptional({ ...options((part as Option).idx), prodType }),
  );
  return tokens.map((token) => [ask(ours as () => unknown, token), ask(theirs as () => unknown, token)]);
}

function everyChoice(grammar: Grammar): [unknown, unknown][] {
  const { tokensMap } = grammar as unknown as { tokensMap: Record<string, TokenType> };
  return Object.values(grammar.getGAstProductions()).flatMap((rule) =>
    partsOf(rule).flatMap((part) => choices(rule, part, Object.values(tokensMap))),
  );
}

const [A, B, C, D, E] = ['A', 'B', 'C', 'D', 'E'].map((name) => createToken({ name, pattern: Lexer.NA })) as [
  TokenType,
  TokenType,
  TokenType,
  TokenType,
  TokenType,
];

/** Every kind of production, with parts that may be absent before others. */
class Sample extends EmbeddedActionsParser {
  constructor() {
    super([A, B, C, D, E], { maxLookahead, lookaheadStrategy: own, skipValidations: true });
    this.performSelfAnalysis();
  }

  readonly start = this.RULE('start', () => {
    this.OPTION(() => {
      this.MANY(() => this.CONSUME(A));
      this.SUBRULE(this.maybe);
      this.CONSUME(B);
    });
    this.AT_LEAST_ONE(() => this.SUBRULE(this.either));
    this.MANY_SEP({ SEP: A, DEF: () => this.CONSUME(C) });
    this.AT_LEAST_ONE_SEP({ SEP: A, DEF: () => this.CONSUME(D) });
    this.OR([{ ALT: () => this.SUBRULE2(this.either) }, { ALT: () => this.CONSUME(E) }]);
  });

  readonly maybe = this.RULE('maybe', () => {
    this.MANY_SEP2({ SEP: B, DEF: () => this.CONSUME2(C) });
    this.OPTION2(() => this.CONSUME2(D));
  });

  readonly either = this.RULE('either', () =>
    this.OR2([{ ALT: () => this.CONSUME3(C) }, { ALT: () => this.CONSUME3(D) }]),
  );
}

test.each([
  ['of expressions', expressionParser()],
  ['of the DSL', policyGrammar()],
  ['with every kind of production', new Sample()],
])('the grammar %s: chooses as Chevrotain does', (_, grammar) => {
  const all = everyChoice(grammar);
  expect(all.length).toBeGreaterThan(10);
  expect(all.map(([ours]) => ours)).toEqual(all.map(([, theirs]) => theirs));
});

test('an alternative that is gated is a fault of the program', () => {
  const { start } = new Sample().getGAstProductions();
  const options = { rule: start as Rule, prodOccurrence: 0, maxLookahead, dynamicTokensEnabled: false };
  expect(() => own.buildLookaheadForAlternation({ ...options, hasPredicates: true })).toThrow('has a GATE');
});

test('a choice that the rule does not have is a fault of the program', () => {
  const { start } = new Sample().getGAstProductions();
  const options = { rule: start as Rule, prodOccurrence: 7, maxLookahead, dynamicTokensEnabled: false };
  const choose = own.buildLookaheadForOptional({ ...options, prodType: 'Option' });
  expect(() => choose.call({ LA_FAST: () => ({}) })).toThrow('start has no Option 7');
});
