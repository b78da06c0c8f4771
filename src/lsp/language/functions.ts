/** What the functions of expressions do, in a sentence. */
import type { FunctionName } from '../../plan/term.ts';

export interface FunctionHelp {
  /** As it is written. */
  readonly usage: string;
  readonly meaning: string;
}

const help: Readonly<Record<FunctionName | 'all' | 'any', FunctionHelp>> = {
  version: {
    usage: 'version(text)',
    meaning: 'A semantic version, a leading `v` allowed; unknown when the text is none.',
  },
  len: { usage: 'len(x)', meaning: 'Characters of a string, items of a list, fields of a record.' },
  min: { usage: 'min(a, b, …)', meaning: 'The least of values with like units.' },
  max: { usage: 'max(a, b, …)', meaning: 'The greatest of values with like units.' },
  abs: { usage: 'abs(x)', meaning: 'A number, ratio, duration or size without its sign.' },
  lower: { usage: 'lower(text)', meaning: 'The text in small letters.' },
  upper: { usage: 'upper(text)', meaning: 'The text in capital letters.' },
  within: {
    usage: 'within(instant, duration)',
    meaning: 'The instant lies no further back than that: `now − duration ≤ instant ≤ now`.',
  },
  all: {
    usage: 'all(list, x => …)',
    meaning: 'The condition holds for each item; unknown for an empty list.',
  },
  any: {
    usage: 'any(list, x => …)',
    meaning: 'The condition holds for some item; unknown for an empty list.',
  },
};

export const functions: ReadonlyMap<string, FunctionHelp> = new Map(Object.entries(help));
