/** Where something listens: `host:port`. Without a host it is this machine alone. */
import { DriverFailure } from '../../failure.ts';

export interface Address {
  readonly host: string;
  readonly port: number;
}

const form = /^(?:(?<host>[^:[\]]*)|\[(?<ipv6>[0-9a-fA-F:.]+)\]):(?<port>\d{1,5})$/u;

/** Throws `DriverFailure`. */
export function parseAddress(text: string): Address {
  const { host, ipv6, port } = form.exec(text)?.groups ?? {};
  if (port === undefined || Number(port) > 65_535)
    throw new DriverFailure(`\`${text}\` is no address; write \`host:port\``);
  return { host: ipv6 ?? (host || '127.0.0.1'), port: Number(port) };
}

export function formatAddress({ host, port }: Address): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
