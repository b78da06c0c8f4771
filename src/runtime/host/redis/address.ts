/** Where a Redis is: `redis://[USER[:PASSWORD]@]HOST[:PORT][/DATABASE]`, `rediss://` over TLS. */
import { SecretText } from '../../../plan/secret.ts';
import { StoreFailure } from '../../failure.ts';
import { formatHostAndPort, hostOf } from '../network/url.ts';

export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly database: number;
  readonly username?: string;
  readonly password?: SecretText;
}

/** Throws `StoreFailure`, whose message quotes nothing: the address may hold a password. */
export function parseAddress(text: string): RedisAddress {
  const url = URL.parse(text);
  if (!url || url.hostname === '' || (url.protocol !== 'redis:' && url.protocol !== 'rediss:'))
    throw new StoreFailure('the address of a Redis has the form `redis://USER:PASSWORD@HOST:6379/0`');
  if (url.search !== '' || url.hash !== '')
    throw new StoreFailure('the address of a Redis takes nothing behind `?` or `#`');
  const database = /^\/?(\d{0,5})$/u.exec(url.pathname)?.[1];
  if (database === undefined)
    throw new StoreFailure('the path of a Redis address is the number of a database, such as `/0`');
  return {
    host: hostOf(url),
    port: url.port === '' ? 6379 : Number(url.port),
    tls: url.protocol === 'rediss:',
    database: Number(database),
    ...(url.username !== '' && { username: decoded(url.username) }),
    ...(url.password !== '' && { password: new SecretText('password', decoded(url.password)) }),
  };
}

/** For people. */
export function placeOf(address: RedisAddress): string {
  return `${address.tls ? 'rediss' : 'redis'}://${formatHostAndPort(address)}/${address.database}`;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw new StoreFailure(
      'the user name or password of the Redis address has a `%` that is not written `%25`',
      {
        cause: error,
      },
    );
  }
}
