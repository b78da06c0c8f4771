/**
 * The first 16 bytes of the SHA-256 (FIPS 180-4) of who a user is, as four words. That takes one block nearly always: up to
 * 55 bytes, for which a general implementation spends most of its time on what one block does not need.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

const ONE_BLOCK = 55;

/** The same memory each time: nothing here waits. */
const words = new Int32Array(16);
const first = new Uint32Array(4);

/** Bytes that are laid out, and the last four of them. */
let length = 0;
let last = 0;

/** Of the seed and the fields, which are joined by `:`. Valid until the next call. */
export function hashed(seed: string, fields: readonly string[]): Uint32Array {
  return isLaidOut(seed, fields) ? ofOneBlock() : ofAny(seed + fields.join(':'));
}

/** Writes a text of ASCII with its padding; false where it takes more than that. */
function isLaidOut(seed: string, fields: readonly string[]): boolean {
  length = 0;
  if (!isAdded(seed)) return false;
  for (let index = 0; index < fields.length; index++)
    if ((index > 0 && !isAdded(':')) || !isAdded(fields[index] as string)) return false;
  words[length >> 2] = ((last << 8) | 0x80) << (24 - (length & 3) * 8);
  words.fill(0, (length >> 2) + 1, 15);
  words[15] = length * 8;
  return true;
}

function isAdded(text: string): boolean {
  const end = length + text.length;
  if (end > ONE_BLOCK) return false;
  let four = last;
  for (let index = 0, at = length; at < end; index++, at++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return false;
    four = (four << 8) | code;
    if ((at & 3) === 3) words[at >> 2] = four;
  }
  length = end;
  last = four;
  return true;
}

/** Of the sixteen words that the schedule looks back to. */
function word(index: number): number {
  return words[index & 15] as number;
}

function ofAny(text: string): Uint32Array {
  const view = new DataView(sha256(utf8ToBytes(text)).buffer);
  for (let index = 0; index < first.length; index++) first[index] = view.getUint32(index * 4);
  return first;
}

const [A = 0, B = 0, C = 0, D = 0, E = 0, F = 0, G = 0, H = 0] = primes(8).map((prime) =>
  fraction(Math.sqrt(prime)),
);
const constants = Int32Array.from(primes(64), (prime) => fraction(Math.cbrt(prime)));

function ofOneBlock(): Uint32Array {
  let a = A;
  let b = B;
  let c = C;
  let d = D;
  let e = E;
  let f = F;
  let g = G;
  let h = H;
  for (let index = 0; index < 64; index++) {
    if (index >= 16) schedule(index);
    const one =
      (h +
        (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) +
        (g ^ (e & (f ^ g))) +
        (constants[index] as number) +
        word(index)) |
      0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) | (c & (a | b)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  first[0] = A + a;
  first[1] = B + b;
  first[2] = C + c;
  first[3] = D + d;
  return first;
}

function schedule(index: number): void {
  const early = word(index + 1);
  const late = word(index + 14);
  words[index & 15] =
    word(index) +
    (turned(early, 7) ^ turned(early, 18) ^ (early >>> 3)) +
    word(index + 9) +
    (turned(late, 17) ^ turned(late, 19) ^ (late >>> 10));
}

/** To the right. */
function turned(value: number, by: number): number {
  return (value >>> by) | (value << (32 - by));
}

/** The first 32 bits behind the point. */
function fraction(root: number): number {
  return ((root % 1) * 2 ** 32) | 0;
}

function primes(count: number): readonly number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++)
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  return found;
}
