/** Settings and secrets: read before anything runs, so that a missing one blocks and names where it should come from. */
import { resolve } from 'node:path';
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import type { EvaluationPlan, PlanLocation, Secret, Setting, VaultPlace } from '../../plan/plan.ts';
import { SecretText } from '../../plan/secret.ts';
import type { Location } from '../../plan/span.ts';
import { type Known, unknown } from '../../plan/value.ts';
import type { EnvironmentAccess } from './environment.ts';
import type { Host } from '../host.ts';
import { SHORTEST_SECRET } from '../redact.ts';
import type { NoSecret, ReadVault } from './vault.ts';

const LARGEST_SECRET_FILE = 65_536;

export interface SettingValue {
  readonly value: Known<string>;
  /** `API_URL`, `default`, `per_env`. */
  readonly from: string;
}

export interface ResolvedSettings {
  readonly settings: ReadonlyMap<string, SettingValue>;
  readonly secrets: ReadonlyMap<string, Known<SecretText>>;
  readonly diagnostics: readonly Diagnostic[];
  /** Why secrets cannot be had now that may be had later; they are unknown. */
  readonly passing: readonly Diagnostic[];
}

export interface Surroundings {
  readonly environment: EnvironmentAccess;
  /** The environment of the release; absent where the policy has none. */
  readonly env?: string;
  /** The directory of the policy. */
  readonly root: string;
  readonly untrusted: boolean;
  readonly host: Host;
  readonly signal: AbortSignal;
}

/** Reads all of them, used or not. */
export async function resolveSettings(
  plan: EvaluationPlan,
  surroundings: Surroundings,
): Promise<ResolvedSettings> {
  const diagnostics: Diagnostic[] = [];
  const settings = new Map<string, SettingValue>();
  for (const setting of plan.settings) {
    const found = settingValue(setting, surroundings);
    if ('code' in found) diagnostics.push(found);
    else settings.set(setting.name, found);
  }
  const secrets = new Map<string, Known<SecretText>>();
  const passing: Diagnostic[] = [];
  const vault = await vaultFor(plan, surroundings);
  for (const secret of plan.secrets) {
    const found = surroundings.untrusted
      ? unknown('no secret is read for an untrusted policy')
      : await secretText(secret, surroundings, vault);
    if ('passing' in found) {
      passing.push(missing(secret, found.why));
      secrets.set(secret.name, unknown(`the secret \`${secret.name}\` cannot be had: ${found.why}`));
    } else if ('code' in found) diagnostics.push(found);
    else secrets.set(secret.name, found);
  }
  return { settings, secrets, diagnostics, passing };
}

/** What speaks to Vault is loaded where a secret lies there. */
async function vaultFor(
  { secrets }: EvaluationPlan,
  { host, root, signal, untrusted }: Surroundings,
): Promise<ReadVault | undefined> {
  if (untrusted || secrets.every(({ vault }) => vault === undefined)) return undefined;
  const { vaultReader } = await import('./vault.ts');
  return vaultReader(host, root, signal);
}

/** Where the policy itself names the value for this environment, no variable can change it. */
function settingValue(
  setting: Setting,
  { environment, env, untrusted }: Surroundings,
): SettingValue | Diagnostic {
  const { name, perEnv } = setting;
  if (env !== undefined && Object.hasOwn(perEnv, env) && perEnv[env])
    return { value: perEnv[env], from: 'per_env' };
  if (setting.env !== undefined && !untrusted) {
    const refused = environment.refusal(setting.env);
    if (refused !== undefined) return notAllowed('setting', name, refused, setting.location);
    const value = environment.read(setting.env);
    if (value) return { value, from: setting.env };
  }
  if (setting.default) return { value: setting.default, from: 'default' };
  if (setting.env !== undefined && untrusted)
    return { value: unknown('no environment variable is read for an untrusted policy'), from: setting.env };
  return setting.env === undefined
    ? diagnostic(
        'SEN2101',
        `the setting \`${name}\` has no value${env === undefined ? '' : ` for \`${env}\``}`,
        placeOf(setting.location),
        { help: 'give it a `default`, or a value under `per_env`' },
      )
    : diagnostic(
        'SEN2101',
        `the setting \`${name}\` is missing: ${emptyOrUnset(environment, setting.env)}`,
        placeOf(setting.location),
        { help: `set \`${setting.env}\`, or give the setting a \`default\`` },
      );
}

async function secretText(
  secret: Secret,
  surroundings: Surroundings,
  vault: ReadVault | undefined,
): Promise<SecretText | Diagnostic | NoSecret> {
  const { name, file, location } = secret;
  const text =
    vault && secret.vault
      ? await secretFromVault(secret, secret.vault, vault)
      : file === undefined
        ? secretFromVariable(secret, surroundings)
        : await secretFromFile(secret, file, surroundings);
  if (typeof text !== 'string') return text;
  if (text.length < SHORTEST_SECRET)
    return diagnostic(
      'SEN2104',
      `the secret \`${name}\` is shorter than ${SHORTEST_SECRET} characters`,
      placeOf(location),
      {
        help: 'a text this short is guessed at once, and cannot be kept out of the output',
      },
    );
  return new SecretText(name, text);
}

function secretFromVariable(secret: Secret, { environment }: Surroundings): string | Diagnostic {
  const variable = secret.env ?? '';
  const refused = environment.refusal(variable);
  if (refused !== undefined) return notAllowed('secret', secret.name, refused, secret.location);
  return (
    environment.read(variable) ||
    diagnostic(
      'SEN2102',
      `the secret \`${secret.name}\` is missing: ${emptyOrUnset(environment, variable)}`,
      placeOf(secret.location),
      { help: `set \`${variable}\`` },
    )
  );
}

/** The text of a file, without the line break that editors put at its end. */
async function secretFromFile(
  secret: Secret,
  file: string,
  { root }: Surroundings,
): Promise<string | Diagnostic> {
  const path = resolve(root, file);
  const { readFile, stat } = await import('node:fs/promises');
  try {
    const { size, isFile } = await stat(path).then((stats) => ({ size: stats.size, isFile: stats.isFile() }));
    if (!isFile) return missing(secret, `\`${file}\` is not a regular file`);
    if (size > LARGEST_SECRET_FILE) return missing(secret, `\`${file}\` is larger than 64 KiB`);
    const text = (await readFile(path, 'utf8')).replace(/\r?\n$/u, '');
    return text === '' ? missing(secret, `the file \`${file}\` is empty`) : text;
  } catch (error) {
    return missing(
      secret,
      `the file \`${file}\` cannot be read (${(error as NodeJS.ErrnoException).code ?? 'fault'})`,
    );
  }
}

async function secretFromVault(
  secret: Secret,
  place: VaultPlace,
  vault: ReadVault,
): Promise<string | Diagnostic | NoSecret> {
  const found = await vault(place);
  return typeof found === 'string' || found.passing ? found : missing(secret, found.why);
}

function missing({ name, location }: Secret, why: string): Diagnostic {
  return diagnostic('SEN2102', `the secret \`${name}\` is missing: ${why}`, placeOf(location));
}

function emptyOrUnset(environment: EnvironmentAccess, variable: string): string {
  return `the environment variable \`${variable}\` is ${environment.read(variable) === undefined ? 'not set' : 'empty'}`;
}

function notAllowed(what: string, name: string, why: string, location: PlanLocation): Diagnostic {
  return diagnostic('SEN2103', `the ${what} \`${name}\` cannot be read: ${why}`, placeOf(location));
}

function placeOf({ file, span: [start, end] }: PlanLocation): Location {
  return { file, span: { start, end } };
}
