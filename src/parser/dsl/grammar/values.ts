/**
 * Values of the DSL: names, texts, literals, lists, blocks of keys, conditions. Each rule gives a node of the document
 * tree.
 */
import type { IOrAlt, IToken, TokenType } from 'chevrotain';
import type { DocumentNode, ItemNode, ListNode, MapNode, ScalarNode } from '../../document.ts';
import { type Expression, isExpressionPart } from '../../expression/ast.ts';
import type { Rule } from '../../expression/engine.ts';
import * as words from '../../expression/tokens.ts';
import { type Clause, listNode } from '../clauses.ts';
import { LineOpener } from '../keywords.ts';
import { TimeRange } from '../lexer.ts';
import { checkSize } from '../limits.ts';
import {
  conditionScalar,
  fixedScalar,
  listOf,
  plainScalar,
  quantityScalar,
  type Quoted,
  quotedScalar,
  textScalar,
} from '../scalars.ts';
import { BlockGrammar } from './blocks.ts';

export abstract class ValueGrammar extends BlockGrammar {
  /** A name of a block, or a key: quoted, or one word. */
  protected readonly name: Rule<ScalarNode> = this.choice('name', () => [
    { ALT: () => this.SUBRULE(this.fixedText) },
    { ALT: () => this.word(this.CONSUME(words.Name)) },
    { ALT: () => this.word(this.CONSUME(LineOpener)) },
  ]);

  /** A text in which nothing is interpolated. */
  protected readonly fixedText: Rule<ScalarNode> = this.choice('fixedText', () => [
    { ALT: () => this.plainText(this.CONSUME(words.PlainText)) },
    {
      ALT: () => {
        const text = this.SUBRULE(this.quoted);
        return this.ACTION(() => fixedScalar(text, this.told));
      },
    },
  ]);

  protected readonly quoted: Rule<ScalarNode> = this.RULE('quoted', () => {
    const open = this.CONSUME(words.OpenText);
    const pieces = this.SUBRULE(this.pieces);
    const close = this.CONSUME(words.CloseText);
    return this.ACTION(() => {
      const span = this.place(open, close);
      const quotes = open.image as Quoted['quotes'];
      const scalar = quotedScalar({ span, quotes, pieces }, this.source, this.told);
      checkSize(scalar.template?.parts.filter(isExpressionPart) ?? [], span, this.input, this.told);
      return scalar;
    });
  });

  private scalars(): IOrAlt<ScalarNode | undefined>[] {
    const single = (type: TokenType) => ({ ALT: () => this.single(this.CONSUME(type)) });
    return [
      { ALT: () => this.plainText(this.CONSUME(words.PlainText)) },
      { ALT: () => this.SUBRULE(this.quoted) },
      { ALT: () => this.SUBRULE(this.quantity) },
      single(TimeRange),
      single(words.Instant),
      single(words.BooleanWord),
      // Behind those words that are more than that.
      { ...single(words.Word), IGNORE_AMBIGUITIES: true },
    ];
  }

  /** A value of one token. */
  private single(token: IToken): ScalarNode {
    const { image, tokenType } = token;
    return plainScalar(image, this.place(token), tokenType === words.BooleanWord ? image === 'true' : image);
  }

  /** A text, a literal or one bare word; undefined, and told, when it is malformed. */
  protected readonly scalar: Rule<ScalarNode | undefined> = this.choice('scalar', () => this.scalars());

  protected readonly value: Rule<DocumentNode | undefined> = this.choice<DocumentNode | undefined>(
    'value',
    () => [...this.scalars(), { ALT: () => this.SUBRULE(this.list) }, { ALT: () => this.SUBRULE(this.body) }],
  );

  private readonly minus = (): IToken => this.CONSUME(words.Minus);

  /** A number, with or without a unit. */
  protected readonly quantity: Rule<ScalarNode | undefined> = this.RULE('quantity', () => {
    const sign = this.OPTION(this.minus);
    const digits = this.CONSUME(words.Quantity);
    if (this.RECORDING_PHASE) return undefined;
    const text = sign ? `-${digits.image}` : digits.image;
    return quantityScalar(text, this.place(sign ?? digits, digits), this.told);
  });

  protected readonly list: Rule<ListNode> = this.RULE('list', () => {
    const open = this.CONSUME(words.LeftBracket);
    const items: ItemNode[] = [];
    let unread = 0;
    this.MANY_SEP({
      SEP: words.Comma,
      DEF: () => {
        const leading = this.leading();
        const value = this.SUBRULE(this.value);
        this.ACTION(() => {
          if (value === undefined) unread++;
          else
            items.push({
              kind: 'item',
              span: value.span,
              value,
              comments: this.behind(leading, value.span.end),
            });
        });
      },
    });
    const closing = this.ACTION(() => this.comments.closingBefore(this.ahead()));
    const close = this.CONSUME(words.RightBracket);
    return listNode(this.place(open, close), true, items, closing, unread);
  });

  /** What is listed without brackets: `dev, stage, prod`. */
  protected readonly series: Rule<ListNode | undefined> = this.RULE('series', () => {
    const items: (ScalarNode | undefined)[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: words.Comma,
      DEF: () => {
        items.push(this.SUBRULE(this.scalar));
      },
    });
    return this.ACTION(() => listOf(items));
  });

  /** A list with or without brackets. */
  protected readonly items: Rule<ListNode | undefined> = this.oneOf('items', () => [this.list, this.series]);

  /** `{ key value … }`, as components have it. */
  protected readonly body: Rule<MapNode> = this.RULE('body', () =>
    this.braces('anyKey', () => this.SUBRULE(this.entry), []),
  );

  private readonly keys: IOrAlt<ScalarNode>[] = [
    { ALT: () => this.SUBRULE(this.fixedText) },
    { ALT: () => this.word(this.CONSUME(words.Word)) },
  ];

  protected readonly entry: Rule<Clause> = this.RULE('entry', (): Clause => {
    return this.valued(this.OR(this.keys), this.value);
  });

  /** What stands behind a key, if there is anything on its line. */
  protected valued(key: ScalarNode, value: Rule<DocumentNode | undefined>): Clause {
    return { key, value: this.lacksValue(key) ? undefined : this.SUBRULE(value), as: 'value' };
  }

  /** An expression, up to where it ends. */
  protected readonly condition: Rule<ScalarNode> = this.RULE('condition', () => {
    const first = this.LA(1);
    this.conditionStart = first.startOffset;
    const expression = this.SUBRULE(this.expression);
    return this.ACTION(() => this.conditionFrom(first, expression));
  });

  /** A condition that is read in trust. */
  protected plainCondition(): ScalarNode | undefined {
    if (!this.trusting) return undefined;
    const first = this.LA(1);
    const expression = this.quickly();
    return expression && this.conditionFrom(first, expression);
  }

  private conditionFrom(first: IToken, expression: Expression): ScalarNode {
    const span = this.place(first, this.LA(0));
    this.lastCondition = span;
    checkSize([expression], span, this.input, this.told);
    return conditionScalar(this.source.slice(span.start, span.end), span, expression, this.remarks);
  }

  /** One of several rules. */
  protected oneOf<T>(name: string, rules: () => readonly Rule<T>[]): Rule<T> {
    return this.choice(name, () => rules().map((rule) => ({ ALT: () => this.SUBRULE(rule) })));
  }

  /** One of several alternatives, which are made once. */
  protected choice<T>(name: string, make: () => IOrAlt<T>[]): Rule<T> {
    let alternatives: IOrAlt<T>[] | undefined;
    return this.RULE(name, () => this.OR((alternatives ??= make())));
  }

  protected plainText(token: IToken): ScalarNode {
    return textScalar(token.image, this.place(token));
  }

  protected word(token: IToken): ScalarNode {
    return plainScalar(token.image, this.place(token));
  }
}
