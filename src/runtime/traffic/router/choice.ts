/**
 * Which slot a request goes to. Where users stay with a version, each has a place between 0 and 1, and the second slot
 * takes those below its weight: raising a weight takes nobody out, and at 0 nobody is left, whatever a cookie says.
 */
import { hash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import { Rotation } from './rotation.ts';
import type { Slots } from './weights.ts';

export interface Sticky {
  /** Set where it is missing. */
  readonly cookie?: string;
  /** In lower case. It goes before the cookie. */
  readonly header?: string;
}

export interface Choice {
  readonly slot: string;
  /** For the user to keep: a whole `Set-Cookie`. */
  readonly setCookie?: string;
}

export class Chooser {
  readonly #slots: Slots;
  readonly #sticky: Sticky;
  #rotation: Rotation;
  /** Share of the second slot, from 0 to 1. */
  #share: number;

  constructor(slots: Slots, sticky: Sticky, weights: ReadonlyMap<string, number>) {
    this.#slots = slots;
    this.#sticky = sticky;
    this.#rotation = new Rotation(weights);
    this.#share = this.#shareIn(weights);
  }

  reweigh(weights: ReadonlyMap<string, number>): void {
    this.#rotation = new Rotation(weights);
    this.#share = this.#shareIn(weights);
  }

  choose(headers: IncomingHttpHeaders): Choice {
    const { cookie, header } = this.#sticky;
    const user = header === undefined ? undefined : headers[header];
    if (header !== undefined && typeof user === 'string') return { slot: this.#slotOf(header, user) };
    if (cookie === undefined) return { slot: this.#rotation.next() };
    const kept = cookieIn(headers.cookie, cookie);
    if (kept !== undefined) return { slot: this.#slotOf(cookie, kept) };
    const fresh = randomBytes(12).toString('base64url');
    return {
      slot: this.#slotOf(cookie, fresh),
      setCookie: `${cookie}=${fresh}; Path=/; HttpOnly; SameSite=Lax`,
    };
  }

  #slotOf(name: string, value: string): string {
    const [first, second] = this.#slots;
    return placeOf(name, value) < this.#share ? second : first;
  }

  #shareIn(weights: ReadonlyMap<string, number>): number {
    return (weights.get(this.#slots[1]) ?? 0) / 100;
  }
}

/** The first 8 bytes of SHA-256 of `NAME:value`, as a fraction of 2^64. */
export function placeOf(name: string, value: string): number {
  const digest = hash('sha256', `${name}:${value}`, 'buffer');
  // Two halves: rounding all 64 bits to one number could give 1, which is below no weight.
  return digest.readUInt32BE(0) / 2 ** 32 + (digest.readUInt32BE(4) >>> 11) / 2 ** 53;
}

function cookieIn(cookies: string | undefined, name: string): string | undefined {
  for (const pair of cookies?.split(';') ?? []) {
    const equals = pair.indexOf('=');
    if (equals > 0 && pair.slice(0, equals).trim() === name) return pair.slice(equals + 1).trim();
  }
  return undefined;
}
