/**
 * Why a condition is not true, as findings: observed against limit. Of an `all` the parts that are not true are told, of
 * an `any` all alternatives, for none of them is true.
 */
import { TRUE, type Truth, UNKNOWN } from '../../plan/kleene.ts';
import type { Condition } from '../../plan/plan.ts';
import type { Reason } from '../../plan/decision.ts';
import { subterms, type Term } from '../../plan/term.ts';
import { isUnknown } from '../../plan/value.ts';
import { type Form, formOf, truthOfForm } from './condition.ts';
import type { Evidence } from './evidence.ts';
import { Wording } from './phrase.ts';

/** The findings of a condition that is written in `file`; none when it is true. */
export function reasonsOf(condition: Condition, file: string, evidence: Evidence): Reason[] {
  return findings(formOf(condition.skeleton), file, evidence).map((text) => ({ text, span: condition.span }));
}

function findings(form: Form, file: string, evidence: Evidence): string[] {
  const wording = new Wording(evidence, file);
  const leaf = (index: number): Truth => evidence.judgement.leaves.at(index);
  const told = (part: Form): string[] => {
    if (truthOfForm(part, leaf) === TRUE) return [];
    if ('leaf' in part) {
      const term = evidence.plan.leaves[part.leaf]?.term;
      return term ? [findingOf(term, leaf(part.leaf), part.positive, wording, evidence)] : [];
    }
    if ('all' in part) return part.all.flatMap(told);
    const alternatives = part.any.map((alternative) => told(alternative).join(' and '));
    return [alternatives.join(', and ')];
  };
  return told(form);
}

/** A leaf that is not what is wanted of it: unknown, or known to be the opposite. */
function findingOf(
  term: Term,
  truth: Truth,
  positive: boolean,
  wording: Wording,
  evidence: Evidence,
): string {
  const text = truth === UNKNOWN ? unknownFinding(term, wording) : knownFinding(term, positive, wording);
  const details = detailsOf(term, evidence);
  return details === '' ? text : `${text} (${details})`;
}

/** `disk.used 91 % is not < 85 %`, but not `release.event "tag" is "tag"`. */
function knownFinding(term: Term, positive: boolean, wording: Wording): string {
  const { subject, now, holds, fails } = wording.phrase(term);
  const finding = positive ? fails : holds;
  return now === undefined || finding === `is ${now}`
    ? `${subject} ${finding}`
    : `${subject} ${now} ${finding}`;
}

/** Names the facts that are unknown; where all are known, what could not be done with them. */
function unknownFinding(term: Term, wording: Wording): string {
  const culprits = new Map<string, string>();
  for (const fact of factTerms(term)) {
    const value = wording.value(fact);
    if (isUnknown(value)) culprits.set(fact.fact, `${wording.text(fact)} is unknown: ${value.reason}`);
  }
  if (culprits.size > 0) return [...culprits.values()].join(' and ');
  const value = wording.value(term);
  return `${wording.text(term)} is unknown: ${isUnknown(value) ? value.reason : 'it is not a boolean'}`;
}

function factTerms(term: Term): readonly Extract<Term, { op: 'fact' }>[] {
  return term.op === 'fact' ? [term] : subterms(term).flatMap(factTerms);
}

function detailsOf(term: Term, { describe }: Evidence): string {
  if (!describe) return '';
  const details = factTerms(term).flatMap(({ fact }) => describe(fact) ?? []);
  return [...new Set(details)].join('; ');
}
