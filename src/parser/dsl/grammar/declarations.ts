/** What a policy reads: settings, secrets, inputs, probes, scores. */
import type { ListNode, ScalarNode } from '../../document.ts';
import type { Rule } from '../../expression/engine.ts';
import type { Block } from './forms.ts';
import * as words from '../../expression/tokens.ts';
import type { Clause } from '../clauses.ts';
import * as keywords from '../keywords.ts';
import { Colon, Equals } from '../lexer.ts';
import { plainScalar } from '../scalars.ts';
import { RolloutGrammar } from './rollouts.ts';

export abstract class DeclarationGrammar extends RolloutGrammar {
  /** `setting api_url from env "API_URL" default "http://localhost"`. */
  protected readonly setting = this.namedRule('setting', keywords.Setting, 'settings', (opener) =>
    this.map(opener, this.parts(this.settingPart)),
  );

  protected readonly settingPart: Rule<Clause> = this.oneOf('settingPart', () => [
    this.origin,
    this.perEnvironment,
    this.preset,
  ]);

  /** `from env "NAME"`, `from file "/run/secrets/token"`. */
  protected readonly origin: Rule<Clause> = this.RULE('origin', (): Clause => {
    this.CONSUME(keywords.From);
    return this.valued(this.word(this.CONSUME(keywords.Source)), this.value);
  });

  protected readonly perEnvironment: Rule<Clause> = this.RULE('perEnvironment', (): Clause => {
    const key = this.implied('per_env', this.CONSUME(keywords.Per));
    this.CONSUME(keywords.Env);
    return { key, value: this.SUBRULE(this.body), as: 'value' };
  });

  protected readonly preset = this.valueRule('preset', keywords.Default);

  /** `secret deploy_token from env "DEPLOY_TOKEN"`. */
  protected readonly secret = this.namedRule('secret', keywords.Secret, 'secrets', (opener) =>
    this.map(opener, this.parts(this.origin)),
  );

  /** `input ticket: string = ""`. */
  protected readonly declaredInput = this.namedRule('declaredInput', keywords.Input, 'inputs', (opener) => {
    const clauses: Clause[] = [];
    this.OPTION(() => {
      const key = this.implied('type', this.CONSUME(Colon));
      clauses.push({ key, value: this.SUBRULE(this.inputType), as: 'value' });
    });
    this.OPTION2(() => {
      const key = this.implied('default', this.CONSUME(Equals));
      clauses.push({ key, value: this.SUBRULE(this.value), as: 'value' });
    });
    this.OPTION3(() => {
      clauses.push(this.SUBRULE(this.required));
    });
    return this.map(opener, clauses);
  });

  /** `string`, or `[string]` for a list. */
  protected readonly inputType: Rule<ScalarNode | ListNode> = this.RULE('inputType', () =>
    this.OR([{ ALT: () => this.SUBRULE(this.list) }, { ALT: () => this.word(this.CONSUME(words.Name)) }]),
  );

  /** `required`, or `required false`. */
  protected readonly required: Rule<Clause> = this.RULE('required', (): Clause => {
    const word = this.CONSUME(keywords.Required);
    const given = this.OPTION(() => this.CONSUME(words.BooleanWord));
    return {
      key: this.word(word),
      value: this.ACTION(() => {
        const { image } = given ?? { image: 'true' };
        return plainScalar(image, this.place(given ?? word), image === 'true');
      }),
      as: 'value',
    };
  });

  /** `probe up each svc in ["cart", "pay"] = http { … }`. */
  protected readonly probe = this.namedRule('probe', keywords.Probe, 'probes', (opener) => {
    const clauses: Clause[] = [];
    this.OPTION(() => {
      clauses.push(this.SUBRULE(this.each));
    });
    this.CONSUME(Equals);
    clauses.push(this.SUBRULE(this.component));
    return this.map(opener, clauses);
  });

  protected readonly each: Rule<Clause> = this.RULE('each', (): Clause => {
    const opener = this.CONSUME(keywords.Each);
    const first = this.LA(1);
    const key = this.SUBRULE(this.name);
    this.CONSUME(words.In);
    const values: Clause = { key, value: this.SUBRULE(this.list), as: 'value' };
    return { key: this.word(opener), value: this.map(first, [values]), as: 'value' };
  });

  /** `score health { 3 of error_rate < 1%  healthy 0.85  degraded 0.5 }`. */
  protected readonly score = this.namedRule('score', keywords.Score, 'scores', () =>
    this.SUBRULE(this.scoreBlock),
  );

  protected readonly scoreBlock: Block = this.block('scoreBlock', 'a score', () => [
    this.criterion,
    this.scoreValue,
  ]);
  protected readonly scoreValue = this.valueRule('scoreValue', keywords.ScoreKey);

  /** `3 of error_rate < 1%`; without a weight `of error_rate < 1%`. */
  protected readonly criterion: Rule<Clause> = this.RULE('criterion', (): Clause => {
    const first = this.LA(1);
    const clauses: Clause[] = [];
    this.OPTION(() => {
      const key = this.implied('weight', first);
      clauses.push({ key, value: this.SUBRULE(this.quantity), as: 'value' });
    });
    const key = this.word(this.CONSUME(keywords.Of));
    clauses.push({ key, value: this.SUBRULE(this.condition), as: 'value' });
    return { key: this.implied('criteria', first), value: this.map(first, clauses), as: 'item' };
  });
}
