/**
 * The smallest change of facts that would let a gate pass, found over its Boolean structure: which leaves would have to
 * turn. A leaf that is written twice turns once; otherwise leaves count as independent of each other, also where they
 * read the same fact.
 */
import { FALSE, TRUE, type Truth } from '../../plan/kleene.ts';
import type { Condition, EvaluationPlan, Gate } from '../../plan/plan.ts';
import type { Term } from '../../plan/term.ts';
import { type Form, formOf, requirementOf, truthOfForm } from './condition.ts';
import type { Evidence } from './evidence.ts';
import { Wording } from './phrase.ts';

export interface WhyNot {
  /** What has to change, all of it: `disk.used below 85 % (now 91 %)`. Empty where the gate holds. */
  readonly changes: readonly string[];
  /** It is shown that fewer changes cannot do. */
  readonly smallest: boolean;
}

/** Undefined when nothing that can be observed lets the gate pass. */
export function whyNot(gate: Gate, evidence: Evidence): WhyNot | undefined {
  return changesFor(requirementOf(gate), gate.location.file, evidence);
}

/** The smallest change that would make a condition true, such as an `except`. */
export function whyNotTrue({ skeleton }: Condition, file: string, evidence: Evidence): WhyNot | undefined {
  return changesFor(formOf(skeleton), file, evidence);
}

function changesFor(required: Form, file: string, evidence: Evidence): WhyNot | undefined {
  const { plan, judgement } = evidence;
  const form = withoutRepetition(required, plan);
  const truths = (leaf: number): Truth => judgement.leaves.at(leaf);
  const found = smallestTurns(form, truths, (leaf) => plan.leaves[leaf]?.facts.length !== 0);
  if (!found) return undefined;
  const wording = new Wording(evidence, file);
  const changes = Array.from(found.turns, ([leaf, wanted]) => {
    const term = plan.leaves[leaf]?.term;
    return term ? [changeText(term, wanted, wording)] : [];
  }).flat();
  return { changes, smallest: found.smallest };
}

function changeText(term: Term, wanted: Truth, wording: Wording): string {
  const { subject, become, avoid } = wording.phrase(term);
  return `${subject} ${wanted === TRUE ? become : avoid} (now ${wording.observed(term)})`;
}

/** The same form, in which leaves with the same term are the same leaf. */
function withoutRepetition(form: Form, { leaves }: EvaluationPlan): Form {
  const first = new Map<string, number>();
  const merge = (part: Form): Form => {
    if ('all' in part) return { all: part.all.map(merge) };
    if ('any' in part) return { any: part.any.map(merge) };
    const key = JSON.stringify(leaves[part.leaf]?.term, (name, value: unknown) =>
      name === 'span' ? undefined : value,
    );
    const leaf = first.get(key) ?? part.leaf;
    first.set(key, leaf);
    return { leaf, positive: part.positive };
  };
  return merge(form);
}

/** Leaves and the truths that they would have to have. */
type Turns = ReadonlyMap<number, Truth>;
type TruthOf = (leaf: number) => Truth;

/** Up to here every smaller choice of turns is tried. */
const mostTried = 20;

/** Exported for its own test: by truths alone, without a plan. */
export function smallestTurns(
  form: Form,
  truths: TruthOf,
  canTurn: (leaf: number) => boolean,
): { readonly turns: Turns; readonly smallest: boolean } | undefined {
  const literals = literalsOf(form);
  const repeats = new Set(literals.map(({ leaf }) => leaf)).size < literals.length;
  const direct = turnsOf(form, truths, canTurn);
  // Where no leaf occurs twice, the parts do not concern each other, and the smallest of each are the smallest of all.
  if (!repeats) return direct && { turns: direct, smallest: true };
  const candidates = literals.filter(({ leaf, wanted }, i) => {
    const again = literals.findIndex((other) => other.leaf === leaf && other.wanted === wanted) < i;
    return !again && truths(leaf) !== wanted && canTurn(leaf);
  });
  const solves = (turns: Turns): boolean =>
    truthOfForm(form, (leaf) => turns.get(leaf) ?? truths(leaf)) === TRUE;
  const valid = direct && solves(direct) ? direct : undefined;
  if (candidates.length > mostTried) return valid && { turns: valid, smallest: false };
  const limit = valid ? valid.size - 1 : candidates.length;
  for (let size = 0; size <= limit; size++) {
    const turns = choose(candidates, size, solves);
    if (turns) return { turns, smallest: true };
  }
  return valid && { turns: valid, smallest: true };
}

interface Literal {
  readonly leaf: number;
  readonly wanted: Truth;
}

function literalsOf(form: Form): readonly Literal[] {
  if ('leaf' in form) return [{ leaf: form.leaf, wanted: form.positive ? TRUE : FALSE }];
  return ('all' in form ? form.all : form.any).flatMap(literalsOf);
}

/** All of an `all`, the cheapest of an `any`. */
function turnsOf(form: Form, truths: TruthOf, canTurn: (leaf: number) => boolean): Turns | undefined {
  if ('leaf' in form) {
    const wanted = form.positive ? TRUE : FALSE;
    if (truths(form.leaf) === wanted) return new Map();
    return canTurn(form.leaf) ? new Map([[form.leaf, wanted]]) : undefined;
  }
  const parts = ('all' in form ? form.all : form.any).map((part) => turnsOf(part, truths, canTurn));
  const possible = parts.filter((part) => part !== undefined);
  if ('any' in form) return possible.toSorted((a, b) => a.size - b.size)[0];
  if (parts.length === 0 || possible.length < parts.length) return undefined;
  return new Map(possible.flatMap((part) => [...part]));
}

/** The first choice of `size` literals that solves, none of them contradicting another. */
function choose(
  literals: readonly Literal[],
  size: number,
  solves: (turns: Turns) => boolean,
  turns: Turns = new Map(),
): Turns | undefined {
  if (size === 0) return solves(turns) ? turns : undefined;
  for (const [index, { leaf, wanted }] of literals.entries()) {
    if (turns.has(leaf)) continue;
    const found = choose(literals.slice(index + 1), size - 1, solves, new Map(turns).set(leaf, wanted));
    if (found) return found;
  }
  return undefined;
}
