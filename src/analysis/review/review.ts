/** What a change of policy means, all of it. */
import type { EvaluationPlan } from '../../plan/plan.ts';
import { type AssessedChange, policyChanges, ruleChanges } from './changes.ts';
import { Assessor, type EnvironmentAssessment } from './decisions.ts';
import { assessDeclaration } from './declarations.ts';
import { type FreezeDifference, freezeDifferences } from './freezes.ts';
import { rolloutChanges, type RolloutReview } from './rollouts.ts';
import { type Reviewed, sidesOf } from './side.ts';
import { allOf, type Assessment, type ReviewVerdict } from './verdict.ts';

export interface Review extends Assessment {
  /** The instant from which on freezes are compared. */
  readonly at: number;
  readonly environments: readonly EnvironmentReview[];
  readonly changes: readonly AssessedChange[];
  /** Over the 400 days from `at`. */
  readonly freezes: readonly FreezeDifference[];
  readonly rollouts: readonly RolloutReview[];
}

export interface EnvironmentReview extends Assessment {
  readonly environment?: string;
}

const DAY = 86_400_000;
const SHOWN = 400 * DAY;

/** `at`: from when on, in milliseconds since the epoch. */
export function review(base: Reviewed, head: Reviewed, at: number): Review {
  const [was, is] = [base.plan, head.plan];
  const starts = new Assessor(base, head, at);
  const promotions =
    was.rollouts.length > 0 && is.rollouts.length > 0 && starts.changesFreezes
      ? new Assessor(promotionsOf(base), promotionsOf(head), at)
      : undefined;
  const environments = commonEnvironments(was, is).map((environment) => {
    const start = starts.assess(environment);
    const promotion = promotions?.assess(environment);
    const defaults = starts.assessDefaults(environment);
    const parts = [start, promotion, defaults].filter((part) => part !== undefined);
    return { start: promotion ? withPromotions(start, promotion) : start, defaults, whole: allOf(parts) };
  });
  const rules = ruleChangesOf(
    base,
    head,
    environments.map(({ start }) => start),
  );
  const added = addedEnvironments(was, is).map((environment) => ({
    environment,
    ...starts.assessAdded(environment),
  }));
  const rollouts = rolloutChanges(was, is, starts.compareConditions);
  const declared = policyChanges(was, is).map((change) =>
    assessDeclaration(change, {
      base: was,
      head: is,
      added,
      defaults: environments.map((one) => one.defaults),
      whole: environments.map((one) => one.whole),
    }),
  );
  const reviews: EnvironmentReview[] = [
    ...environments.map(({ start, whole }) => ({
      ...(start.environment !== undefined && { environment: start.environment }),
      ...allOf([whole, ...rollouts.changes.filter((one) => concerns(one, start.environment))]),
    })),
    ...added,
  ];
  const removed =
    was.environments.some((one) => !is.environments.includes(one)) && is.environments.length > 0;
  return {
    at,
    ...allOf([...reviews, ...(removed ? [{ verdict: 'stricter' as const, proved: true }] : [])]),
    environments: reviews,
    changes: [...rules, ...rollouts.changes, ...declared],
    freezes: freezeDifferences(base, head, [at, at + SHOWN]),
    rollouts: rollouts.reviews,
  };
}

/** What a policy means of which there was none before: nothing was stopped, so nothing more gets through. */
export function reviewNew({ plan, calendars }: Reviewed, at: number): Review {
  const nothing = { ...plan, gates: [], freezes: [], limits: [], rollouts: [] };
  const own = calendars && { calendars };
  const found = review({ plan: nothing, ...own }, { plan, ...own }, at);
  const stricter = { verdict: 'stricter' as const, proved: true };
  return {
    ...stricter,
    at,
    // A plan without gates is blocked for that, so what the two decide as wholes says nothing here.
    environments: found.environments.map(({ environment }) => ({
      ...(environment !== undefined && { environment }),
      ...stricter,
    })),
    changes: found.changes.map((one) => (one.proved ? one : { ...one, ...stricter })),
    freezes: found.freezes,
    rollouts: found.rollouts,
  };
}

function concerns({ environments }: AssessedChange, environment: string | undefined): boolean {
  return environments.length === 0 || environment === undefined || environments.includes(environment);
}

/** The same plan, about the next rise of a rollout: only freezes are asked, those of promotions. */
function promotionsOf({ plan, calendars }: Reviewed): Reviewed {
  const freezes = plan.freezes
    .filter(({ blocks }) => blocks.includes('promote'))
    .map((freeze) => ({ ...freeze, blocks: ['start' as const] }));
  return { plan: { ...plan, gates: [], limits: [], freezes }, ...(calendars && { calendars }) };
}

function withPromotions(
  start: EnvironmentAssessment,
  promotion: EnvironmentAssessment,
): EnvironmentAssessment {
  const names = new Set([...start.rules, ...promotion.rules].map(({ kind, name }) => `${kind} ${name}`));
  return {
    ...start,
    rules: [...names].map((key) => {
      const both = [start, promotion].flatMap(({ rules }) =>
        rules.filter(({ kind, name }) => `${kind} ${name}` === key),
      );
      const [first] = both;
      if (!first) throw new RangeError('a rule is in one of the lists');
      return { kind: first.kind, name: first.name, ...allOf(both) };
    }),
  };
}

/** Environments that both have; a policy without any has one without a name. */
function commonEnvironments(base: EvaluationPlan, head: EvaluationPlan): readonly (string | undefined)[] {
  if (base.environments.length === 0 && head.environments.length === 0) return [undefined];
  if (base.environments.length === 0) return head.environments;
  if (head.environments.length === 0) return base.environments;
  return head.environments.filter((one) => base.environments.includes(one));
}

function addedEnvironments(base: EvaluationPlan, head: EvaluationPlan): readonly string[] {
  if (base.environments.length === 0) return [];
  return head.environments.filter((one) => !base.environments.includes(one));
}

/** Each change once for all environments in which its rule has the same verdict. */
function ruleChangesOf(
  base: Reviewed,
  head: Reviewed,
  environments: readonly EnvironmentAssessment[],
): readonly AssessedChange[] {
  const sides = sidesOf(base.plan, head.plan);
  const changes = ruleChanges(sides.base, sides.head);
  return changes.flatMap((change) => {
    const groups = new Map<ReviewVerdict, { environments: string[]; parts: Assessment[] }>();
    for (const { environment, rules } of environments) {
      const rule = rules.find(({ kind, name }) => kind === change.kind && name === change.name);
      if (!rule) continue;
      const group = groups.get(rule.verdict) ?? { environments: [], parts: [] };
      groups.set(rule.verdict, group);
      group.parts.push(rule);
      if (environment !== undefined) group.environments.push(environment);
    }
    if (groups.size === 0) return [{ ...change, environments: [], verdict: 'same' as const, proved: true }];
    return Array.from(groups.values(), (group) => ({
      ...change,
      environments: group.environments,
      ...allOf(group.parts),
    }));
  });
}
