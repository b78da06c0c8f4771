/** Where something listens: `host:port`. Without a host it is this machine alone. */
import { DriverFailure } from '../../failure.ts';
import { type HostAndPort, hostAndPortIn } from '../../host/network/url.ts';

/** Throws `DriverFailure`. The port may be 0: then the system gives one. */
export function parseAddress(text: string): HostAndPort {
  const found = hostAndPortIn(text);
  if (!found || found.port > 65_535)
    throw new DriverFailure(`\`${text}\` is no address; write \`host:port\``);
  return { ...found, host: found.host || '127.0.0.1' };
}
