/**
 * Which slot a request goes to. Where users stay with a version, each has a place between 0 and 1, and the second slot
 * takes those below its weight: raising a weight takes nobody out. Whoever is on the canary by a cookie stays there when
 * the weight is lowered, until the canary is evicted.
 */
import { hash, randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

import { Rotation } from './rotation.ts';
import type { Slots, Standing } from './weights.ts';

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
  #standing: Standing;

  constructor(slots: Slots, sticky: Sticky, standing: Standing) {
    this.#slots = slots;
    this.#sticky = sticky;
    this.#rotation = new Rotation(standing.weights);
    this.#standing = standing;
  }

  follow(standing: Standing): void {
    this.#rotation = new Rotation(standing.weights);
    this.#standing = standing;
  }

  choose(headers: IncomingHttpHeaders): Choice {
    const { cookie, header } = this.#sticky;
    const user = header === undefined ? undefined : headers[header];
    if (header !== undefined && typeof user === 'string') return { slot: this.#slotOf(header, user) };
    if (cookie === undefined) return { slot: this.#rotation.next() };
    return this.#byCookie(cookie, cookieIn(headers.cookie, cookie));
  }

  /** A cookie is who the user is, and for a user of the canary `.` and the round. */
  #byCookie(name: string, kept: string | undefined): Choice {
    const { canary, round } = this.#standing;
    const [user = '', held] = kept?.split('.') ?? [randomBytes(12).toString('base64url')];
    const slot = held === round ? canary : this.#slotOf(name, user);
    const wanted = slot === canary ? `${user}.${round}` : user;
    return {
      slot,
      ...(wanted !== kept && { setCookie: `${name}=${wanted}; Path=/; HttpOnly; SameSite=Lax` }),
    };
  }

  #slotOf(name: string, value: string): string {
    const [first, second] = this.#slots;
    return placeOf(name, value) * 100 < (this.#standing.weights.get(second) ?? 0) ? second : first;
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
