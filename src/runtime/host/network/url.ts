/** Addresses that a policy gives. */
import { NetworkFailure } from './failure.ts';

/** Throws `NetworkFailure` unless it is an absolute http or https address without user name and password. */
export function parseUrl(text: string): URL {
  const url = URL.parse(text);
  if (!url) throw new NetworkFailure('`url` is not a complete address, such as `https://example.com/health`');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new NetworkFailure(`\`${url.protocol}\` addresses are not asked, only http and https`);
  if (url.username !== '' || url.password !== '')
    throw new NetworkFailure('`url` holds a user name or password, which belong in `headers`');
  return url;
}

/** For people: no query, which may hold what is nobody's business. */
export function shownUrl(url: URL): string {
  return url.origin + url.pathname;
}

/** Without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/u, '$1');
}

export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

/** What `host:port` says, with IPv6 in brackets; the host may be missing, the port be any number. Undefined for other texts. */
export function hostAndPortIn(text: string): HostAndPort | undefined {
  const [, ipv6, host = '', port] = /^(?:\[([^[\]]+)\]|([^/:[\]]*)):(\d+)$/u.exec(text) ?? [];
  return port === undefined ? undefined : { host: ipv6 ?? host, port: Number(port) };
}

export function formatHostAndPort({ host, port }: HostAndPort): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/** An address beneath another: `http://prom/base` and `api/v1/query` give `http://prom/base/api/v1/query`. */
export function beneath(base: URL, path: string): URL {
  const url = new URL(base);
  url.pathname = `${base.pathname.replace(/\/+$/u, '')}/${path}`;
  url.search = '';
  return url;
}
