/** What a policy file may be made of, asked before it is read as YAML. */
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import { type SourceText, spanOf } from '../../plan/span.ts';

/** A policy of people is a few kilobytes; this bounds the work that a hostile one can ask for. */
const longestText = 1024 * 1024;

/** Characters of one sort that are told one by one. */
const mostTold = 20;

/** Most policies are made of nothing else, and one look at each character is enough for them. */
const plain = /^[\t\n\x20-\x7E]*$/u;
const unreadable = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F-\x84\x86-\x9F\uFEFF\uFFFE\uFFFF]|\r(?!\n)|\p{Surrogate}/gu;
const turning = /[\u202A-\u202E\u2066-\u2069]/gu;
const invisible = /\p{Default_Ignorable_Code_Point}/u;

/** False when the text cannot be read on: it is too long, or holds characters that no text file has. */
export function checkText(source: SourceText, sink: DiagnosticSink): boolean {
  const { text } = source;
  if (text.length > longestText) {
    sink.report('SEN1003', 'the file is larger than 1 MiB', spanOf(0, 0), {
      help: 'split the policy, or move data out of it',
    });
    return false;
  }
  if (plain.test(text)) return true;
  if (text.startsWith('\uFEFF')) {
    sink.report('SEN1003', 'the file begins with a byte order mark', spanOf(0, 1), {
      help: 'save it as UTF-8 without a byte order mark',
    });
    return false;
  }
  if (/^.?\0.?/u.test(text)) {
    sink.report('SEN1003', 'the file is not UTF-8 text', spanOf(0, 1), { help: 'save it as UTF-8' });
    return false;
  }
  for (const match of text.matchAll(turning).take(mostTold))
    sink.report('SEN1004', `${codePoint(match[0])} changes the direction of the text`, spanAt(match), {
      help: 'remove it: what is read would not be what is shown',
    });
  const wrong = text.matchAll(unreadable).take(mostTold).toArray();
  for (const match of wrong)
    sink.report('SEN1003', `${codePoint(match[0])} does not belong in a policy`, spanAt(match), {
      help:
        match[0] === '\r'
          ? 'end lines with a line feed'
          : 'remove it, or write it as an escape in double quotes',
    });
  return wrong.length === 0;
}

/** The first character that cannot be seen, where every character counts: keys, names and expressions. */
export function findInvisible(
  text: string,
): { readonly index: number; readonly length: number; readonly name: string } | undefined {
  const match = invisible.exec(text);
  return match === null
    ? undefined
    : { index: match.index, length: match[0].length, name: codePoint(match[0]) };
}

function codePoint(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return `\`U+${hex.padStart(4, '0')}\``;
}

function spanAt(match: RegExpExecArray): { start: number; end: number } {
  return spanOf(match.index, match.index + match[0].length);
}
