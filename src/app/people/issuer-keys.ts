/** The public keys of an issuer: out of its file, or found where it says that they are. */
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { commandLineRules } from '../../runtime/host/network/address.ts';
import { NetworkFailure, timedOut } from '../../runtime/host/network/failure.ts';
import { exchange } from '../../runtime/host/network/http.ts';
import type { Host } from '../host.ts';
import { isSafeAddress, type Issuer } from './issuers.ts';
import { readTextFile } from '../read-file.ts';

/** For all that is fetched together, milliseconds: whoever wants to go back may wait for it. */
const PATIENCE = 1_500;
/** What was withdrawn counts no longer than this, milliseconds. */
const GOOD_FOR = 10 * 60_000;
/** Tokens with keys that nobody knows do not make us ask more often. */
const BETWEEN_ATTEMPTS = 10_000;
const LARGEST = 256 * 1024;

interface At<T> {
  readonly at: number;
  readonly keys: T;
}

const known = new WeakMap<Issuer, IssuerKeys>();

/** Kept for as long as the configuration is that was read. */
export function keysOf(issuer: Issuer, clock: Host['clock']): JWTVerifyGetKey {
  const keys = known.get(issuer) ?? new IssuerKeys(issuer, clock);
  known.set(issuer, keys);
  return keys.find;
}

class IssuerKeys {
  readonly #issuer: Issuer;
  readonly #clock: Host['clock'];
  #good: At<JWTVerifyGetKey> | undefined;
  #attempt: At<Promise<JWTVerifyGetKey>> | undefined;

  constructor(issuer: Issuer, clock: Host['clock']) {
    this.#issuer = issuer;
    this.#clock = clock;
  }

  /** A key that is not among them may have been made since. */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    if (this.#good && this.#age(this.#good) < GOOD_FOR)
      try {
        return await this.#good.keys(header, token);
      } catch (error) {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      }
    return (await this.#renewed())(header, token);
  };

  #renewed(): Promise<JWTVerifyGetKey> {
    if (!this.#attempt || this.#age(this.#attempt) >= BETWEEN_ATTEMPTS)
      this.#attempt = { at: this.#clock.monotonic(), keys: this.#read() };
    return this.#attempt.keys;
  }

  async #read(): Promise<JWTVerifyGetKey> {
    const { keys: file } = this.#issuer;
    const json = file === undefined ? await fetchedKeys(this.#issuer, this.#clock) : keysIn(file);
    const keys = createLocalJWKSet(json as JSONWebKeySet);
    this.#good = { at: this.#clock.monotonic(), keys };
    return keys;
  }

  #age({ at }: At<unknown>): number {
    return this.#clock.monotonic() - at;
  }
}

function keysIn(file: string): unknown {
  const text = readTextFile(file, file, LARGEST);
  if (text === undefined) throw new NetworkFailure(`\`${file}\` does not exist`);
  return JSON.parse(text);
}

/** Both answers within the time for one. */
async function fetchedKeys(issuer: Issuer, clock: Host['clock']): Promise<unknown> {
  const signal = AbortSignal.timeout(PATIENCE);
  try {
    return await discoveredKeys(issuer, clock, signal);
  } catch (error) {
    throw signal.aborted ? timedOut(PATIENCE) : error;
  }
}

async function discoveredKeys({ url }: Issuer, clock: Host['clock'], signal: AbortSignal): Promise<unknown> {
  const fetched = async (address: string): Promise<unknown> => {
    const { status, body } = await exchange(
      { url: new URL(address), method: 'GET', headers: new Map() },
      { timeout: PATIENCE, maxBody: LARGEST, redirects: 0, tls: {}, rules: commandLineRules, clock, signal },
    );
    if (status !== 200) throw new NetworkFailure(`it answers HTTP ${status}`);
    return JSON.parse(body);
  };
  const found = (await fetched(`${url.replace(/\/+$/u, '')}/.well-known/openid-configuration`)) as {
    readonly issuer?: unknown;
    readonly jwks_uri?: unknown;
  } | null;
  if (found?.issuer !== url) throw new NetworkFailure('what is found there is of another issuer');
  const { jwks_uri: address } = found;
  if (typeof address !== 'string' || !isSafeAddress(address))
    throw new NetworkFailure('its keys are not at an `https://` address');
  return fetched(address);
}
