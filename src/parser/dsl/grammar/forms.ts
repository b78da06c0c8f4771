/** The forms that clauses have: a key with its value, a block with a name, braces with the clauses that may stand in them. */
import type { IOrAlt, IToken, ParserMethod, TokenType } from 'chevrotain';
import type { DocumentNode, MapNode, ScalarNode } from '../../document.ts';
import type { Rule } from '../../expression/engine.ts';
import * as words from '../../expression/tokens.ts';
import { type Clause, Clauses } from '../clauses.ts';
import { openersOf } from '../openers.ts';
import { impliedKey } from '../scalars.ts';
import { ValueGrammar } from './values.ts';

/** `{ … }`; its argument are the clauses of the header before it. */
export type Block = ParserMethod<[header: readonly Clause[]], MapNode>;

export abstract class ClauseGrammar extends ValueGrammar {
  /** A key whose value is a condition. */
  protected conditionRule(name: string, token: TokenType, as: 'value' | 'condition' = 'value'): Rule<Clause> {
    return this.RULE(name, (): Clause => {
      const key = this.word(this.CONSUME(token));
      if (this.lacksCondition(key)) return { key, value: undefined, as };
      return { key, value: this.plainCondition() ?? this.SUBRULE(this.condition), as };
    });
  }

  /** A key with the value that a rule reads. */
  protected keyed(name: string, token: TokenType, value: () => Rule<DocumentNode | undefined>): Rule<Clause> {
    return this.RULE(name, () => this.valued(this.word(this.CONSUME(token)), value()));
  }

  /** A key whose value is a list. */
  protected listRule(name: string, token: TokenType): Rule<Clause> {
    return this.keyed(name, token, () => this.items);
  }

  /** A key with any value. */
  protected valueRule(name: string, token: TokenType): Rule<Clause> {
    return this.keyed(name, token, () => this.value);
  }

  /** A block with a name; `read` reads what stands behind it. `key` is the one under which the blocks of this kind stand. */
  protected namedRule(
    rule: string,
    token: TokenType,
    key: string,
    read: (opener: IToken) => MapNode,
  ): Rule<Clause> {
    return this.RULE(rule, (): Clause => {
      const opener = this.CONSUME(token);
      const name = this.SUBRULE(this.name);
      const implied = this.implied(key, opener);
      this.begun = { key: implied, name };
      return { key: implied, value: read(opener), as: name };
    });
  }

  /** Clauses on one line, as many as there are. */
  protected parts(part: Rule<Clause>): Clause[] {
    const clauses: Clause[] = [];
    this.MANY(() => {
      clauses.push(this.SUBRULE(part));
    });
    return clauses;
  }

  /** Clauses on one line, and the `{ … }` behind them if there is one. */
  protected optionalBlock(block: Block, opener: IToken, header: readonly Clause[]): MapNode {
    return this.OPTION2(() => this.SUBRULE(block, { ARGS: [header] })) ?? this.map(opener, header);
  }

  /**
   * `{ … }` with clauses, behind those of its header. Any other word is told to be no key of the block, which `other`
   * names, or is what `other` reads.
   */
  protected block(
    name: string,
    other: string | (() => Rule<Clause>),
    clauses: () => readonly Rule<Clause>[],
  ): Block {
    let alternatives: IOrAlt<Clause | undefined>[] | undefined;
    const make = (): IOrAlt<Clause | undefined>[] => {
      const last = typeof other === 'string' ? () => this.stranger(other, name) : () => this.SUBRULE(other());
      return [
        ...clauses().map((rule) => ({ ALT: () => this.SUBRULE(rule) })),
        { ALT: last, IGNORE_AMBIGUITIES: true },
      ];
    };
    const clause = (): Clause | undefined => this.OR((alternatives ??= make()));
    return this.RULE(name, (header: readonly Clause[] = []) => this.braces('opener', clause, header));
  }

  /** A word that opens no clause in the block. */
  protected stranger(what: string, block: string): undefined {
    const word = this.CONSUME(words.Word);
    return this.ACTION(() => {
      this.tellUnknown(word, what, openersOf(this.getGAstProductions(), block));
      this.skip('anyKey');
      return undefined;
    });
  }

  /** A key that is not the word itself. */
  protected implied(key: string, token: IToken): ScalarNode {
    return impliedKey(key, this.place(token));
  }

  /** A block without braces. */
  protected map(first: IToken, clauses: readonly Clause[]): MapNode {
    const map = new Clauses(this.told);
    if (!this.RECORDING_PHASE) map.addHeader(clauses);
    return map.finish(this.place(first, this.LA(0)), true, []);
  }
}
