/**
 * A second engine for the rules of a grammar, which trusts that the text has no mistake: it keeps no account of where in
 * the grammar it is, catches nothing and tells nothing, and so takes half the time. At the first doubt it gives up, and
 * Chevrotain's engine, which can tell of mistakes, reads the text from its beginning.
 */
import {
  type ConsumeMethodOpts,
  createTokenInstance,
  type DSLMethodOpts,
  EmbeddedActionsParser,
  EOF,
  type GrammarAction,
  type IOrAlt,
  type IParserConfig,
  type IToken,
  type ManySepMethodOpts,
  type OrMethodOpts,
  type ParserMethod,
  type SubruleMethodOpts,
  tokenMatcher,
  type TokenType,
} from 'chevrotain';
import { DiagnosticSink } from '../../plan/diagnostic.ts';
import type { OffsetMap } from '../document.ts';
import type { Expression } from './ast.ts';
import { type Choices, LazyLookahead, maxLookahead } from './lookahead.ts';
import type { QuickReader } from './quick.ts';

/** A rule that gives a `T`. */
export type Rule<T> = ParserMethod<[], T>;

/** A rule with what this engine needs of it. */
interface Known<ARGS extends unknown[], R> {
  readonly body: (...args: ARGS | []) => R;
  readonly choices: Choices;
}

type Action<T> = GrammarAction<T> | DSLMethodOpts<T>;

type Alternatives<A extends readonly IOrAlt<unknown>[]> =
  [...A] | ({ DEF: [...A] } & Omit<OrMethodOpts<unknown>, 'DEF'>);
type Chosen<A extends readonly IOrAlt<unknown>[]> = ReturnType<A[number]['ALT']>;

/** The sign that the text may have a mistake. */
class Doubt extends Error {}

const doubt = new Doubt('the text may have a mistake');

/** Whatever is told is a mistake. */
class DoubtingSink extends DiagnosticSink {
  override report(): never {
    throw doubt;
  }
}

const end = createTokenInstance(EOF, '', NaN, NaN, NaN, NaN, NaN, NaN);

/** Has in trust the methods of rules with those numbers that the grammars use. */
export class TrustingParser extends EmbeddedActionsParser {
  /** Whether the text is being read in trust. */
  protected trusting = false;
  readonly #lookahead: LazyLookahead;
  #tokens: readonly IToken[] = [];
  /** The place of the token that was read last. */
  #at = -1;
  /** Those of the rule that is being read. */
  #choices: Choices;

  constructor(vocabulary: readonly TokenType[], config: IParserConfig) {
    const lookahead = new LazyLookahead();
    super([...vocabulary], { maxLookahead, lookaheadStrategy: lookahead, ...config });
    this.#lookahead = lookahead;
    this.#choices = lookahead.choicesOf('');
  }

  /** What `read` makes of tokens without a mistake; undefined when there may be one. */
  protected trust<T>(tokens: readonly IToken[], read: (sink: DiagnosticSink) => T): T | undefined {
    this.#tokens = tokens;
    this.#at = -1;
    this.trusting = true;
    try {
      const result = read(new DoubtingSink(''));
      return this.#at === tokens.length - 1 ? result : undefined;
    } catch (error) {
      if (error !== doubt) throw error;
      return undefined;
    } finally {
      this.trusting = false;
    }
  }

  protected override RULE<F extends (...args: never[]) => unknown>(
    name: string,
    body: F,
  ): ParserMethod<Parameters<F>, ReturnType<F>> {
    const rule = super.RULE(name, body);
    return Object.assign(rule, { body, choices: this.#lookahead.choicesOf(name) });
  }

  /** Chevrotain records what rules do by calling them with an `ACTION` that does nothing; here it is done. */
  protected override ACTION<T>(action: () => T): T {
    return action();
  }

  /** Gives up reading in trust. */
  protected doubt(): never {
    throw doubt;
  }

  /** What the reader reads next in trust; undefined when the rules have to read it. */
  protected readBy(reader: QuickReader, offsets: OffsetMap): Expression | undefined {
    const expression = reader.read(this.#tokens, this.#at + 1, offsets);
    if (expression) this.#at += reader.length;
    return expression;
  }

  protected override LA(count: number): IToken {
    return this.trusting ? (this.#tokens[this.#at + count] ?? end) : super.LA(count);
  }

  protected override SKIP_TOKEN(): IToken {
    if (!this.trusting) return super.SKIP_TOKEN();
    this.#at++;
    return this.LA(1);
  }

  protected override CONSUME(type: TokenType, options?: ConsumeMethodOpts): IToken {
    return this.trusting ? this.#take(type) : super.CONSUME(type, options);
  }

  protected override CONSUME2(type: TokenType, options?: ConsumeMethodOpts): IToken {
    return this.trusting ? this.#take(type) : super.CONSUME2(type, options);
  }

  protected override SUBRULE<A extends unknown[], R>(
    rule: ParserMethod<A, R>,
    options?: SubruleMethodOpts<A>,
  ): R {
    return this.trusting ? this.#read(rule, options) : super.SUBRULE(rule, options);
  }

  protected override SUBRULE2<A extends unknown[], R>(
    rule: ParserMethod<A, R>,
    options?: SubruleMethodOpts<A>,
  ): R {
    return this.trusting ? this.#read(rule, options) : super.SUBRULE2(rule, options);
  }

  protected override SUBRULE3<A extends unknown[], R>(
    rule: ParserMethod<A, R>,
    options?: SubruleMethodOpts<A>,
  ): R {
    return this.trusting ? this.#read(rule, options) : super.SUBRULE3(rule, options);
  }

  protected override OPTION<T>(action: Action<T>): T | undefined {
    return this.trusting ? this.#option(0, action) : super.OPTION(action);
  }

  protected override OPTION2<T>(action: Action<T>): T | undefined {
    return this.trusting ? this.#option(2, action) : super.OPTION2(action);
  }

  protected override OPTION3<T>(action: Action<T>): T | undefined {
    return this.trusting ? this.#option(3, action) : super.OPTION3(action);
  }

  protected override OR<A extends readonly IOrAlt<unknown>[]>(alternatives: Alternatives<A>): Chosen<A> {
    if (!this.trusting) return super.OR(alternatives as [...A]);
    const [choice] = this.#choices.Alternation;
    const all: A = Array.isArray(alternatives) ? alternatives : alternatives.DEF;
    const chosen = all[choice?.of(this.#next()) ?? -1];
    if (!chosen) throw doubt;
    return chosen.ALT() as Chosen<A>;
  }

  protected override MANY<T>(action: Action<T>): void {
    if (!this.trusting) {
      super.MANY(action);
      return;
    }
    const [choice] = this.#choices.Repetition;
    if (typeof action === 'function') while (choice?.of(this.#next()) === 0) action();
    else while (choice?.of(this.#next()) === 0 && action.GATE?.()) action.DEF();
  }

  protected override MANY_SEP<T>(options: ManySepMethodOpts<T>): void {
    if (!this.trusting) super.MANY_SEP(options);
    else if (this.#choices.RepetitionWithSeparator[0]?.of(this.#next()) === 0) this.#series(options);
  }

  protected override AT_LEAST_ONE_SEP<T>(options: ManySepMethodOpts<T>): void {
    if (this.trusting) this.#series(options);
    else super.AT_LEAST_ONE_SEP(options);
  }

  #next(): IToken {
    return this.#tokens[this.#at + 1] ?? end;
  }

  #take(type: TokenType): IToken {
    const token = this.#next();
    if (token.tokenType !== type && !tokenMatcher(token, type)) throw doubt;
    this.#at++;
    return token;
  }

  #read<A extends unknown[], R>(rule: ParserMethod<A, R>, options: SubruleMethodOpts<A> | undefined): R {
    const { body, choices } = rule as ParserMethod<A, R> & Known<A, R>;
    const outer = this.#choices;
    this.#choices = choices;
    const result = options?.ARGS ? body(...options.ARGS) : body();
    this.#choices = outer;
    return result;
  }

  #option<T>(number: number, action: Action<T>): T | undefined {
    if (this.#choices.Option[number]?.of(this.#next()) !== 0) return undefined;
    if (typeof action === 'function') return action();
    return action.GATE?.() ? action.DEF() : undefined;
  }

  #series<T>({ SEP, DEF }: ManySepMethodOpts<T>): void {
    DEF();
    while (this.#next().tokenType === SEP) {
      this.#at++;
      DEF();
    }
  }
}
