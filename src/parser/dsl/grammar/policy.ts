/** The whole policy: its header, and every clause that may stand in it. */
import type { IParserConfig, IRecognitionException, IToken } from 'chevrotain';
import type { MapNode } from '../../document.ts';
import type { DiagnosticSink } from '../../../plan/diagnostic.ts';
import type { LexedPolicy } from '../lexer.ts';
import type { Rule } from '../../expression/engine.ts';
import type { Block } from './forms.ts';
import { endOf } from '../../expression/place.ts';
import { type Clause, noComments } from '../clauses.ts';
import * as keywords from '../keywords.ts';
import { impliedKey, plainScalar } from '../scalars.ts';
import { languageVersion } from '../../policy/version.ts';
import { Open } from '../lexer.ts';
import { DeclarationGrammar } from './declarations.ts';
import { isEnd } from './recovery.ts';

/** A test builds it with `skipValidations: false`, which proves the grammar sound. */
export class PolicyGrammar extends DeclarationGrammar {
  constructor(config: IParserConfig = { skipValidations: true }) {
    super(config);
    this.performSelfAnalysis();
  }

  /** Reads a policy, and tells of the mistakes in it. */
  read(source: string, lexed: LexedPolicy, sink: DiagnosticSink): MapNode | undefined {
    const trusted = this.trust(lexed.tokens, (trial) => {
      this.open(source, lexed, trial);
      return this.SUBRULE(this.policy);
    });
    if (trusted) return trusted;
    this.open(source, lexed, sink);
    const policy = this.policy();
    const [error] = this.errors;
    if (policy === undefined && error && !sink.hasErrors) this.#tellLost(error);
    return policy;
  }

  /** Undefined when there is no block to read. */
  readonly policy: Rule<MapNode | undefined> = this.RULE('policy', () => {
    const before = this.leading();
    const version = this.OPTION(() => this.SUBRULE(this.version));
    const ofVersion = this.ACTION(() => (version ? this.behind(before, endOf(this.LA(0))) : before));
    const beforePolicy = version ? this.leading() : noComments;
    const opener = this.CONSUME(keywords.Policy);
    const header = [version ?? this.ACTION(() => versionAt(opener.startOffset))];
    if (!this.ACTION(() => this.#lacksName()))
      header.push({ key: this.word(opener), value: this.SUBRULE(this.name), as: 'value' });
    if (this.ACTION(() => !this.#reachesOpen())) return undefined;
    const block = this.SUBRULE(this.policyBlock, { ARGS: [header] });
    return this.ACTION(() => {
      const comments = [ofVersion, this.behind(beforePolicy, block.span.start)];
      const entries = block.entries.map((entry, index) =>
        index < header.length ? { ...entry, comments: comments[index] ?? entry.comments } : entry,
      );
      return { ...block, entries, closing: [...block.closing, ...this.comments.rest()] };
    });
  });

  /** Tells of a policy without its name. */
  #lacksName(): boolean {
    const next = this.LA(1);
    if (next.tokenType !== Open) return false;
    this.told.report('SEN1103', 'the policy needs a name', this.place(this.LA(0)), {
      help: 'write it behind `policy`: `policy "checkout-api" {`',
    });
    return true;
  }

  /** Tells why nothing could be read. */
  #tellLost({
    token: found,
    previousToken,
    message: expected,
  }: IRecognitionException & { readonly previousToken?: IToken }): void {
    this.tell({ expected, found, previous: previousToken ?? found, tokens: [], inside: 'clause' });
  }

  /** Goes to the `{` of the policy; false, and told, when it does not come. */
  #reachesOpen(): boolean {
    const found = this.LA(1);
    if (found.tokenType === Open) return true;
    const previous = this.LA(0);
    this.tell({ expected: '`{`', found, previous, tokens: [], inside: 'clause' });
    while (!isEnd(this.LA(1)) && this.LA(1).tokenType !== Open) this.SKIP_TOKEN();
    if (this.LA(1).tokenType === Open) return true;
    this.skipAll();
    return false;
  }

  /** `sentinel 1`; a policy that does not say it is of the first version. */
  protected readonly version: Rule<Clause> = this.RULE('version', (): Clause => {
    const key = this.word(this.CONSUME(keywords.Sentinel));
    return { key, value: this.SUBRULE(this.quantity), as: 'value' };
  });

  protected readonly policyBlock: Block = this.block('policyBlock', 'a policy', () => [
    this.environments,
    this.owners,
    this.release,
    this.setting,
    this.secret,
    this.declaredInput,
    this.probe,
    this.score,
    this.gate,
    this.freeze,
    this.limit,
    this.rollout,
    this.group,
    this.notification,
    this.step,
    this.policyValue,
  ]);
  protected readonly policyValue = this.valueRule('policyValue', keywords.PolicyKey);
  protected readonly owners = this.listRule('owners', keywords.Owners);

  protected readonly release: Rule<Clause> = this.RULE('release', (): Clause => {
    const key = this.word(this.CONSUME(keywords.Release));
    return { key, value: this.SUBRULE(this.releaseBlock), as: 'value' };
  });

  protected readonly releaseBlock: Block = this.block('releaseBlock', 'a release block', () => [
    this.paths,
    this.releaseValue,
  ]);
  protected readonly releaseValue = this.valueRule('releaseValue', keywords.ReleaseKey);
  protected readonly paths = this.listRule('paths', keywords.Paths);

  protected readonly group = this.namedRule('group', keywords.Group, 'groups', () =>
    this.SUBRULE(this.groupBlock),
  );

  protected readonly groupBlock: Block = this.block('groupBlock', 'a group', () => [this.rollouts]);
  protected readonly rollouts = this.listRule('rollouts', keywords.Rollouts);

  protected readonly notification = this.namedRule(
    'notification',
    keywords.Notification,
    'notifications',
    () => this.SUBRULE(this.notificationBlock),
  );

  protected readonly notificationBlock: Block = this.block(
    'notificationBlock',
    () => this.component,
    () => [this.on],
  );
  protected readonly on = this.listRule('on', keywords.On);
}

/** The version that a policy of the DSL has unsaid. */
function versionAt(offset: number): Clause {
  const nowhere = { start: offset, end: offset };
  return {
    key: impliedKey('sentinel', nowhere),
    value: plainScalar(String(languageVersion), nowhere, languageVersion),
    as: 'value',
  };
}
