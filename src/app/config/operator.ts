/**
 * The operator's configuration, `sentinel.config.yaml`: what policies on this machine may do. It comes from `--config`, the
 * user's configuration directory or `/etc/sentinel`, never from the directory of a policy.
 */
import { dirname, join, resolve } from 'node:path';
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import { suggestName } from '../../plan/did-you-mean.ts';
import type { DocumentNode, MapNode } from '../../parser/document.ts';
import { readConfigFile } from './file.ts';
import { type NameForm, namesUnder, readNames } from './nodes.ts';
import type { Host } from '../host.ts';
import { readIssuers } from '../people/issuers.ts';
import { isBeneath } from '../paths.ts';
import { type People, readActors, readGroups } from '../people/people.ts';
import { refuse } from '../refusal.ts';

const OPERATOR_CONFIG = 'sentinel.config.yaml';

export interface OperatorConfig extends People {
  /** Absolute path; absent when there is none. */
  readonly file?: string;
  /** Variables that policies may read; a trailing `*` stands for any rest. Absent: the built-in rules hold. */
  readonly allowEnv?: readonly string[];
  /** The only sources of a release that may use an `except`. Absent: all. */
  readonly exemptSources?: readonly string[];
  /** Environments in which nothing of a release counts that nobody proved; a trailing `*` stands for any rest. */
  readonly protectedEnvironments?: readonly string[];
  /** URL of the store, and of one for the limits alone. */
  readonly store?: string;
  readonly limitStore?: string;
  /** Where `tick` pushes metrics to. */
  readonly pushgateway?: string;
}

/** Keys that other versions know. A rule that is not enforced must not look as if it were. */
const notYet = ['hosts', 'plugins'];

/** `tree` is the directory that the policy governs: what lies inside it is not the operator's, as the policy's author wrote it. */
export async function loadOperatorConfig(
  host: Host,
  given: string | undefined,
  tree: string,
): Promise<OperatorConfig> {
  if (given !== undefined) {
    const file = resolve(host.cwd, given);
    if (isBeneath(tree, file))
      refuse('SEN2012', `\`${given}\` lies in the directory that the policy governs`, {
        help: "the operator's configuration belongs where the policy's authors cannot change it",
      });
    const config = readConfig(file, given) ?? refuse('SEN2011', `\`${given}\` does not exist`);
    return withOwnKeys(config, tree);
  }
  for (const directory of directories(host)) {
    const file = join(directory, OPERATOR_CONFIG);
    if (isBeneath(tree, file)) continue;
    const config = readConfig(file, file);
    if (config) return withOwnKeys(config, tree);
  }
  return {};
}

/** Whoever could change the keys of an issuer could prove to be anybody. */
function withOwnKeys(config: OperatorConfig, tree: string): OperatorConfig {
  for (const { name, keys } of config.issuers?.values() ?? [])
    if (keys !== undefined && isBeneath(tree, keys))
      refuse('SEN2012', `the keys of the issuer \`${name}\` lie in the directory that the policy governs`, {
        help: "they belong where the policy's authors cannot change them",
      });
  return config;
}

function directories({ env }: Host): readonly string[] {
  const home = env['HOME'];
  const user = env['XDG_CONFIG_HOME'] || (home && join(home, '.config'));
  return [...(user ? [join(user, 'sentinel')] : []), '/etc/sentinel'];
}

function readConfig(file: string, name: string): OperatorConfig | undefined {
  const holds = [...readers.keys()].map((key) => `\`${key}\``).join(', ');
  const config = readConfigFile(file, name, { code: 'SEN2012', holds }, (root, sink) =>
    readKeys(root, sink, dirname(file)),
  );
  return config && { file, ...config.value };
}

type Settings = Omit<OperatorConfig, 'file'>;

interface Whole {
  readonly root: MapNode;
  /** Where the configuration lies. */
  readonly directory: string;
}

type Reader = (node: DocumentNode, sink: DiagnosticSink, whole: Whole) => Settings;

/** What each key gives. */
const readers = new Map<string, Reader>([
  ['allow_env', (node, sink) => ({ allowEnv: readNames(node, sink, variables) })],
  ['exempt_sources', (node, sink) => ({ exemptSources: readNames(node, sink, sources) })],
  ['protected', (node, sink) => ({ protectedEnvironments: readNames(node, sink, environments) })],
  ['issuers', (node, sink, { directory }) => ({ issuers: readIssuers(node, sink, directory) })],
  ['actors', (node, sink, { root }) => ({ actors: readActors(node, sink, namesUnder(root, 'issuers')) })],
  ['groups', (node, sink, { root }) => ({ groups: readGroups(node, sink, namesUnder(root, 'actors')) })],
  ['store', (node, sink) => readUrl(node, sink, (store) => ({ store }))],
  ['limit_store', (node, sink) => readUrl(node, sink, (limitStore) => ({ limitStore }))],
  ['pushgateway', (node, sink) => readUrl(node, sink, (pushgateway) => ({ pushgateway }), pushgateways)],
]);

function readKeys(root: MapNode, sink: DiagnosticSink, directory: string): Settings {
  const settings = root.entries.map(({ key, value }) => {
    const reader = readers.get(key.text);
    if (reader) return reader(value, sink, { root, directory });
    if (notYet.includes(key.text))
      sink.report('SEN2012', `\`${key.text}\` is not yet in this version`, key.span, {
        help: 'remove it: a rule that is not enforced must not look as if it were',
      });
    else
      sink.report('SEN2012', `unknown key \`${key.text}\``, key.span, {
        help:
          suggestName(key.text, [...readers.keys(), ...notYet]) ??
          `it may hold ${[...readers.keys()].map((known) => `\`${known}\``).join(', ')}`,
      });
    return {};
  });
  return Object.assign({}, ...settings) as Settings;
}

const variables: NameForm = {
  shape: /^[A-Za-z_][A-Za-z0-9_]*\*?$/u,
  example: '[API_URL, SHOP_*]',
  not: 'this is not the name of an environment variable',
  help: 'a name, or the beginning of one and `*`',
};
const sources: NameForm = {
  shape: /^\S+$/u,
  example: '[emergency, oncall]',
  not: 'this is not the name of a source',
  help: 'a word, as `--source` gives it',
};

const environments: NameForm = {
  shape: /^(?:[^\s*]+\*?|\*)$/u,
  example: '[prod, prod-*]',
  not: 'this is not the name of an environment',
  help: 'a name, or the beginning of one and `*`',
};

const storeUrls = {
  not: 'this is not the URL of a store',
  help: 'write `postgres://HOST/DATABASE`, or `sqlite:/path/of/state.db`',
};
const pushgateways = {
  not: 'this is not the URL of a Pushgateway',
  help: 'write `http://HOST:9091`',
};

function readUrl(
  node: DocumentNode,
  sink: DiagnosticSink,
  settings: (url: string) => Settings,
  { not, help }: Pick<NameForm, 'not' | 'help'> = storeUrls,
): Settings {
  if (node.kind === 'scalar' && node.text !== '') return settings(node.text);
  sink.report('SEN2012', not, node.span, { help });
  return {};
}
