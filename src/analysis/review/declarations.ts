/** What a change means that is declared for the whole policy. */
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { AssessedChange, Change } from './changes.ts';
import { allOf, type Assessment, type ReviewVerdict } from './verdict.ts';

interface Declared {
  readonly base: EvaluationPlan;
  readonly head: EvaluationPlan;
  readonly added: readonly (Assessment & { readonly environment: string })[];
  readonly defaults: readonly (Assessment | undefined)[];
  readonly whole: readonly Assessment[];
}

/** What the change of a declaration means, by what was found out of the decisions that rest upon it. */
export function assessDeclaration(change: Change, declared: Declared): AssessedChange {
  const { type } = change;
  const plainly = (verdict: ReviewVerdict): AssessedChange => ({
    ...change,
    environments: [],
    verdict,
    proved: true,
  });
  switch (type) {
    case 'environment_added': {
      const found = declared.added.find(({ environment }) => environment === change.is);
      if (!found) return plainly('stricter');
      const { environment, ...assessment } = found;
      return { ...change, environments: [environment], ...assessment };
    }
    case 'environment_removed':
      return { ...plainly('stricter'), environments: change.was === undefined ? [] : [change.was] };
    case 'policy_mode':
      return { ...change, environments: [], ...allOf(declared.whole) };
    case 'input':
      return { ...change, environments: [], ...allOf(declared.defaults.filter((one) => one !== undefined)) };
    case 'probe':
    case 'score':
      return plainly(isRead(change, declared) ? 'incomparable' : 'same');
    default:
      return plainly('same');
  }
}

/** Both observe it, in different ways. What one alone observes is part of the change of a rule. */
function isRead({ name, was, is }: Change, { base, head }: Declared): boolean {
  const reads = ({ facts }: EvaluationPlan) =>
    facts.some(
      ({ source }) =>
        (source.kind === 'probe' && source.probe === name) ||
        (source.kind === 'score' && source.score === name),
    );
  return was === undefined && is === undefined && reads(base) && reads(head);
}
