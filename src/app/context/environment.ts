/** Which environment variables a policy may read. */
import { ProbeFailure } from '../../runtime/failure.ts';

export interface EnvironmentAccess {
  /** The variable's text, if it is set. Throws `ProbeFailure` for one that the policy may not read. */
  read(name: string): string | undefined;
  /** Why the policy may not read it; `undefined` when it may. */
  refusal(name: string): string | undefined;
}

/**
 * Variables that belong to the machine, not to a release: they carry credentials of CI systems and clouds, or change how
 * programs start. A trailing `*` stands for any rest. An operator who lists one in `allow_env` gives it away knowingly.
 */
const refusedByDefault = [
  'ACTIONS_*',
  'AWS_*',
  'AZURE_*',
  'BASH_ENV',
  'CI_DEPLOY_PASSWORD',
  'CI_JOB_JWT*',
  'CI_JOB_TOKEN',
  'CI_REGISTRY_PASSWORD',
  'DYLD_*',
  'GH_TOKEN',
  'GITHUB_TOKEN',
  'GIT_ASKPASS',
  'GIT_SSH_COMMAND',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'KUBECONFIG',
  'LD_*',
  'NODE_AUTH_TOKEN',
  'NODE_OPTIONS',
  'NPM_TOKEN',
  'PERL5OPT',
  'PYTHONSTARTUP',
  'RUBYOPT',
  'SENTINEL_LIMIT_STORE',
  'SENTINEL_STORE',
  'SENTINEL_TOKEN',
  'SSH_*',
  'SYSTEM_ACCESSTOKEN',
  'VAULT_TOKEN',
];

interface Rules {
  /** The operator's list; absent when there is none. */
  readonly allowEnv?: readonly string[];
  readonly untrusted: boolean;
}

export function environmentAccess(
  variables: Readonly<Record<string, string | undefined>>,
  rules: Rules,
): EnvironmentAccess {
  const refusal = (name: string): string | undefined => {
    if (rules.untrusted) return 'no environment variable is read for an untrusted policy';
    if (rules.allowEnv)
      return rules.allowEnv.some((pattern) => coversName(pattern, name))
        ? undefined
        : `\`allow_env\` of the operator's configuration does not list \`${name}\``;
    return refusedByDefault.some((pattern) => coversName(pattern, name))
      ? `\`${name}\` belongs to the machine; policies read it only where \`allow_env\` of the operator's configuration lists it`
      : undefined;
  };
  return {
    refusal,
    read(name) {
      const why = refusal(name);
      if (why !== undefined) throw new ProbeFailure(why);
      return Object.hasOwn(variables, name) ? variables[name] : undefined;
    },
  };
}

/** `SHOP_*` covers `SHOP_URL`. Names are compared in upper case, as some systems do not tell the cases apart. */
export function coversName(pattern: string, name: string): boolean {
  const wanted = pattern.toUpperCase();
  const given = name.toUpperCase();
  return wanted.endsWith('*') ? given.startsWith(wanted.slice(0, -1)) : given === wanted;
}
