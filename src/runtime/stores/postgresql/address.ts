/**
 * Where a PostgreSQL is: `postgres://USER[:PASSWORD]@HOST[:PORT]/DATABASE`, with `sslmode=verify-full` (or `require`,
 * which verifies too), `sslmode=disable`, and `sslrootcert=FILE`. Without a mode, TLS is used unless the host is this one.
 */
import { SecretText } from '../../../plan/secret.ts';
import { StoreFailure } from '../../failure.ts';
import { formatHostAndPort, hostOf } from '../../host/network/url.ts';

export interface PostgresqlAddress {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password?: SecretText;
  /** The certificate is verified; `authority` is a file with the certificates that are trusted for it. */
  readonly tls?: { readonly authority?: string };
}

const parameters: ReadonlySet<string> = new Set(['sslmode', 'sslrootcert']);
const verifying: ReadonlySet<string> = new Set(['require', 'verify-ca', 'verify-full']);
const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/u;

/** Throws `StoreFailure`, whose message quotes nothing of what may hold a password. */
export function parseAddress(text: string): PostgresqlAddress {
  const url = URL.parse(text);
  const database = url && decoded(url.pathname.slice(1));
  if (!url || !/^postgres(?:ql)?:$/u.test(url.protocol) || !url.hostname || !url.username || !database)
    throw new StoreFailure(
      'the address of a PostgreSQL has the form `postgres://USER:PASSWORD@HOST:5432/DATABASE`',
    );
  const host = hostOf(url);
  const tls = transportOf(url.searchParams, host);
  return {
    host,
    port: url.port === '' ? 5432 : Number(url.port),
    database,
    user: decoded(url.username),
    ...(url.password !== '' && { password: new SecretText('password', decoded(url.password)) }),
    ...(tls && { tls }),
  };
}

/** For people. */
export function placeOf(address: PostgresqlAddress): string {
  return `postgres://${address.user}@${formatHostAndPort(address)}/${address.database}`;
}

function transportOf(search: URLSearchParams, host: string): PostgresqlAddress['tls'] {
  for (const name of search.keys())
    if (!parameters.has(name))
      throw new StoreFailure('the address of a PostgreSQL takes only `sslmode` and `sslrootcert` behind `?`');
  const mode = search.get('sslmode') ?? (loopback.test(host) ? 'disable' : 'verify-full');
  if (mode === 'disable') return undefined;
  if (!verifying.has(mode))
    throw new StoreFailure('`sslmode` is `verify-full`, or `disable` where nobody else is on the way');
  const authority = search.get('sslrootcert');
  return authority === null ? {} : { authority };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw new StoreFailure('the address of the PostgreSQL has a `%` that is not written `%25`', {
      cause: error,
    });
  }
}
