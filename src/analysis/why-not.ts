/**
 * The smallest change of facts that would let a gate pass, over the classes into which its conditions divide the facts: of
 * all ways in which the gate holds, the one for which the fewest facts have to be others than they are.
 */
import { type Truth, UNKNOWN } from '../plan/kleene.ts';
import type { Condition, EvaluationPlan, Gate } from '../plan/plan.ts';
import { factsOf, type Term } from '../plan/term.ts';
import { type Form, formOf, leavesOf, requirementOf } from '../runtime/core/condition.ts';
import type { Evidence } from '../runtime/core/evidence.ts';
import { Wording } from '../runtime/core/phrase.ts';
import { TooLarge } from './review/diagram.ts';
import { Side } from './review/side.ts';
import type { Atom } from './review/space/components.ts';
import { holdsLater, type Move, movesTo } from './review/space/moves.ts';

export interface WhyNot {
  /** What has to change, all of it: `disk.used below 85 % (now 91 %)`. Empty where the gate holds. */
  readonly changes: readonly string[];
  /** Nothing has to change but the time. */
  readonly isTimeAlone?: true;
}

/** Undefined when nothing that can be observed lets the gate pass, or where that is too much to decide. */
export function whyNot(gate: Gate, evidence: Evidence): WhyNot | undefined {
  return changesFor(requirementOf(gate), gate.location.file, evidence);
}

/** The smallest change that would make a condition true, such as an `except`. */
export function whyNotTrue({ skeleton }: Condition, file: string, evidence: Evidence): WhyNot | undefined {
  return changesFor(formOf(skeleton), file, evidence);
}

/**
 * When time alone lets the gate pass, in milliseconds since the epoch: every other fact stays as it is. Undefined where it
 * does not, or where that cannot be foreseen.
 */
export function passesLater(gate: Gate, evidence: Evidence): number | undefined {
  const now = evidence.facts.get('now');
  if (typeof now !== 'number') return undefined;
  const side = new Side(evidence.plan, new Map());
  const form = requirementOf(gate);
  const atoms = [...leavesOf(form)].map((leaf) => side.atoms[leaf] as Atom);
  return holdsLater(form, (leaf) => side.atoms[leaf] as Atom, atoms, evidence.facts, now);
}

function changesFor(form: Form, file: string, evidence: Evidence): WhyNot | undefined {
  const side = new Side(evidence.plan, new Map());
  const moves = smallest(form, side, evidence);
  if (!moves) return undefined;
  const wording = new Wording(evidence, file);
  const terms = termsByAtom(form, evidence.plan, side);
  const turned = moves.flatMap((move) =>
    needed(move).flatMap(({ atom, wanted }) => {
      const term = terms.get(atom.key);
      return term ? [{ term, wanted, isTime: isOfTime(term) }] : [];
    }),
  );
  const isTimeAlone = turned.length > 0 && turned.every(({ isTime }) => isTime);
  return {
    changes: turned.map((turn) => changeText(turn, wording)),
    ...(isTimeAlone && { isTimeAlone }),
  };
}

function isOfTime(term: Term): boolean {
  return [...factsOf(term)].every((fact) => fact === 'now');
}

function smallest(form: Form, side: Side, { facts }: Evidence): readonly Move[] | undefined {
  try {
    return movesTo(
      form,
      (leaf) => side.atoms[leaf] as Atom,
      [...leavesOf(form)].map((leaf) => side.atoms[leaf] as Atom),
      facts,
    );
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

/** As they are written where they first stand; how they are written is what is shown. */
function termsByAtom(form: Form, { leaves }: EvaluationPlan, side: Side): ReadonlyMap<string, Term> {
  const terms = new Map<string, Term>();
  for (const leaf of leavesOf(form)) {
    const { key } = side.atoms[leaf] as Atom;
    const term = leaves[leaf]?.term;
    if (term && !terms.has(key)) terms.set(key, term);
  }
  return terms;
}

interface Turn {
  readonly atom: Atom;
  readonly wanted: Truth;
}

/** Without those that turn with another: what is below 80 % is below 85 %. */
function needed({ atoms, classes, from, to }: Move): readonly Turn[] {
  const turned = atoms.flatMap((_, i) => (from[i] === to[i] || to[i] === UNKNOWN ? [] : [i]));
  const implies = (one: number, other: number): boolean =>
    classes.every((truths) => truths[one] !== to[one] || truths[other] === to[other]);
  return turned
    .filter((i) => !turned.some((j) => j !== i && implies(j, i) && (j < i || !implies(i, j))))
    .flatMap((i): Turn[] => {
      const [atom, wanted] = [atoms[i], to[i]];
      return atom && wanted !== undefined ? [{ atom, wanted }] : [];
    });
}

function changeText(
  { term, wanted, isTime }: { readonly term: Term; readonly wanted: Truth; readonly isTime: boolean },
  wording: Wording,
): string {
  const { subject, become, avoid } = wording.phrase(term);
  // `now …` would stand there twice.
  return `${subject} ${wanted === 1 ? become : avoid} (${isTime ? 'it is' : 'now'} ${wording.observed(term)})`;
}
