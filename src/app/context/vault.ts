/**
 * Secrets out of Vault: KV version 2 over its HTTP API. Which Vault, and who asks, is the operator's to say, never the
 * policy's: VAULT_ADDR, VAULT_TOKEN or a file named by VAULT_TOKEN_FILE, VAULT_NAMESPACE, VAULT_CACERT.
 */
import { readFile } from 'node:fs/promises';
import type { VaultPlace } from '../../plan/plan.ts';
import { SecretText } from '../../plan/secret.ts';
import { httpClient } from '../../runtime/host/network/client.ts';
import { NetworkFailure } from '../../runtime/host/network/failure.ts';
import { beneath, parseUrl } from '../../runtime/host/network/url.ts';
import type { Host } from '../host.ts';

/** Why there is no text. `passing`: a later attempt may find it. */
export interface NoSecret {
  readonly why: string;
  readonly passing: boolean;
}

export type ReadVault = (place: VaultPlace) => Promise<string | NoSecret>;

const attempts = { timeout: 3_000, attempts: 3, backoff: 300 };

/** Reads each path once, and every key out of that. The token is read anew, as an agent renews its file. */
export function vaultReader(host: Host, root: string, signal: AbortSignal): ReadVault {
  const read = new Map<string, Promise<Answer>>();
  return async ({ mount, path, key }) => {
    const place = `${mount}/${path}`;
    const reading = read.get(place) ?? readPath({ mount, path }, host, root, signal);
    read.set(place, reading);
    const answer = await reading;
    if ('why' in answer) return answer;
    const value = answer.data.get(key);
    if (typeof value === 'string' && value !== '') return value;
    const why =
      value === undefined ? `has no key \`${key}\`` : `holds no text under \`${key}\`, or an empty one`;
    return { why: `\`${place}\` in Vault ${why}`, passing: false };
  };
}

type Answer = NoSecret | { readonly data: ReadonlyMap<string, unknown> };

async function readPath(
  { mount, path }: Pick<VaultPlace, 'mount' | 'path'>,
  { env, clock, redactor }: Host,
  root: string,
  signal: AbortSignal,
): Promise<Answer> {
  const address = env['VAULT_ADDR'];
  if (!address) return lasting('`VAULT_ADDR` is not set, which says where Vault is');
  const token = await tokenOf(env);
  if ('why' in token) return token;
  redactor.register(token.text);
  const segments = [...mount.split('/'), 'data', ...path.split('/')].map(encodeURIComponent);
  const namespace = env['VAULT_NAMESPACE'];
  const ca = env['VAULT_CACERT'];
  try {
    const url = beneath(parseUrl(address), `v1/${segments.join('/')}`);
    const config = { ...attempts, ...(ca && { ca }) };
    const client = await httpClient(config, { clock, root, signal });
    const headers = new Map<string, string | SecretText>([
      ['x-vault-token', token.text],
      ['x-vault-request', 'true'],
      ...(namespace ? [['x-vault-namespace', namespace] as const] : []),
    ]);
    const { answer } = await client({ url, method: 'GET', headers });
    return judged(answer, `${mount}/${path}`);
  } catch (error) {
    if (error instanceof NetworkFailure) return passing(`Vault cannot be asked: ${error.message}`);
    throw error;
  }
}

/** What Vault's API says its statuses mean. A secret that was deleted is a 404, too. */
function judged({ status, body }: { readonly status: number; readonly body: string }, place: string): Answer {
  switch (status) {
    case 200:
      return dataOf(body) ?? lasting(`what Vault answers for \`${place}\` is no secret of KV version 2`);
    case 403:
      return passing(`Vault refuses the token, or the token may not read \`${place}\``);
    case 404:
      return lasting(`Vault has nothing at \`${place}\`, or it was deleted`);
    case 503:
      return passing('Vault is sealed, or down for maintenance');
    default:
      return status >= 500 || status === 429
        ? passing(`Vault answers HTTP ${status}`)
        : lasting(`Vault answers HTTP ${status} for \`${place}\``);
  }
}

function dataOf(body: string): Answer | undefined {
  try {
    const answer = JSON.parse(body) as { data?: { data?: unknown } } | null;
    const data = answer?.data?.data;
    if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
    return { data: new Map(Object.entries(data)) };
  } catch {
    // No JSON is no secret either.
    return undefined;
  }
}

async function tokenOf(env: Host['env']): Promise<NoSecret | { readonly text: SecretText }> {
  const file = env['VAULT_TOKEN_FILE'];
  const text = file ? await readFile(file, 'utf8').catch(() => '') : (env['VAULT_TOKEN'] ?? '');
  const token = text.trim();
  if (token !== '') return { text: new SecretText('token of Vault', token) };
  return file
    ? passing('the file that `VAULT_TOKEN_FILE` names cannot be read, or is empty')
    : lasting('neither `VAULT_TOKEN` nor `VAULT_TOKEN_FILE` is set');
}

function passing(why: string): NoSecret {
  return { why, passing: true };
}

function lasting(why: string): NoSecret {
  return { why, passing: false };
}
