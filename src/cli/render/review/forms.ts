/** The forms of a review. */
import type { ReviewReport } from '../../../app/index.ts';
import type { Type } from '../../../plan/type.ts';
import { formatInstant } from '../../../plan/units.ts';
import { isUnknown, type Known, type Value } from '../../../plan/value.ts';
import type { Forms } from '../deliver.ts';
import { jsonOfKnown } from '../json.ts';
import { reviewMarkdown } from './markdown.ts';
import { closing } from './parts.ts';
import { reviewLines } from './text.ts';

export function reviewForms(report: ReviewReport): Forms {
  return {
    texts: () => [JSON.stringify(report.review.changes)],
    lines: (page) => reviewLines(report, page),
    json: () => jsonOfReview(report),
    markdown: () => reviewMarkdown(report),
  };
}

function jsonOfReview(report: ReviewReport): object {
  const { base, head, policy, review, types, past } = report;
  return {
    verdict: review.verdict,
    proved: review.proved,
    summary: closing(report),
    policy,
    base,
    head,
    at: formatInstant(review.at),
    ...(past && { past }),
    environments: review.environments.map(({ environment, verdict, proved, witness }) => ({
      ...(environment !== undefined && { environment }),
      verdict,
      proved,
      ...(witness && { witness: jsonOfWitness(witness, types) }),
    })),
    changes: review.changes.map(({ name, witness, facts, says, environments, ...change }) => ({
      ...change,
      ...(name !== undefined && { rule: name }),
      environments,
      ...(witness && { witness: jsonOfWitness(witness, types) }),
      ...(facts && !witness && { facts: jsonOfFacts(facts, types), ...(says && { says }) }),
    })),
    freezes: review.freezes.map(({ name, timezone, thawed, frozen }) => ({
      name,
      timezone,
      noLongerFrozen: thawed.map(jsonOfSpan),
      newlyFrozen: frozen.map(jsonOfSpan),
    })),
    rollouts: review.rollouts.map(({ name, exposure: { at, was, is, wholeWas, wholeIs, verdict } }) => ({
      name,
      verdict,
      exposure: { after: at, was, is },
      fastest: {
        ...(wholeWas !== undefined && { was: wholeWas }),
        ...(wholeIs !== undefined && { is: wholeIs }),
      },
    })),
  };
}

function jsonOfSpan([from, until]: readonly [number, number]): object {
  return { from: formatInstant(from), until: formatInstant(until) };
}

type Witness = NonNullable<ReviewReport['review']['witness']>;
type Types = ReadonlyMap<string, Type>;

function jsonOfWitness(
  { at, release, facts, before, starts, looks, base, head }: Witness,
  types: Types,
): object {
  return {
    at: formatInstant(at),
    release,
    facts: jsonOfFacts(facts, types),
    ...(before.size > 0 && { before: jsonOfFacts(before, types) }),
    ...(starts && { starts }),
    ...(looks && { looks }),
    says: { base, head },
  };
}

/** As a test of the policy would give them: a value, or `{ unknown }`. */
function jsonOfFacts(facts: ReadonlyMap<string, Known<Value>>, types: Types): object {
  const object = Object.create(null) as Record<string, unknown>;
  for (const [id, value] of facts) {
    const known = jsonOfKnown(value, types.get(id.replace(/ before$/u, '')) ?? 'any');
    object[id] = isUnknown(value) || !('value' in known) ? known : known.value;
  }
  return object;
}
