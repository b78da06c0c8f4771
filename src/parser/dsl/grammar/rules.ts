/** Gates, freezes and limits. */
import type { IToken } from 'chevrotain';
import type { MapNode, ScalarNode } from '../../document.ts';
import type { Rule } from '../../expression/engine.ts';
import type { Block } from './values.ts';
import * as words from '../../expression/tokens.ts';
import type { Clause } from '../clauses.ts';
import * as keywords from '../keywords.ts';
import { joinedScalar, listOf, single } from '../scalars.ts';
import { ValueGrammar } from './values.ts';

export abstract class RuleGrammar extends ValueGrammar {
  protected readonly environments = this.listRule('environments', keywords.Environments);
  protected readonly require = this.conditionRule('require', keywords.Require, 'condition');
  protected readonly prefer = this.conditionRule('prefer', keywords.Prefer, 'condition');
  protected readonly show = this.conditionRule('show', keywords.Show, 'condition');
  protected readonly when = this.conditionRule('when', keywords.When);
  protected readonly except = this.conditionRule('except', keywords.Except);

  /** `"name" in prod when … {`. */
  protected readonly header: Rule<Clause[]> = this.RULE('header', () => {
    const clauses: Clause[] = [];
    this.OPTION(() => {
      clauses.push(this.SUBRULE(this.inEnvironments));
    });
    this.OPTION2(() => {
      clauses.push(this.SUBRULE(this.when));
    });
    return clauses;
  });

  protected readonly inEnvironments: Rule<Clause> = this.RULE('inEnvironments', (): Clause => {
    const key = this.implied('environments', this.CONSUME(words.In));
    return { key, value: this.SUBRULE(this.series), as: 'value' };
  });

  protected readonly gate: Rule<Clause> = this.RULE('gate', (): Clause => {
    const opener = this.CONSUME(keywords.Gate);
    const name = this.SUBRULE(this.name);
    this.opened('gates', opener, name);
    const header = this.SUBRULE(this.header);
    const severity = this.OPTION(() => this.SUBRULE(this.severity));
    const clauses = this.ACTION(() => (severity ? [...header, severity] : header));
    const block = this.SUBRULE(this.gateBlock, { ARGS: [clauses] });
    return this.named('gates', opener, name, block);
  });

  protected readonly severity: Rule<Clause> = this.RULE('severity', (): Clause => {
    const word = this.CONSUME(keywords.SeverityWord);
    return { key: this.implied('severity', word), value: this.word(word), as: 'value' };
  });

  protected readonly gateBlock: Block = this.block('gateBlock', 'a gate', () => [
    this.require,
    this.prefer,
    this.when,
    this.environments,
    this.tolerate,
    this.gateValue,
  ]);

  protected readonly gateValue = this.valueRule('gateValue', keywords.GateKey);

  /** `tolerate 3`, `tolerate 2 of 5`, `tolerate 1 consecutive`. */
  protected readonly tolerate = this.keyed('tolerate', keywords.Tolerate, () => this.tolerance);

  protected readonly tolerance: Rule<ScalarNode | undefined> = this.RULE('tolerance', () => {
    const count = this.SUBRULE(this.scalar);
    const first = this.LA(0);
    const more: IToken[] = [];
    this.OPTION(() => {
      this.OR([
        {
          ALT: () => {
            more.push(this.CONSUME(keywords.Of));
            more.push(this.CONSUME(words.Quantity));
          },
        },
        { ALT: () => more.push(this.CONSUME(keywords.Consecutive)) },
      ]);
    });
    return this.ACTION(() => (count && more.length > 0 ? joinedScalar([first, ...more]) : count));
  });

  protected readonly freeze: Rule<Clause> = this.RULE('freeze', (): Clause => {
    const opener = this.CONSUME(keywords.Freeze);
    const name = this.SUBRULE(this.name);
    this.opened('freezes', opener, name);
    const clauses = this.SUBRULE(this.header);
    const block = this.SUBRULE(this.freezeBlock, { ARGS: [clauses] });
    return this.named('freezes', opener, name, block);
  });

  protected readonly freezeBlock: Block = this.block('freezeBlock', 'a freeze', () => [
    this.everyDay,
    this.outside,
    this.blocks,
    this.except,
    this.when,
    this.environments,
    this.freezeValue,
  ]);

  protected readonly freezeValue = this.valueRule('freezeValue', keywords.FreezeKey);
  protected readonly blocks = this.listRule('blocks', keywords.Blocks);

  /** `every day`, `every sat, sun`. */
  protected readonly everyDay: Rule<Clause> = this.RULE('everyDay', (): Clause => {
    const key = this.word(this.CONSUME(keywords.Every));
    if (this.lacksValue(key)) return { key, value: undefined, as: 'value' };
    const days = this.SUBRULE(this.items);
    return { key, value: this.ACTION(() => single(days)), as: 'value' };
  });

  /** Release hours, a window in each. */
  protected readonly outside: Rule<Clause> = this.RULE('outside', (): Clause => {
    const key = this.word(this.CONSUME(keywords.Outside));
    return { key, value: this.SUBRULE(this.windowBlock, { ARGS: [[]] }), as: 'item' };
  });

  protected readonly windowBlock: Block = this.block('windowBlock', 'a window', () => [
    this.everyDay,
    this.windowValue,
  ]);

  protected readonly windowValue = this.valueRule('windowValue', keywords.WindowKey);

  protected readonly limit: Rule<Clause> = this.RULE('limit', (): Clause => {
    const opener = this.CONSUME(keywords.Limit);
    const name = this.SUBRULE(this.name);
    this.opened('limits', opener, name);
    const clauses = this.SUBRULE(this.header);
    const block = this.SUBRULE(this.limitBlock, { ARGS: [clauses] });
    return this.named('limits', opener, name, block);
  });

  protected readonly limitBlock: Block = this.block('limitBlock', 'a limit', () => [
    this.atMost,
    this.by,
    this.except,
    this.when,
    this.environments,
    this.limitValue,
  ]);

  protected readonly limitValue = this.valueRule('limitValue', keywords.LimitKey);
  protected readonly by = this.listRule('by', keywords.By);

  /** `at most 1 per 1m, 3 per 1h`. */
  protected readonly atMost: Rule<Clause> = this.RULE('atMost', (): Clause => {
    const key = this.implied('at_most', this.CONSUME(keywords.At));
    this.CONSUME(keywords.Most);
    const rates: ScalarNode[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: words.Comma,
      DEF: () => {
        rates.push(this.SUBRULE(this.rate));
      },
    });
    return { key, value: this.ACTION(() => single(listOf(rates))), as: 'value' };
  });

  protected readonly rate: Rule<ScalarNode> = this.RULE('rate', () => {
    const tokens = [this.CONSUME(words.Quantity), this.CONSUME(keywords.Per), this.CONSUME2(words.Quantity)];
    return this.ACTION(() => joinedScalar(tokens));
  });

  /** Notes the name of the block that is being read. */
  protected opened(key: string, opener: IToken, name: ScalarNode): void {
    if (!this.trusting)
      this.ACTION(() => {
        this.begun = { key: this.implied(key, opener), name };
      });
  }

  protected named(key: string, opener: IToken, name: ScalarNode, block: MapNode): Clause {
    return { key: this.implied(key, opener), value: block, as: name };
  }
}
