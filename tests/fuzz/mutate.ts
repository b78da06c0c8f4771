/** Ways to spoil a text, some blind and some along its words. */
import type { Random } from '../support/random.ts';

type Mutation = (text: string, random: Random, corpus: readonly string[]) => string;

/** Pieces that mean something to YAML or to expressions, or that have upset parsers before. */
const pieces = [
  ...'{}[]():,#&*!|>\'"%@`-?~$\\/.=<'.split(''),
  '${',
  '$${',
  '}}',
  ' #',
  ': ',
  '- ',
  '\n',
  '\n\n',
  '\t',
  '\r',
  '\0',
  '\uFEFF',
  '\u202E',
  '\uD800',
  'é',
  '🚀',
  '---',
  '...',
  '<<: *a',
  '&a ',
  '*a',
  '!!js/function ',
  '__proto__',
  'constructor',
  'null',
  '~',
  '.nan',
  '1e309',
  '99999999999999999999',
  '-0',
  '010',
  '1_000',
  '5%',
  '10m',
  '1.5h',
  'true',
  'not ',
  ' and ',
  ' or ',
  ' == ',
  ' is known',
  'all(x, y => ',
  'git.',
  'release.',
  'secrets.',
  '/(a+)+$/',
  '"""',
];

const mutations: readonly Mutation[] = [
  function flipByte(text, random) {
    const at = random.below(text.length);
    const flipped = String.fromCharCode(text.charCodeAt(at) ^ (1 << random.below(8)));
    return text.slice(0, at) + flipped + text.slice(at + 1);
  },
  function deleteRange(text, random) {
    const [start, end] = rangeIn(text, random, 40);
    return text.slice(0, start) + text.slice(end);
  },
  function duplicateRange(text, random) {
    const [start, end] = rangeIn(text, random, 120);
    return text.slice(0, end) + text.slice(start, end) + text.slice(end);
  },
  function insertPiece(text, random) {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + random.pick(pieces) + text.slice(at);
  },
  function swapWords(text, random) {
    const words = [...text.matchAll(/[\w.%$]+|[^\s\w]/gu)];
    const [a, b] = [random.pick(words), random.pick(words)].toSorted((x, y) => x.index - y.index);
    if (!a || !b || a.index + a[0].length > b.index) return text;
    const between = text.slice(a.index + a[0].length, b.index);
    return text.slice(0, a.index) + b[0] + between + a[0] + text.slice(b.index + b[0].length);
  },
  function replaceWord(text, random, corpus) {
    const words = [...text.matchAll(/[\w.%$]+/gu)];
    const others = random.pick(corpus).match(/[\w.%$]+/gu) ?? [];
    const word = words.length > 0 ? random.pick(words) : undefined;
    if (!word || others.length === 0) return text;
    return text.slice(0, word.index) + random.pick(others) + text.slice(word.index + word[0].length);
  },
  function dropLine(text, random) {
    const lines = text.split('\n');
    lines.splice(random.below(lines.length), 1);
    return lines.join('\n');
  },
  function moveIndent(text, random) {
    const lines = text.split('\n');
    const at = random.below(lines.length);
    const line = lines[at] ?? '';
    lines[at] = random.below(2) === 0 ? `  ${line}` : line.replace(/^ {1,2}/u, '');
    return lines.join('\n');
  },
  function splice(text, random, corpus) {
    const other = random.pick(corpus);
    const [start, end] = rangeIn(other, random, 400);
    const at = random.below(text.length + 1);
    return text.slice(0, at) + other.slice(start, end) + text.slice(at);
  },
  function spliceLines(text, random, corpus) {
    const lines = text.split('\n');
    const others = random.pick(corpus).split('\n');
    const from = random.below(others.length);
    lines.splice(
      random.below(lines.length),
      random.below(3),
      ...others.slice(from, from + 1 + random.below(8)),
    );
    return lines.join('\n');
  },
];

const longest = 1200;

/** A policy, without some of its blocks where it is a long one: what is read in vain costs time. */
function excerpt(text: string, random: Random): string {
  const blocks = text.split(/^(?=[a-z])/mu);
  while (blocks.length > 3 && blocks.join('').length > longest)
    blocks.splice(2 + random.below(blocks.length - 2), 1);
  return blocks.join('');
}

/** One text of the corpus with one to four mutations. */
export function mutant(corpus: readonly string[], random: Random): string {
  let text = excerpt(random.pick(corpus), random);
  for (let count = 1 + random.below(4); count > 0 && text !== ''; count--)
    text = random.pick(mutations)(text, random, corpus);
  return text;
}

function rangeIn(text: string, random: Random, longest: number): readonly [start: number, end: number] {
  const start = random.below(text.length);
  return [start, Math.min(text.length, start + 1 + random.below(longest))];
}
