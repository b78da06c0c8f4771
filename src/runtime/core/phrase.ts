/** A leaf in words: what it is about, what was observed, and what it asks for. */
import { shown } from '../../plan/shown.ts';
import type { Term, TermOf, TermSpan } from '../../plan/term.ts';
import { isList, type Type } from '../../plan/type.ts';
import { isUnknown, type Known, type Value } from '../../plan/value.ts';
import { evaluate } from './evaluate.ts';
import type { Evidence } from './evidence.ts';
import { mirrored } from './mirror.ts';

/** `disk.used` `91 %` `is not < 85 %`. */
export interface Phrase {
  readonly subject: string;
  /** The subject's value, where it has one apart from the leaf's. */
  readonly now?: string;
  /** Behind the subject, when the leaf is true and when it is false. */
  readonly holds: string;
  readonly fails: string;
  /** What the subject has to become for the leaf to be true, or false. */
  readonly become: string;
  readonly avoid: string;
}

/** Words for the leaves of one file. */
export class Wording {
  readonly #evidence: Evidence;
  readonly #file: string;

  constructor(evidence: Evidence, file: string) {
    this.#evidence = evidence;
    this.#file = file;
  }

  /** What is written there; of a fact that stands nowhere, its id. */
  text(term: Term): string {
    return this.textAt(term.span) || (term.op === 'fact' ? term.fact : 'the condition');
  }

  /** On one line; cut where it is long. */
  textAt([start, end]: TermSpan): string {
    const { sources } = this.#evidence.plan;
    const source = Object.hasOwn(sources, this.#file) ? sources[this.#file] : undefined;
    return shortened((source ?? '').slice(start, end).replace(/\s+/gu, ' '), longestText);
  }

  value(term: Term): Known<Value> {
    return evaluate(term, this.#evidence.facts);
  }

  /** What a leaf saw: the value of its subject, else its own. */
  observed(term: Term): string {
    return this.phrase(term).now ?? display(this.value(term), term.type);
  }

  phrase(term: Term): Phrase {
    switch (term.op) {
      case 'compare':
        return this.#comparison(term);
      case 'in':
        return polar(term.negated, this.#about(term.item), 'is', 'is not', 'in', this.#limit(term.list));
      case 'like':
        return polar(false, this.#about(term.of), 'is', 'is not', 'like', this.#limit(term.patterns));
      case 'matches':
        return this.#match(term);
      case 'is':
        return this.#test(term);
      case 'quantifier':
        return this.#quantifier(term);
      case 'const':
        return { ...truthPhrase(this.text(term)), holds: 'is always true', fails: 'is always false' };
      case 'call':
        if (term.function === 'within') return this.#within(term);
        return truthPhrase(this.text(term));
      default:
        return truthPhrase(this.text(term));
    }
  }

  #about(term: Term): Pick<Phrase, 'subject' | 'now'> {
    if (term.op === 'const') return { subject: display(term.value, term.type) };
    return { subject: this.text(term), now: display(this.value(term), term.type) };
  }

  /** What something is measured by: its value, and where that is no constant also its name. */
  #limit(term: Term): string {
    const value = display(this.value(term), term.type);
    return term.op === 'const' || term.op === 'list' ? value : `${value} (${this.text(term)})`;
  }

  #comparison({ operator, left, right }: TermOf<'compare'>): Phrase {
    const [subject, relation, limit] =
      left.op === 'const' ? ([right, mirrored[operator], left] as const) : ([left, operator, right] as const);
    const about = this.#about(subject);
    const bound = this.#limit(limit);
    if (relation === '==' || relation === '!=') return equality(relation === '!=', about, bound);
    const [become, avoid] = wishes[relation];
    return {
      ...about,
      holds: `is ${relation} ${bound}`,
      fails: `is not ${relation} ${bound}`,
      become: `${become} ${bound}`,
      avoid: `${avoid} ${bound}`,
    };
  }

  #match({ of, pattern, ignoreCase }: TermOf<'matches'>): Phrase {
    const shape = `/${pattern}/${ignoreCase ? 'i' : ''}`;
    return {
      ...this.#about(of),
      holds: `matches ${shape}`,
      fails: `does not match ${shape}`,
      become: `matching ${shape}`,
      avoid: `not matching ${shape}`,
    };
  }

  #test({ test, negated, of }: TermOf<'is'>): Phrase {
    const about = this.#about(of);
    if (test !== 'known') return polar(negated, about, 'is', 'is not', '', test);
    return polar(negated, { subject: about.subject }, 'is', 'is not', '', 'known');
  }

  #within({ args: [instant, duration] }: TermOf<'call'>): Phrase {
    if (!instant || !duration) return truthPhrase('within');
    const limit = `${display(this.value(duration), duration.type)} of now`;
    return polar(false, this.#about(instant), 'is', 'is not', 'within', limit);
  }

  #quantifier(term: TermOf<'quantifier'>): Phrase {
    const subject = this.text(term);
    const list = this.value(term.list);
    if (!Array.isArray(list)) return truthPhrase(subject);
    const all = list as readonly Value[];
    const judge = (item: Value) =>
      evaluate(term.body, this.#evidence.facts, new Map([[term.parameter, item]]));
    const itemType = isList(term.list.type) ? term.list.type.list : 'any';
    const examples = (wanted: boolean): string => {
      const found = all.filter((item) => judge(item) === wanted);
      return `${found.length} of ${all.length}: ${found
        .slice(0, mostItems)
        .map((item) => display(item, itemType))
        .join(', ')}${found.length > mostItems ? ', …' : ''}`;
    };
    return term.quantifier === 'all'
      ? {
          ...truthPhrase(subject),
          holds: `holds for all of ${all.length}`,
          fails: `fails for ${examples(false)}`,
        }
      : {
          ...truthPhrase(subject),
          holds: `holds for ${examples(true)}`,
          fails: `holds for none of ${all.length}`,
        };
  }
}

const wishes: Readonly<Record<'<' | '<=' | '>' | '>=', readonly [become: string, avoid: string]>> = {
  '<': ['below', 'at least'],
  '<=': ['at most', 'above'],
  '>': ['above', 'at most'],
  '>=': ['at least', 'below'],
};

function truthPhrase(subject: string): Phrase {
  return { subject, holds: 'is true', fails: 'is false', become: 'true', avoid: 'false' };
}

/** With `negated`, the leaf asks for the opposite of the relation. */
function polar(
  negated: boolean,
  about: Pick<Phrase, 'subject' | 'now'>,
  is: string,
  isNot: string,
  relation: string,
  limit: string,
): Phrase {
  const rest = relation === '' ? limit : `${relation} ${limit}`;
  const phrase = { holds: `${is} ${rest}`, fails: `${isNot} ${rest}`, become: rest, avoid: `not ${rest}` };
  return { ...about, ...(negated ? opposite(phrase) : phrase) };
}

function equality(negated: boolean, about: Pick<Phrase, 'subject' | 'now'>, limit: string): Phrase {
  const phrase = {
    holds: `is ${limit}`,
    fails: `is not ${limit}`,
    become: limit,
    avoid: `other than ${limit}`,
  };
  return { ...about, ...(negated ? opposite(phrase) : phrase) };
}

function opposite({
  holds,
  fails,
  become,
  avoid,
}: Omit<Phrase, 'subject' | 'now'>): Omit<Phrase, 'subject' | 'now'> {
  return { holds: fails, fails: holds, become: avoid, avoid: become };
}

const mostItems = 5;
const longestString = 80;
const longestText = 120;

/** A value inside a sentence: texts in quotes, long ones and long lists cut. */
export function display(value: Known<Value>, type: Type): string {
  if (typeof value === 'string') return `"${shortened(value, longestString)}"`;
  if (!isUnknown(value) && Array.isArray(value)) {
    const item = isList(type) ? type.list : 'any';
    const items = (value as readonly Value[]).slice(0, mostItems).map((one) => display(one, item));
    const rest = value.length - items.length;
    return `[${items.join(', ')}${rest > 0 ? `, … ${rest} more` : ''}]`;
  }
  return shortened(shown(value, type), longestString * 2);
}

function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
