/** Which store a run uses, and how its address is written. Nothing is opened here. */
import { isAbsolute, resolve } from 'node:path';
import type { Host } from '../host.ts';
import type { OperatorConfig } from '../config/operator.ts';
import { shownPath } from '../paths.ts';
import { refuse } from '../refusal.ts';
import type { StoreFlags } from '../requests.ts';
import { mayBeThere, stateFile } from './state-directory.ts';

interface Shown {
  /** For people; it holds no password. */
  readonly shown: string;
}

export type FileAddress = Shown & { readonly kind: 'sqlite'; readonly path: string };
export type ServerAddress<K extends string> = Shown & { readonly kind: K; readonly url: string };

export interface StoreChoice {
  readonly state: FileAddress | ServerAddress<'postgresql'>;
  /** Who named it: `--store`, `SENTINEL_STORE`, `the operator's configuration`; absent for the one beside the policy. */
  readonly from?: string;
  /** Where limits are counted, if not in the same store. */
  readonly limits?: ServerAddress<'redis'>;
}

/** `root` is the directory of the policy. Refuses an address that cannot be read. */
export function chooseStore(
  flags: StoreFlags,
  operator: Pick<OperatorConfig, 'store' | 'limitStore'>,
  root: string,
  host: Host,
): StoreChoice {
  const named = namedStore(flags, operator, host);
  const limits = firstNamed(
    ['--limit-store', flags.limitStore],
    ['SENTINEL_LIMIT_STORE', host.env['SENTINEL_LIMIT_STORE']],
    ["the operator's configuration", operator.limitStore],
  );
  return {
    state: named ? stateAddress(named, host.cwd) : fileAddress(stateFile(root), host.cwd),
    ...(named && { from: named.from }),
    ...(limits && { limits: limitAddress(limits, host.cwd) }),
  };
}

/** Somebody named one, or one lies beside the policy: it may hold stops made by hand. */
export function mayHaveStore(
  flags: StoreFlags,
  operator: Pick<OperatorConfig, 'store'>,
  root: string,
  host: Host,
): boolean {
  return namedStore(flags, operator, host) !== undefined || mayBeThere(stateFile(root));
}

function namedStore(
  { store }: StoreFlags,
  operator: Pick<OperatorConfig, 'store'>,
  { env }: Host,
): Named | undefined {
  return firstNamed(
    ['--store', store],
    ['SENTINEL_STORE', env['SENTINEL_STORE']],
    ["the operator's configuration", operator.store],
  );
}

interface Named {
  readonly from: string;
  readonly text: string;
}

function firstNamed(
  ...places: readonly (readonly [from: string, text: string | undefined])[]
): Named | undefined {
  const found = places.find(([, text]) => text !== undefined && text !== '');
  return found?.[1] === undefined ? undefined : { from: found[0], text: found[1] };
}

function stateAddress(named: Named, cwd: string): StoreChoice['state'] {
  const address = readAddress(named, cwd);
  if (address.kind === 'redis')
    refuse('SEN2401', `${named.from}: Redis counts limits, and keeps neither records nor an audit`, {
      help: 'give it as `--limit-store`, beside a store in a file or in PostgreSQL',
    });
  return address;
}

function limitAddress(named: Named, cwd: string): ServerAddress<'redis'> {
  const address = readAddress(named, cwd);
  if (address.kind !== 'redis')
    refuse('SEN2401', `${named.from}: only Redis counts limits apart from the store`, {
      help: 'leave it out: a file and PostgreSQL count limits with the rest of the state',
    });
  return address;
}

const fileSchemes: ReadonlySet<string> = new Set(['file', 'sqlite']);
const servers: ReadonlyMap<string, 'postgresql' | 'redis'> = new Map([
  ['postgres', 'postgresql'],
  ['postgresql', 'postgresql'],
  ['redis', 'redis'],
  ['rediss', 'redis'],
]);

/** The text is not shown where it cannot be read, as nobody knows then where its password is. */
function readAddress({ from, text }: Named, cwd: string): StoreChoice['state'] | ServerAddress<'redis'> {
  const [, scheme = '', rest = ''] = /^([a-z]+):(.*)$/su.exec(text) ?? [];
  if (fileSchemes.has(scheme)) return fileAddress(pathOf(rest, { from, scheme, cwd }), cwd);
  const kind = servers.get(scheme);
  const url = URL.parse(text);
  if (!kind || !url || !isEncoded(url.password))
    refuse('SEN2401', `${from} is not the URL of a store`, {
      help: 'write `sqlite:PATH`, `postgres://USER@HOST/DATABASE`, or for limits `redis://HOST`',
    });
  const address = { url: text, shown: withoutPassword(url) };
  return kind === 'redis' ? { kind, ...address } : { kind, ...address };
}

/** The rest of a URL is the path as it is written; after `//` it is absolute. */
function pathOf(rest: string, { from, scheme, cwd }: { from: string; scheme: string; cwd: string }): string {
  const path = rest.startsWith('//') ? rest.slice(2) : rest;
  if (path === '' || (path !== rest && !isAbsolute(path)))
    refuse('SEN2401', `${from} names no file`, {
      help: `write \`${scheme}:state.db\`, or \`${scheme}:///var/lib/sentinel/state.db\``,
    });
  return resolve(cwd, path);
}

function fileAddress(path: string, cwd: string): FileAddress {
  return { kind: 'sqlite', path, shown: shownPath(cwd, path) };
}

/** A `%` in a password is written `%25`. */
function isEncoded(text: string): boolean {
  return !/%(?![0-9A-Fa-f]{2})/u.test(text);
}

/** Parameters may hold one too. */
function withoutPassword({ protocol, username, host, pathname }: URL): string {
  return `${protocol}//${username && `${username}@`}${host}${pathname}`;
}
