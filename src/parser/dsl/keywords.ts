/**
 * The words of the DSL. All are contextual: any of them may be a name. A word that opens a clause has two kinds of token:
 * at the start of a line it is no operand of an expression, elsewhere it may be one.
 */
import { Lexer, type TokenType } from 'chevrotain';
import { Name, Word } from '../expression/tokens.ts';

/** A word that opens a clause at the start of a line. */
export const LineOpener = abstract('LineOpener', 'a clause');

/** Opens a block with a name, which never stands inside others. */
export const TopLevel = abstract('TopLevel');

/** Keys with one plain value, by the block in which they stand. */
export const PolicyKey = abstract('PolicyKey');
export const ReleaseKey = abstract('ReleaseKey');
export const ScoreKey = abstract('ScoreKey');
export const GateKey = abstract('GateKey');
export const FreezeKey = abstract('FreezeKey');
export const WindowKey = abstract('WindowKey', 'a clause', FreezeKey);
export const LimitKey = abstract('LimitKey');
export const RolloutKey = abstract('RolloutKey');
export const StageKey = abstract('StageKey');
export const ChecksKey = abstract('ChecksKey');
export const RollbackKey = abstract('RollbackKey');
export const AnalysisKey = abstract('AnalysisKey');
/** When a step is taken. */
export const Step = abstract('Step');
/** Where a secret or a setting comes from. */
export const Source = abstract('Source', '`env`');
export const SeverityWord = abstract('SeverityWord', 'a severity');

/**
 * A type of token that is no pattern of its own. The grammar completes it when it is built, which only a policy in this
 * syntax needs: a start with another pays nothing for the words.
 */
function token(name: string, label: string, categories: TokenType[]): TokenType {
  return { name, PATTERN: Lexer.NA, LABEL: label, CATEGORIES: categories };
}

function abstract(name: string, label = 'a clause', ...categories: TokenType[]): TokenType {
  return token(name, label, categories);
}

interface Forms {
  readonly anywhere: TokenType;
  readonly atLineStart: TokenType;
}

const forms = new Map<string, Forms>();

/** A word that opens a clause. */
function opener(word: string, ...categories: TokenType[]): TokenType {
  const name = word.replaceAll(/(?:^|_)([a-z])/gu, (_, letter: string) => letter.toUpperCase());
  const label = `\`${word}\``;
  const type = token(name, label, [Word, ...categories]);
  forms.set(word, {
    anywhere: token(`${name}Inside`, label, [type, Name]),
    atLineStart: token(`${name}Opening`, label, [type, LineOpener]),
  });
  return type;
}

/** A word that stands inside a clause. */
function particle(word: string, ...categories: TokenType[]): TokenType {
  const name = word.charAt(0).toUpperCase() + word.slice(1);
  const type = token(name, `\`${word}\``, [Name, ...categories]);
  forms.set(word, { anywhere: type, atLineStart: type });
  return type;
}

export const Sentinel = particle('sentinel');
export const Policy = particle('policy');
export const Environments = opener('environments');
export const Owners = opener('owners');
export const Release = opener('release');
export const Setting = opener('setting', TopLevel);
export const Secret = opener('secret', TopLevel);
export const Input = opener('input', TopLevel);
export const Probe = opener('probe', TopLevel);
export const Score = opener('score', TopLevel);
export const Gate = opener('gate', TopLevel);
export const Freeze = opener('freeze', TopLevel);
export const Limit = opener('limit', TopLevel);
export const Rollout = opener('rollout', TopLevel);
export const Group = opener('group', TopLevel);
export const Notification = opener('notification', TopLevel);
for (const word of ['before', 'after']) opener(word, Step);
for (const word of ['description', 'extends']) opener(word, PolicyKey);

export const Paths = opener('paths');
for (const word of ['tag', 'version_map']) opener(word, ReleaseKey);

export const Env = particle('env', Source);
for (const word of ['file', 'vault']) particle(word, Source);
export const Per = particle('per');
export const Default = particle('default');
export const Required = particle('required');
export const Each = particle('each');
export const Of = opener('of');
for (const word of ['healthy', 'degraded']) opener(word, ScoreKey);

export const Require = opener('require');
export const Prefer = opener('prefer');
export const Show = opener('show');
export const When = opener('when');
export const Except = opener('except');
for (const word of ['advisory', 'block', 'critical']) particle(word, SeverityWord);
opener('mode', PolicyKey, GateKey, FreezeKey, LimitKey, RolloutKey);
for (const word of ['severity', 'message', 'runbook', 'over']) opener(word, GateKey);
export const For = opener('for', GateKey);
export const Tolerate = opener('tolerate');
export const Every = opener('every', GateKey, ChecksKey);

export const From = opener('from', WindowKey);
for (const word of ['until', 'between', 'rrule', 'start', 'duration', 'holidays', 'calendar', 'max_age'])
  opener(word, WindowKey);
for (const word of ['timezone', 'reason', 'in_flight']) opener(word, FreezeKey);
export const Outside = opener('outside');
export const Blocks = opener('blocks');
export const At = opener('at');
export const Most = particle('most');
export const By = opener('by');

export const Traffic = opener('traffic');
export const Identity = opener('identity');
export const Stage = opener('stage');
export const Checks = opener('checks');
export const Rollback = opener('rollback');
export const Unknown = opener('unknown');
export const Finish = opener('finish');
export const Audience = opener('audience');
export const Analysis = opener('analysis');
export const Ramp = opener('ramp', RolloutKey);
for (const word of [
  'tracks',
  'dwell',
  'cooldown',
  'deadline',
  'watch',
  'assign',
  'overrides',
  'variants',
  'concurrent',
  'newer',
  'runway',
  'first',
])
  opener(word, RolloutKey);
for (const word of ['hold', 'approve', 'weights']) opener(word, StageKey);
export const Exit = opener('exit');
for (const word of ['warmup', 'on_fail', 'max_extend']) opener(word, ChecksKey);
for (const word of ['to', 'retry', 'quarantine', 'tiers']) opener(word, RollbackKey);
export const If = opener('if');
export const Consecutive = particle('consecutive');
export const Then = particle('then');
export const Keep = particle('keep');
export const Who = opener('who');
export const Compare = opener('compare');
for (const word of ['test', 'significance', 'margin']) opener(word, AnalysisKey);
export const On = opener('on');
export const Rollouts = opener('rollouts');

/** Tokens of words: all that the grammar names, and the two forms of each. */
export const keywordTokens: readonly TokenType[] = [
  LineOpener,
  ...new Set(
    [...forms.values()].flatMap(({ anywhere, atLineStart }) =>
      [anywhere, atLineStart].flatMap((token) => [token, ...(token.CATEGORIES ?? [])]),
    ),
  ),
  TopLevel,
  PolicyKey,
  ReleaseKey,
  ScoreKey,
  GateKey,
  FreezeKey,
  WindowKey,
  LimitKey,
  RolloutKey,
  StageKey,
  ChecksKey,
  RollbackKey,
  AnalysisKey,
  Step,
  Source,
  SeverityWord,
];

/** All words with their types. */
export const keywords: readonly (Forms & { readonly word: string })[] = [...forms].map(
  ([word, { anywhere, atLineStart }]) => ({ word, anywhere, atLineStart }),
);

/** Words that open a clause; no probe, score or input is called so. */
export const openers: ReadonlySet<string> = new Set(
  [...forms].flatMap(([word, { anywhere, atLineStart }]) => (anywhere === atLineStart ? [] : [word])),
);

/** All words. */
export const words: readonly string[] = [...forms.keys()];

/** The words that are a token of this type. */
export function formsOf(type: TokenType): string[] {
  return [...forms]
    .filter(
      ([, { anywhere }]) => type.categoryMatchesMap?.[anywhere.tokenTypeIdx as number] || anywhere === type,
    )
    .map(([word]) => word);
}
