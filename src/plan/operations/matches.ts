/**
 * Regular expressions of `matches`: RE2 syntax, run in linear time by `re2js`, searched anywhere in the text. A policy's
 * author cannot make a run slow, neither by the expression nor by the text.
 */
import { RE2JS, RE2JSException } from 're2js';
import { type Known, unknown } from '../value.ts';

/** Characters of an expression, and instructions of the machine that it becomes. */
const longestSource = 1000;
const largestProgram = 10_000;

/** Instructions times characters that one search may cost: about half a second at worst. */
const mostSteps = 50_000_000;

const character = String.raw`[A-Za-z0-9 _/,:;@#%&=~"'<>!-]|\.|\\[dwsDWS.^$*+?()[\]{}|/\\-]`;
const set = String.raw`\[\^?(?:a-z|A-Z|0-9|[A-Za-z0-9_.,:/ ]|\\[dws.\\/-])+-?\]`;
const pieces = String.raw`(?:${character}|${set})[*+?]?|\|`;

/**
 * Surely an expression of RE2, and a small one: characters and sets of them, each perhaps repeated, in groups at most one
 * deep, perhaps between anchors. Most are of this form, and spare the start what RE2 takes for its first: 7 ms.
 */
const plain = new RegExp(String.raw`^\^?(?:${pieces}|\((?:\?:)?(?:${pieces})*\)[*+?]?)*\$?$`, 'u');

/** Half a sentence on why the text is no expression; undefined when it is one. */
export function patternMistake(source: string, ignoreCase: boolean): string | undefined {
  if (source.length <= longestSource && plain.test(source)) return undefined;
  const reading = compilePattern(source, ignoreCase);
  return 'wrong' in reading ? reading.wrong : undefined;
}

type PatternReading = { readonly pattern: RE2JS } | { readonly wrong: string };

function compilePattern(source: string, ignoreCase: boolean): PatternReading {
  if (source.length > longestSource)
    return { wrong: `it is longer than ${longestSource.toLocaleString('en-US')} characters` };
  try {
    const pattern = RE2JS.compile(source, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
    return pattern.programSize() > largestProgram
      ? { wrong: 'its repetitions make it too large' }
      : { pattern };
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return { wrong: error.message.replace('error parsing regexp: ', '') };
  }
}

/** Compiled expressions, by flag and source; the policies of one run hold few. */
const compiled = new Map<string, RE2JS>();
const mostCompiled = 1000;

/** Whether the expression, checked before by `patternMistake`, is found in the text. */
export function matchesPattern(source: string, ignoreCase: boolean, text: string): Known<boolean> {
  const key = `${ignoreCase ? 'i' : '-'}${source}`;
  let pattern = compiled.get(key);
  if (pattern === undefined) {
    const reading = compilePattern(source, ignoreCase);
    if ('wrong' in reading) throw new TypeError(`not a regular expression: ${reading.wrong}`);
    pattern = reading.pattern;
    if (compiled.size >= mostCompiled) compiled.clear();
    compiled.set(key, pattern);
  }
  return pattern.programSize() * text.length > mostSteps
    ? unknown('the text is too long for the regular expression')
    : pattern.matcher(text).find();
}
