/**
 * The first 16 bytes of the SHA-256 (FIPS 180-4) of a text, as four words. Who a user is takes one block nearly always: up
 * to 55 bytes, for which a general implementation spends most of its time on what one block does not need.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

const ONE_BLOCK = 55;

/** The same memory each time: nothing here waits. */
const words = new Int32Array(64);
const first = new Uint32Array(4);

/** Valid until the next call. */
export function hashed(text: string): Uint32Array {
  return laidOut(text) ? ofOneBlock() : ofAny(text);
}

/** Writes a text of ASCII with its padding; false where it takes more than that. */
function laidOut(text: string): boolean {
  const { length } = text;
  if (length > ONE_BLOCK) return false;
  let four = 0;
  for (let index = 0; index < length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return false;
    four = (four << 8) | code;
    if ((index & 3) === 3) words[index >> 2] = four;
  }
  words[length >> 2] = ((four << 8) | 0x80) << (24 - (length & 3) * 8);
  words.fill(0, (length >> 2) + 1, 15);
  words[15] = length * 8;
  return true;
}

function word(index: number): number {
  return words[index] as number;
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
  for (let index = 16; index < 64; index++) {
    const early = word(index - 15);
    const late = word(index - 2);
    words[index] =
      (word(index - 16) +
        (turned(early, 7) ^ turned(early, 18) ^ (early >>> 3)) +
        word(index - 7) +
        (turned(late, 17) ^ turned(late, 19) ^ (late >>> 10))) |
      0;
  }
  let a = A;
  let b = B;
  let c = C;
  let d = D;
  let e = E;
  let f = F;
  let g = G;
  let h = H;
  for (let index = 0; index < 64; index++) {
    const one =
      (h +
        (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) +
        ((e & f) ^ (~e & g)) +
        (constants[index] as number) +
        word(index)) |
      0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
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
