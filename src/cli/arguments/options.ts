/** Every option of the program, each once: a command lists by name those that it takes. */

interface Base {
  /** One letter, for `-v`. */
  readonly short?: string;
  /** A few words, no capital, no full stop. */
  readonly summary: string;
}

interface Switch extends Base {
  readonly value?: undefined;
}

interface Valued extends Base {
  /** What the value is called in a usage line: `ENV`. */
  readonly value: string;
  /** The only values that it takes. */
  readonly choices?: readonly string[];
  /** May be given more than once. */
  readonly repeats?: true;
  /** The value is a file name, which shells complete. */
  readonly file?: true;
}

export type Option = Switch | Valued;

const formats = [
  'text',
  'json',
  'jsonl',
  'markdown',
  'ics',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'tap',
  'svg',
  'html',
] as const;
export type Format = (typeof formats)[number];

const colours = ['auto', 'always', 'never'] as const;

export const options = {
  policy: {
    value: 'FILE',
    file: true,
    summary: 'the policy (default: sentinel.yaml here or above, up to the repository root)',
  },
  config: { value: 'FILE', file: true, summary: "the operator's configuration" },
  store: {
    value: 'URL',
    summary: 'the store (default: SENTINEL_STORE, else .sentinel/state.db beside the policy)',
  },
  'limit-store': {
    value: 'URL',
    summary: 'a Redis that counts the limits (default: SENTINEL_LIMIT_STORE, else the store)',
  },
  evidence: {
    summary: 'what a decision or a start of a rollout rested upon; without an ID, those there are',
  },
  'ephemeral-store': { summary: 'begin a new store, also in a build that throws it away' },
  untrusted: { summary: 'read no environment, start no process, open no socket' },

  version: {
    value: 'V',
    repeats: true,
    summary: 'the release, such as v1.2.3; of a group ROLLOUT=V for each',
  },
  env: { value: 'ENV', summary: 'the environment, one of those that the policy declares' },
  source: { value: 'NAME', summary: 'where the release comes from, such as ci or emergency' },
  event: { value: 'NAME', summary: 'what started this run, such as push or tag' },
  actor: { value: 'NAME', summary: 'who releases, or asks; of `decide`: the user' },
  workload: { value: 'NAME', summary: 'the workload that is released' },
  component: { value: 'NAME', summary: 'the part of the repository that is released' },
  cluster: { value: 'NAME', summary: 'the cluster that is released to' },
  namespace: { value: 'NAME', summary: 'the namespace that is released to' },
  region: { value: 'NAME', summary: 'the region that is released to' },
  artifact: { value: 'REF', summary: 'what is released, such as an image digest' },
  set: { value: 'NAME=VALUE', repeats: true, summary: 'an input of the policy' },
  workspace: { value: 'NAME', summary: 'the workspace of the user' },
  context: { value: 'NAME=VALUE', repeats: true, summary: 'what else is known of the user' },

  at: { value: 'INSTANT', summary: 'evaluate as of this instant, such as 2026-11-27T12:00Z' },
  'no-wait': { summary: 'sample a sustained gate once; unknown where it would otherwise pass' },
  save: { value: 'FILE', file: true, summary: 'write the plan, to be applied exactly as it is' },
  shadow: { summary: 'judge and record, change nothing' },
  'break-glass': { summary: 'go over freezes, limits and what is unknown; needs --reason, and is audited' },
  reason: { value: 'TEXT', summary: 'why, in one sentence, for the audit' },
  until: {
    value: 'TIME',
    summary: 'an instant, such as 2026-11-27T12:00Z, or how long, such as 2h; of `status`: a phase',
  },
  watch: { summary: 'go on and tell of every change; of `status`: until it is over' },
  every: { value: 'TIME', summary: 'how long between two releases, such as 4h (default: 1d)' },
  seed: { value: 'N', summary: 'the same number makes the same facts up (default: 1)' },
  facts: {
    value: 'SOURCE',
    choices: ['generated', 'recorded', 'audit'],
    summary: 'made up (default), or recorded since --since: by the metrics, or by the audit',
  },
  'coverage-min': {
    value: 'PERCENT',
    summary: 'fail where less of what the conditions can be was seen, such as 80%',
  },
  scope: {
    value: 'SCOPE',
    summary: 'which releases, such as env=prod,workload=cart; all: those of every policy',
  },
  weeks: { value: 'N', summary: 'how many weeks, from now on (default: 4)' },
  view: {
    value: 'VIEW',
    choices: ['table', 'month'],
    summary: 'a table of times, or months with their days',
  },
  anchor: {
    value: 'SEQ:HASH',
    repeats: true,
    summary: 'a head of the audit that was kept elsewhere; the log must hold it',
  },
  since: { value: 'TIME', summary: 'from an instant on, or from so long ago, such as 30d' },
  before: { value: 'TIME', summary: 'what is older than an instant, or than so long, such as 365d' },
  all: { summary: 'every one' },
  canary: { value: 'PERCENT', summary: 'one stage, such as 10, which a person promotes' },
  auto: { summary: 'the stages of --stages, one after the other' },
  stages: { value: 'PERCENT,…', summary: 'with --auto: the weights, such as 10,25,50,100' },
  interval: {
    value: 'TIME',
    summary: "how long each stage is held, such as 10m (default: the policy's own)",
  },
  detach: { summary: 'return once the rollout has begun; a tick or a controller goes on with it' },
  timeout: {
    value: 'TIME',
    summary: 'how long to follow the rollout, such as 30m; it goes on without this run',
  },
  'auto-approve': { summary: 'do not ask; required without a terminal' },
  test: { summary: 'send a test message' },
  pushgateway: { value: 'URL', summary: 'a Prometheus Pushgateway, which is told what has happened so far' },
  metrics: { value: 'HOST:PORT', summary: 'serve metrics for Prometheus at /metrics' },
  'why-not': { summary: 'the smallest change of facts that would turn the verdict' },
  fix: { summary: 'write the changes that keep the meaning' },
  'unsafe-fixes': { summary: 'with --fix: write the changes that may alter the meaning too' },
  check: { summary: 'write nothing; list what is not in its canonical form, and exit 1' },
  'fail-on': {
    value: 'VERDICT',
    choices: ['looser'],
    summary: 'exit 1 where something that was stopped gets through, or that is not proved',
  },
  diff: { summary: 'write nothing; show what would change' },
  to: { value: 'SYNTAX', choices: ['yaml', 'dsl'], summary: 'print one policy in this syntax: yaml or dsl' },

  from: { value: 'TOOL', choices: ['gitlab', 'ics'], summary: 'what the file is (default: as it begins)' },

  format: { value: 'FORMAT', choices: formats, repeats: true, summary: 'the shape of what is printed' },
  output: {
    value: 'FILE',
    file: true,
    repeats: true,
    summary: 'write the --format before it to a file; the pair repeats',
  },
  color: { value: 'WHEN', choices: colours, summary: 'auto, always or never (default: auto)' },
  'no-input': { summary: 'never ask a question' },
  verbose: { short: 'v', summary: 'say more: each probe with its time, each fact with its source' },
  help: { short: 'h', summary: 'show this help' },
} as const satisfies Readonly<Record<string, Option>>;

export type OptionName = keyof typeof options;

export function optionOf(name: OptionName): Option {
  return options[name];
}

export function isOption(name: string): name is OptionName {
  return Object.hasOwn(options, name);
}

/** Which policy, and how far it is trusted. */
export const policyOptions = ['policy', 'config', 'untrusted'] as const satisfies readonly OptionName[];

/** Where state is kept. */
export const storeOptions = [
  'store',
  'limit-store',
  'ephemeral-store',
] as const satisfies readonly OptionName[];

/** The release under judgement, and the inputs of the policy. */
export const releaseOptions = [
  'version',
  'env',
  'source',
  'event',
  'actor',
  'workload',
  'component',
  'cluster',
  'namespace',
  'region',
  'artifact',
  'set',
] as const satisfies readonly OptionName[];

/** Taken by every command. */
export const commonOptions = [
  'color',
  'no-input',
  'verbose',
  'help',
] as const satisfies readonly OptionName[];
