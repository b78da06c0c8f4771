/** Rollouts: stages, checks, roll-back, audiences, steps. */
import { tokenMatcher } from 'chevrotain';
import type { Rule } from '../../expression/engine.ts';
import type { Block } from './forms.ts';
import * as words from '../../expression/tokens.ts';
import type { Clause } from '../clauses.ts';
import * as keywords from '../keywords.ts';
import { Open } from '../lexer.ts';
import { RuleGrammar } from './rules.ts';

export abstract class RolloutGrammar extends RuleGrammar {
  protected readonly rollout = this.namedRule('rollout', keywords.Rollout, 'rollouts', () =>
    this.SUBRULE(this.rolloutBlock, { ARGS: [this.SUBRULE(this.header)] }),
  );

  protected readonly rolloutBlock: Block = this.block('rolloutBlock', 'a rollout', () => [
    this.traffic,
    this.stage,
    this.checks,
    this.rollback,
    this.unknown,
    this.finish,
    this.identity,
    this.audience,
    this.analysis,
    this.step,
    this.when,
    this.environments,
    this.rolloutValue,
  ]);
  protected readonly rolloutValue = this.valueRule('rolloutValue', keywords.RolloutKey);
  protected readonly identity = this.conditionRule('identity', keywords.Identity);

  protected readonly traffic: Rule<Clause> = this.RULE('traffic', (): Clause => {
    const key = this.word(this.CONSUME(keywords.Traffic));
    const first = this.LA(1);
    const component = this.SUBRULE(this.component);
    return { key, value: this.map(first, [component]), as: 'value' };
  });

  /** A kind with its configuration. */
  protected readonly component: Rule<Clause> = this.RULE('component', (): Clause => {
    const key = this.word(this.CONSUME(words.Word));
    return { key, value: this.SUBRULE(this.body), as: 'value' };
  });

  protected readonly stage: Rule<Clause> = this.RULE('stage', (): Clause => {
    const opener = this.CONSUME(keywords.Stage);
    const clauses: Clause[] = [];
    this.OPTION(() => {
      const key = this.implied('weight', opener);
      clauses.push({ key, value: this.SUBRULE(this.quantity), as: 'value' });
    });
    clauses.push(...this.parts(this.stagePart));
    const value = this.optionalBlock(this.stageBlock, opener, clauses);
    return { key: this.implied('stages', opener), value, as: 'item' };
  });

  protected readonly stageValue = this.valueRule('stageValue', keywords.StageKey);
  protected readonly exit = this.listRule('exit', keywords.Exit);

  /** What may stand before the braces of a stage. */
  protected readonly stagePart: Rule<Clause> = this.oneOf('stagePart', () => [this.exit, this.stageValue]);

  protected readonly stageBlock: Block = this.block('stageBlock', 'a stage', () => [
    this.when,
    this.checks,
    this.exit,
    this.stageValue,
  ]);

  protected readonly checks: Rule<Clause> = this.RULE('checks', (): Clause => {
    const opener = this.CONSUME(keywords.Checks);
    const value = this.optionalBlock(this.checksBlock, opener, this.parts(this.checksPart));
    return { key: this.word(opener), value, as: 'value' };
  });

  protected readonly checksValue = this.valueRule('checksValue', keywords.ChecksKey);

  protected readonly checksPart: Rule<Clause> = this.oneOf('checksPart', () => [
    this.tolerate,
    this.checksValue,
  ]);

  protected readonly checksBlock: Block = this.block('checksBlock', 'checks', () => [
    this.require,
    this.prefer,
    this.show,
    this.checksPart,
  ]);

  protected readonly rollback: Rule<Clause> = this.RULE('rollback', (): Clause => {
    const opener = this.CONSUME(keywords.Rollback);
    const value = this.optionalBlock(this.rollbackBlock, opener, this.parts(this.rollbackPart));
    return { key: this.word(opener), value, as: 'value' };
  });

  protected readonly rollbackValue = this.valueRule('rollbackValue', keywords.RollbackKey);
  protected readonly if = this.conditionRule('if', keywords.If);

  protected readonly rollbackPart: Rule<Clause> = this.oneOf('rollbackPart', () => [
    this.when,
    this.if,
    this.tolerate,
    this.rollbackValue,
  ]);

  protected readonly rollbackBlock: Block = this.block('rollbackBlock', 'a roll-back', () => [
    this.rollbackPart,
  ]);

  /** `unknown hold for 10m then rollback`. */
  protected readonly unknown: Rule<Clause> = this.RULE('unknown', (): Clause => {
    const opener = this.CONSUME(keywords.Unknown);
    const clauses: Clause[] = [];
    this.OPTION({
      GATE: () => !tokenMatcher(this.LA(1), keywords.For) && !tokenMatcher(this.LA(1), keywords.Then),
      DEF: () => {
        const action = this.CONSUME(words.Name);
        clauses.push({ key: this.implied('action', opener), value: this.word(action), as: 'value' });
      },
    });
    this.OPTION2(() => {
      const key = this.word(this.CONSUME(keywords.For));
      clauses.push({ key, value: this.SUBRULE(this.quantity), as: 'value' });
    });
    this.OPTION3(() => {
      const key = this.word(this.CONSUME(keywords.Then));
      clauses.push({ key, value: this.word(this.CONSUME(words.Word)), as: 'value' });
    });
    return { key: this.word(opener), value: this.map(opener, clauses), as: 'value' };
  });

  /** `finish swap keep 24h`. */
  protected readonly finish: Rule<Clause> = this.RULE('finish', (): Clause => {
    const opener = this.CONSUME(keywords.Finish);
    const clauses: Clause[] = [];
    this.OPTION({
      GATE: () => !tokenMatcher(this.LA(1), keywords.Keep),
      DEF: () => {
        const way = this.CONSUME(words.Name);
        clauses.push({ key: this.implied('promote', opener), value: this.word(way), as: 'value' });
      },
    });
    this.OPTION2(() => {
      const key = this.word(this.CONSUME(keywords.Keep));
      clauses.push({ key, value: this.SUBRULE(this.quantity), as: 'value' });
    });
    return { key: this.word(opener), value: this.map(opener, clauses), as: 'value' };
  });

  protected readonly who = this.conditionRule('who', keywords.Who);

  /** `audience "internal" who … { stage … }`. */
  protected readonly audience: Rule<Clause> = this.RULE('audience', (): Clause => {
    const opener = this.CONSUME(keywords.Audience);
    const name = this.SUBRULE(this.name);
    const clauses: Clause[] = [{ key: this.implied('name', opener), value: name, as: 'value' }];
    this.OPTION(() => {
      clauses.push(this.SUBRULE(this.who));
    });
    const value = this.optionalBlock(this.audienceBlock, opener, clauses);
    return { key: this.word(opener), value, as: 'item' };
  });

  protected readonly audienceBlock: Block = this.block('audienceBlock', 'an audience', () => [
    this.who,
    this.stage,
    this.ramp,
  ]);
  protected readonly ramp = this.valueRule('ramp', keywords.Ramp);

  protected readonly analysis: Rule<Clause> = this.RULE('analysis', (): Clause => {
    const key = this.word(this.CONSUME(keywords.Analysis));
    return { key, value: this.SUBRULE(this.analysisBlock), as: 'value' };
  });

  protected readonly analysisBlock: Block = this.block('analysisBlock', 'an analysis', () => [
    this.compare,
    this.analysisValue,
  ]);
  protected readonly compare = this.conditionRule('compare', keywords.Compare);
  protected readonly analysisValue = this.valueRule('analysisValue', keywords.AnalysisKey);

  /** `before "announce" when … webhook { … }`. */
  protected readonly step: Rule<Clause> = this.RULE('step', (): Clause => {
    const opener = this.CONSUME(keywords.Step);
    const first = this.LA(1);
    const clauses: Clause[] = [];
    this.OPTION({
      // A step that is called `when` stands in quotes.
      GATE: () => this.LA(2).tokenType !== Open && !tokenMatcher(this.LA(1), keywords.When),
      DEF: () => {
        const name = this.SUBRULE(this.name);
        clauses.push({ key: this.implied('name', opener), value: name, as: 'value' });
      },
    });
    this.OPTION2(() => {
      clauses.push(this.SUBRULE(this.when));
    });
    clauses.push(this.SUBRULE(this.component));
    return { key: this.word(opener), value: this.map(first, clauses), as: 'item' };
  });
}
