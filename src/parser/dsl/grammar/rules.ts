/** Gates, freezes and limits. */
import type { IToken } from 'chevrotain';
import type { ScalarNode } from '../../document.ts';
import type { Rule } from '../../expression/engine.ts';
import * as words from '../../expression/tokens.ts';
import type { Clause } from '../clauses.ts';
import * as keywords from '../keywords.ts';
import { joinedScalar, listOf, single } from '../scalars.ts';
import { type Block, ClauseGrammar } from './forms.ts';

export abstract class RuleGrammar extends ClauseGrammar {
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

  protected readonly gate = this.namedRule('gate', keywords.Gate, 'gates', () => {
    const header = this.SUBRULE(this.header);
    const severity = this.OPTION(() => this.SUBRULE(this.severity));
    const clauses = this.ACTION(() => (severity ? [...header, severity] : header));
    return this.SUBRULE(this.gateBlock, { ARGS: [clauses] });
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

  protected readonly freeze = this.namedRule('freeze', keywords.Freeze, 'freezes', () =>
    this.SUBRULE(this.freezeBlock, { ARGS: [this.SUBRULE(this.header)] }),
  );

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
    return { key, value: this.SUBRULE(this.windowBlock), as: 'item' };
  });

  protected readonly windowBlock: Block = this.block('windowBlock', 'a window', () => [
    this.everyDay,
    this.windowValue,
  ]);

  protected readonly windowValue = this.valueRule('windowValue', keywords.WindowKey);

  protected readonly limit = this.namedRule('limit', keywords.Limit, 'limits', () =>
    this.SUBRULE(this.limitBlock, { ARGS: [this.SUBRULE(this.header)] }),
  );

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
}
