/**
 * The operator's configuration, `sentinel.config.yaml`: what policies on this machine may do. It comes from `--config`, the
 * user's configuration directory or `/etc/sentinel`, never from the directory of a policy.
 */
import { join, resolve } from 'node:path';
import type { DiagnosticSink } from '../plan/diagnostic.ts';
import { suggestName } from '../plan/did-you-mean.ts';
import type { DocumentNode, MapNode } from '../parser/document.ts';
import { readConfigFile } from './config-file.ts';
import type { Host } from './host.ts';
import { isBeneath } from './paths.ts';
import { refuse } from './refusal.ts';

const OPERATOR_CONFIG = 'sentinel.config.yaml';

export interface OperatorConfig {
  /** Absolute path; absent when there is none. */
  readonly file?: string;
  /** Variables that policies may read; a trailing `*` stands for any rest. Absent: the built-in rules hold. */
  readonly allowEnv?: readonly string[];
}

/** Keys that other versions know. A rule that is not enforced must not look as if it were. */
const notYet = ['hosts', 'groups', 'plugins', 'exempt_sources', 'protected', 'store'];

/** `tree` is the directory that the policy governs: a configuration inside it is refused, as the policy's author wrote it. */
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
    return readConfig(file, given) ?? refuse('SEN2011', `\`${given}\` does not exist`);
  }
  for (const directory of directories(host)) {
    const file = join(directory, OPERATOR_CONFIG);
    if (isBeneath(tree, file)) continue;
    const config = readConfig(file, file);
    if (config) return config;
  }
  return {};
}

function directories({ env }: Host): readonly string[] {
  const home = env['HOME'];
  const user = env['XDG_CONFIG_HOME'] || (home && join(home, '.config'));
  return [...(user ? [join(user, 'sentinel')] : []), '/etc/sentinel'];
}

function readConfig(file: string, name: string): OperatorConfig | undefined {
  const config = readConfigFile(file, name, { code: 'SEN2012', holds: '`allow_env`' }, readKeys);
  return config && { file, ...(config.value && { allowEnv: config.value }) };
}

function readKeys(root: MapNode, sink: DiagnosticSink): readonly string[] | undefined {
  let allowEnv: readonly string[] | undefined;
  for (const { key, value } of root.entries) {
    if (key.text === 'allow_env') allowEnv = readNames(value, sink);
    else if (notYet.includes(key.text))
      sink.report('SEN2012', `\`${key.text}\` is not yet in this version`, key.span, {
        help: 'remove it: a rule that is not enforced must not look as if it were',
      });
    else
      sink.report('SEN2012', `unknown key \`${key.text}\``, key.span, {
        help: suggestName(key.text, ['allow_env', ...notYet]) ?? 'it may hold `allow_env`',
      });
  }
  return allowEnv;
}

function readNames(node: DocumentNode, sink: DiagnosticSink): readonly string[] {
  if (node.kind !== 'list') {
    sink.report('SEN2012', '`allow_env` is a list of names', node.span, {
      help: 'write `[API_URL, SHOP_*]`',
    });
    return [];
  }
  return node.items.flatMap(({ value }) => {
    if (value.kind === 'scalar' && /^[A-Za-z_][A-Za-z0-9_]*\*?$/u.test(value.text)) return value.text;
    sink.report('SEN2012', 'this is not the name of an environment variable', value.span, {
      help: 'a name, or the beginning of one and `*`',
    });
    return [];
  });
}
