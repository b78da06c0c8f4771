/**
 * Which addresses may be reached. A name is resolved once, by the lookup that the connection itself uses, so that no
 * second answer of the name server can differ from the one that was judged.
 */
import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

import ipaddr from 'ipaddr.js';

import { NetworkFailure, networkFailure } from './failure.ts';

export interface AddressRules {
  /** Loopback, private and other addresses of one's own network may be reached. */
  readonly local: boolean;
}

/** The command line probes what its user could reach by hand. */
export const commandLineRules: AddressRules = { local: true };

/** Metadata services of clouds outside the link-local range. They hand out credentials. */
const metadata: ReadonlySet<string> = new Set(
  ['100.100.100.200', '168.63.129.16', '192.0.0.192', 'fd00:ec2::254', 'fd20:ce::254'].map(normalised),
);

const localRanges: ReadonlySet<string> = new Set([
  'loopback',
  'private',
  'uniqueLocal',
  'carrierGradeNat',
  'reserved',
]);

/** Why the address may not be reached; undefined if it may. */
export function refusedAddress(text: string, rules: AddressRules): string | undefined {
  const address = plainAddress(text);
  if (metadata.has(address.toNormalizedString())) return `${text} is a metadata service`;
  const range = address.range();
  if (range === 'linkLocal') return `${text} is a link-local address`;
  if (localRanges.has(range)) return rules.local ? undefined : `${text} is an address of a local network`;
  return range === 'unicast' ? undefined : `${text} is not the address of a host`;
}

function normalised(text: string): string {
  return ipaddr.parse(text).toNormalizedString();
}

/** The IPv4 address inside an IPv6 one that only wraps it (mapped, compatible, NAT64, 6to4), else the address. */
function plainAddress(text: string): ipaddr.IPv4 | ipaddr.IPv6 {
  const address = ipaddr.process(text);
  if (address.kind() === 'ipv4') return address;
  const bytes = address.toByteArray();
  const wrapped = (from: number) => new ipaddr.IPv4(bytes.slice(from, from + 4));
  const range = address.range();
  if (range === 'rfc6145' || range === 'rfc6052') return wrapped(12);
  if (range === '6to4') return wrapped(2);
  const compatible = range === 'unicast' && bytes.slice(0, 12).every((byte) => byte === 0);
  return compatible ? wrapped(12) : address;
}

/** Throws `NetworkFailure` if the host is an address that may not be reached; names are judged by `guardedLookup`. */
export function guardHost(host: string, rules: AddressRules): void {
  const refusal = isIP(host) === 0 ? undefined : refusedAddress(host, rules);
  if (refusal !== undefined) throw new NetworkFailure(`refused: ${refusal}`);
}

/** The lookup of a connection. One refused address among several refuses the name. */
export function guardedLookup(rules: AddressRules): LookupFunction {
  return (host, options, callback) => {
    // Loaded here, since an address needs no name server.
    process.getBuiltinModule('node:dns').lookup(host, { ...options, all: true }, (error, addresses) => {
      const failure = error ? networkFailure(error) : refusalAmong(addresses, rules);
      const first = error ? undefined : addresses[0];
      if (failure) callback(failure, []);
      else if (options.all || !first) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function refusalAmong(addresses: readonly LookupAddress[], rules: AddressRules): NetworkFailure | undefined {
  for (const { address } of addresses) {
    const refusal = refusedAddress(address, rules);
    if (refusal !== undefined) return new NetworkFailure(`refused: ${refusal}`);
  }
  return undefined;
}
