/**
 * One token decides every choice. Chevrotain compares the alternatives of each choice before the first parse; here what
 * they begin with is worked out when a choice is first met, since a policy meets few of them.
 */
import {
  Alternation,
  type ILookaheadStrategy,
  type IProduction,
  type IToken,
  LLkLookaheadStrategy,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
  type Rule,
  Terminal,
  type TokenType,
} from 'chevrotain';

/** How far it sees. */
export const maxLookahead = 1;

const optional = {
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionWithSeparator,
  RepetitionMandatoryWithSeparator,
};

/** The parser, as which the functions are called. */
interface Reader {
  LA_FAST(ahead: number): IToken;
}

type Decision = ReturnType<ILookaheadStrategy['buildLookaheadForAlternation']>;
type ChoiceOptions = Parameters<ILookaheadStrategy['buildLookaheadForAlternation']>[0];
type OptionalOptions = Parameters<ILookaheadStrategy['buildLookaheadForOptional']>[0];

/** A place of a rule where the next token decides. */
class Choice {
  readonly #sequences: () => readonly (readonly IProduction[])[];
  #byToken: readonly (number | undefined)[] | undefined;

  constructor(sequences: () => readonly (readonly IProduction[])[]) {
    this.#sequences = sequences;
  }

  /** Which of the sequences begins with a token. */
  of(next: IToken): number | undefined {
    return (this.#byToken ??= byToken(this.#sequences()))[next.tokenTypeIdx];
  }
}

/** The choices of a rule, by the kind of production and the number that the rule gives it. */
export type Choices = Readonly<Record<'Alternation' | keyof typeof optional, Choice[]>>;

/** Chevrotain's own strategy still proves that a grammar is sound, where a test asks for that. */
export class LazyLookahead extends LLkLookaheadStrategy {
  readonly #choices = new Map<string, Choices>();

  constructor() {
    super({ maxLookahead });
  }

  /** The choices of a rule, which are there when the grammar is. */
  choicesOf(rule: string): Choices {
    let choices = this.#choices.get(rule);
    if (choices === undefined) {
      choices = {
        Alternation: [],
        Option: [],
        Repetition: [],
        RepetitionMandatory: [],
        RepetitionWithSeparator: [],
        RepetitionMandatoryWithSeparator: [],
      };
      this.#choices.set(rule, choices);
    }
    return choices;
  }

  override buildLookaheadForAlternation({ rule, prodOccurrence, hasPredicates }: ChoiceOptions): Decision {
    if (hasPredicates) throw new TypeError(`an alternative in ${rule.name} has a GATE, which is not asked`);
    const choice = new Choice(() => find(rule, Alternation, prodOccurrence).definition.map((part) => [part]));
    this.choicesOf(rule.name).Alternation[prodOccurrence] = choice;
    return function (this: Reader) {
      return choice.of(this.LA_FAST(1));
    } as Decision;
  }

  override buildLookaheadForOptional({ rule, prodOccurrence, prodType }: OptionalOptions): () => boolean {
    const choice = new Choice(() => [find(rule, optional[prodType], prodOccurrence).definition]);
    this.choicesOf(rule.name)[prodType][prodOccurrence] = choice;
    return function (this: Reader) {
      return choice.of(this.LA_FAST(1)) === 0;
    };
  }
}

/** By the index of a token, the first of the sequences that may begin with it. */
function byToken(sequences: readonly (readonly IProduction[])[]): (number | undefined)[] {
  const found: (number | undefined)[] = [];
  for (const [index, sequence] of sequences.entries())
    for (const token of indexesOf(sequence)) found[token] ??= index;
  // Without holes it is read faster.
  return Array.from(found);
}

/** The tokens that a sequence may begin with, with those of their categories. */
function indexesOf(sequence: readonly IProduction[]): number[] {
  return first(sequence).flatMap(({ tokenTypeIdx, categoryMatches }) => [
    tokenTypeIdx as number,
    ...(categoryMatches ?? []),
  ]);
}

function first(sequence: readonly IProduction[]): TokenType[] {
  const found: TokenType[] = [];
  for (const part of sequence) {
    found.push(...firstOf(part));
    if (!mayBeAbsent(part)) break;
  }
  return found;
}

function firstOf(part: IProduction): TokenType[] {
  if (part instanceof Terminal) return [part.terminalType];
  if (part instanceof Alternation) return part.definition.flatMap(firstOf);
  return first(partsOf(part));
}

function mayBeAbsent(part: IProduction): boolean {
  if (part instanceof Option || part instanceof Repetition || part instanceof RepetitionWithSeparator)
    return true;
  if (part instanceof Alternation) return part.definition.some(mayBeAbsent);
  return !(part instanceof Terminal) && partsOf(part).every(mayBeAbsent);
}

/** What a production other than a terminal is made of. */
function partsOf(part: IProduction): readonly IProduction[] {
  return part instanceof NonTerminal ? part.referencedRule.definition : (part as Option).definition;
}

/** The production of a kind that the rule numbers so. */
function find<T extends IProduction & { readonly idx: number }>(
  rule: Rule,
  kind: new (...args: never[]) => T,
  occurrence: number,
): T {
  const open: IProduction[] = [rule];
  for (let part = open.pop(); part; part = open.pop()) {
    if (part instanceof kind && part.idx === occurrence) return part;
    if (!(part instanceof Terminal || part instanceof NonTerminal)) open.push(...partsOf(part));
  }
  throw new TypeError(`${rule.name} has no ${kind.name} ${occurrence}`);
}
