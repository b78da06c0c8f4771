/**
 * Regular expressions of `matches` as automata. What is not understood here, though RE2 does, has none: whoever asks then
 * takes the expression for one that may be met or not.
 */
import { ANY, Automaton, LAST_CODE_POINT, type Range } from './automaton.ts';

const code = (letter: string): number => letter.codePointAt(0) ?? 0;
const range = (from: string, until: string): Range => [code(from), code(until)];

const digits = [range('0', '9')];
const wordLetters = [...digits, range('A', 'Z'), range('_', '_'), range('a', 'z')];
const spaces: readonly Range[] = [
  [9, 10],
  [12, 13],
  [32, 32],
];
const classes: Readonly<Record<string, readonly Range[]>> = {
  d: digits,
  w: wordLetters,
  s: spaces,
  D: complement(digits),
  W: complement(wordLetters),
  S: complement(spaces),
};
const controls: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v' };
const anyButNewline = complement([range('\n', '\n')]);

/** Copies that a counted repetition may make in all. */
const mostStates = 2000;

/** The expression, searched anywhere in the text. */
export function searching(source: string, ignoreCase: boolean): Automaton | undefined {
  try {
    const reader = new Reader(source, ignoreCase);
    const { automaton } = reader;
    const begin = automaton.state();
    automaton.edge(0, { to: 0, on: ANY });
    automaton.edge(0, { to: begin });
    const end = reader.whole(begin);
    automaton.accepting = automaton.state();
    automaton.edge(end, { to: automaton.accepting });
    automaton.edge(automaton.accepting, { to: automaton.accepting, on: ANY });
    return automaton;
  } catch (error) {
    if (error instanceof NotUnderstood) return undefined;
    throw error;
  }
}

class NotUnderstood extends Error {}

/** Reads the expression and builds while it reads: each part from a state to the one that it returns. */
class Reader {
  readonly automaton = new Automaton();
  readonly #source: string;
  readonly #ignoreCase: boolean;
  #at = 0;

  constructor(source: string, ignoreCase: boolean) {
    this.#source = source;
    this.#ignoreCase = ignoreCase;
  }

  whole(from: number): number {
    const end = this.#alternatives(from);
    if (this.#at < this.#source.length) throw new NotUnderstood();
    return end;
  }

  #alternatives(from: number): number {
    const end = this.automaton.state();
    do this.automaton.edge(this.#sequence(from), { to: end });
    while (this.#take('|'));
    return end;
  }

  #sequence(from: number): number {
    // What follows must not lead back into what another alternative shares.
    let state = this.#fresh(from);
    while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? ''))
      state = this.#repeated(state);
    return state;
  }

  #repeated(from: number): number {
    const start = this.#at;
    const build = (state: number): number => {
      this.#at = start;
      return this.#piece(this.#fresh(state));
    };
    const once = build(from);
    const [least, most] = this.#count();
    const after = this.#at;
    if (least === 1 && most === 1) return once;
    const end = this.automaton.state();
    // A first copy stands already; it serves as the first of those that must be, or of those that may.
    if (least === 0) this.automaton.edge(from, { to: end });
    let last = once;
    for (let i = 1; i < least; i++) last = build(last);
    if (most === Number.POSITIVE_INFINITY) {
      const again = build(last);
      this.automaton.edge(again, { to: last });
    } else
      for (let i = Math.max(1, least); i < most; i++) {
        this.automaton.edge(last, { to: end });
        last = build(last);
      }
    this.automaton.edge(last, { to: end });
    if (most === 0) throw new NotUnderstood();
    this.#at = after;
    return end;
  }

  #count(): readonly [number, number] {
    let count: readonly [number, number] = [1, 1];
    if (this.#take('*')) count = [0, Number.POSITIVE_INFINITY];
    else if (this.#take('+')) count = [1, Number.POSITIVE_INFINITY];
    else if (this.#take('?')) count = [0, 1];
    else if (this.#source[this.#at] === '{') {
      const match = /^\{([0-9]{1,3})(,?)([0-9]{0,3})\}/u.exec(this.#source.slice(this.#at));
      if (!match) throw new NotUnderstood();
      const least = Number(match[1]);
      const most = match[3] ? Number(match[3]) : match[2] ? Number.POSITIVE_INFINITY : least;
      count = [least, most];
      this.#at += match[0].length;
    } else return count;
    // Whether it takes as little as it can makes no difference to whether it is found.
    this.#take('?');
    if ('*+?{'.includes(this.#source[this.#at] ?? ' ')) throw new NotUnderstood();
    return count;
  }

  #piece(from: number): number {
    const letter = this.#next();
    const to = this.#fresh();
    switch (letter) {
      case '(':
        return this.#group(from);
      case '[':
        return this.#reading(from, this.#set(), to);
      case '.':
        return this.#reading(from, anyButNewline, to);
      case '^':
        this.automaton.edge(from, { to, at: 'start' });
        return to;
      case '$':
        this.automaton.edge(from, { to, at: 'end' });
        return to;
      case '\\':
        return this.#reading(from, this.#folded(this.#escape()), to);
      case '*':
      case '+':
      case '?':
      case '{':
      case '}':
      case ']':
        throw new NotUnderstood();
      default:
        return this.#reading(from, this.#folded([range(letter, letter)]), to);
    }
  }

  #group(from: number): number {
    if (this.#take('?') && !this.#take(':')) throw new NotUnderstood();
    const end = this.#alternatives(from);
    if (!this.#take(')')) throw new NotUnderstood();
    return end;
  }

  #set(): readonly Range[] {
    const negated = this.#take('^');
    const ranges: Range[] = [];
    for (let first = true; first || this.#source[this.#at] !== ']'; first = false) {
      const low = this.#member();
      const single = low.length === 1 && low[0]?.[0] === low[0]?.[1] ? low[0] : undefined;
      if (single && this.#source[this.#at] === '-' && this.#source[this.#at + 1] !== ']') {
        this.#at++;
        const [high] = this.#member();
        if (!high || high[0] !== high[1] || high[0] < single[0]) throw new NotUnderstood();
        ranges.push([single[0], high[0]]);
      } else ranges.push(...low);
    }
    this.#at++;
    const folded = this.#folded(ranges);
    return negated ? complement(folded) : folded;
  }

  #member(): readonly Range[] {
    const letter = this.#next();
    if (letter === '[') throw new NotUnderstood();
    return letter === '\\' ? this.#escape() : [range(letter, letter)];
  }

  #escape(): readonly Range[] {
    const letter = this.#next();
    const named = Object.hasOwn(classes, letter) ? classes[letter] : undefined;
    if (named) return named;
    const control = Object.hasOwn(controls, letter) ? controls[letter] : undefined;
    if (control !== undefined) return [range(control, control)];
    if (/[A-Za-z0-9]/u.test(letter)) throw new NotUnderstood();
    return [range(letter, letter)];
  }

  /** Both cases of a letter; of other alphabets than the Latin one nothing is claimed. */
  #folded(ranges: readonly Range[]): readonly Range[] {
    if (!this.#ignoreCase) return ranges;
    return ranges.flatMap(([from, until]): Range[] => {
      if (until > 0x7f && !(from === 0x80 || until === LAST_CODE_POINT)) throw new NotUnderstood();
      const found: Range[] = [[from, until]];
      for (const [low, high, shift] of [
        [0x41, 0x5a, 32],
        [0x61, 0x7a, -32],
      ] as const)
        if (from <= high && until >= low)
          found.push([Math.max(from, low) + shift, Math.min(until, high) + shift]);
      // Two letters outside of ASCII are cases of `k` and `s`.
      for (const [plain, other] of [
        ['k', 0x212a],
        ['s', 0x17f],
      ] as const)
        if (found.some(([low, high]) => low <= code(plain) && code(plain) <= high))
          found.push([other, other]);
      return found;
    });
  }

  #reading(from: number, on: readonly Range[], to: number): number {
    this.automaton.edge(from, { to, on });
    return to;
  }

  #fresh(after?: number): number {
    if (this.automaton.size > mostStates) throw new NotUnderstood();
    const state = this.automaton.state();
    if (after !== undefined) this.automaton.edge(after, { to: state });
    return state;
  }

  #next(): string {
    const letter = this.#source.codePointAt(this.#at);
    if (letter === undefined) throw new NotUnderstood();
    const text = String.fromCodePoint(letter);
    this.#at += text.length;
    return text;
  }

  #take(letter: string): boolean {
    if (this.#source[this.#at] !== letter) return false;
    this.#at++;
    return true;
  }
}

export function complement(ranges: readonly Range[]): readonly Range[] {
  const sorted = ranges.toSorted(([a], [b]) => a - b);
  const gaps: Range[] = [];
  let next = 0;
  for (const [from, until] of sorted) {
    if (from > next) gaps.push([next, from - 1]);
    next = Math.max(next, until + 1);
  }
  if (next <= LAST_CODE_POINT) gaps.push([next, LAST_CODE_POINT]);
  return gaps;
}
