/** What a change of policy means, all of it. */
import { canonicalJson } from '../../plan/canonical-json.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import { formatDuration } from '../../plan/units.ts';
import { isFor } from '../../runtime/core/applies.ts';
import { ownCalendars } from '../../runtime/core/own-calendars.ts';
import { type Change, conditionText, policyChanges, ruleChanges } from './changes.ts';
import { Assessor, type EnvironmentAssessment, type Reviewed } from './decisions.ts';
import { freezeDifference, type FreezeDifference } from './freezes.ts';
import {
  type CompareConditions,
  compareExposure,
  exposureOf,
  type ExposureChange,
  type GuardChange,
  guardChanges,
} from './rollouts.ts';
import { sidesOf, withoutPlaces } from './side.ts';
import { type Assessment, type ReviewVerdict, together } from './verdict.ts';

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

/** The verdict is that of the rule, with all that was changed of it. */
export interface AssessedChange extends Change, Assessment {
  /** Empty where the policy has none, or the change is about none. */
  readonly environments: readonly string[];
  /** What BASE's condition acts upon, and HEAD's does not. */
  readonly facts?: GuardChange['facts'];
  readonly says?: GuardChange['says'];
}

export interface RolloutReview {
  readonly name: string;
  readonly exposure: ExposureChange;
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
  const rollouts = rolloutChanges(was, is, starts);
  const declared = policyChanges(was, is).map((change) =>
    declarationAssessment(change, {
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
    freezes: freezesOf(base, head, at),
    rollouts: rollouts.reviews,
  };
}

function concerns({ environments }: AssessedChange, environment: string | undefined): boolean {
  return environments.length === 0 || environment === undefined || environments.includes(environment);
}

function allOf(parts: readonly Assessment[]): Assessment {
  const witness = parts.find((part) => part.witness)?.witness;
  return {
    verdict: together(parts.map((part) => part.verdict)),
    proved: parts.every((part) => part.proved),
    ...(witness && { witness }),
  };
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

function rolloutChanges(
  base: EvaluationPlan,
  head: EvaluationPlan,
  assessor: Assessor,
): { readonly changes: readonly AssessedChange[]; readonly reviews: readonly RolloutReview[] } {
  const names = new Set([...base.rollouts, ...head.rollouts].map(({ name }) => name));
  const changes: AssessedChange[] = [];
  const reviews: RolloutReview[] = [];
  const everywhere = [...new Set([...base.environments, ...head.environments])];
  const environmentsOf = (rollout: Rollout) => everywhere.filter((one) => isFor(rollout, one));
  for (const name of names) {
    const [was, is] = [base, head].map(({ rollouts }) => rollouts.find((one) => one.name === name));
    const change = (
      part: Omit<AssessedChange, 'kind' | 'name' | 'environments'>,
      environments: readonly string[],
    ) => changes.push({ kind: 'rollout', name, environments, ...part });
    if (!was || !is) {
      if (was) change({ type: 'rule_removed', verdict: 'looser', proved: true }, environmentsOf(was));
      if (is) change({ type: 'rule_added', verdict: 'stricter', proved: true }, environmentsOf(is));
      continue;
    }
    const [before, after] = [environmentsOf(was), environmentsOf(is)];
    const [gone, added] = [
      before.filter((one) => !after.includes(one)),
      after.filter((one) => !before.includes(one)),
    ];
    const texts = { was: before.join(', '), is: after.join(', ') };
    if (gone.length > 0) change({ type: 'environments', verdict: 'looser', proved: true, ...texts }, gone);
    if (added.length > 0)
      change({ type: 'environments', verdict: 'stricter', proved: true, ...texts }, added);
    const common = after.filter((one) => before.includes(one));
    // A rollout is asked for where its condition is true; where it is false, its checks guard nothing.
    const applies = assessor.compareConditions(was.when && [was.when], is.when && [is.when], 'false');
    const whether = bothWays(was, is, applies);
    if (whether) change(whether, common);
    const compare: CompareConditions = (before, after, weaker) => ({
      ...assessor.compareConditions(before, after, weaker),
      was: conditionText(before ?? [], base, was.location),
      is: conditionText(after ?? [], head, is.location),
    });
    for (const guard of guardChanges(was, is, compare)) change(guard, common);
    if (pace(was) === pace(is)) continue;
    const exposure = compareExposure(exposureOf(was), exposureOf(is));
    if (exposure.verdict === 'same') continue;
    change(
      { type: 'stages', verdict: exposure.verdict, proved: true, was: stagesText(was), is: stagesText(is) },
      common,
    );
    reviews.push({ name, exposure });
  }
  return { changes, reviews };
}

/** No condition applies everywhere, which is what a trigger that is absent does not do. */
function bothWays(
  was: Rollout,
  is: Rollout,
  compared: ReturnType<Assessor['compareConditions']>,
): Omit<AssessedChange, 'kind' | 'name' | 'environments'> | undefined {
  if (!was.when && !is.when) return undefined;
  if (!was.when) return { type: 'when', verdict: 'looser', proved: true };
  if (!is.when) return { type: 'when', verdict: 'stricter', proved: true };
  return compared.verdict === 'same' ? undefined : { type: 'when', ...compared };
}

/** `10 % for 30 min, 100 % for 1 h` */
function stagesText({ stages }: Rollout): string {
  return stages.map(({ weight, hold }) => `${weight} % for ${formatDuration(hold)}`).join(', ');
}

/** What decides how fast a rollout can go. */
function pace({ stages, dwell }: Rollout): string {
  return canonicalJson([
    stages.map(({ weight, hold, checks }) => [weight, hold, checks?.every ?? 0, checks?.warmup ?? 0]),
    dwell,
  ]);
}

interface Declared {
  readonly base: EvaluationPlan;
  readonly head: EvaluationPlan;
  readonly added: readonly (Assessment & { readonly environment: string })[];
  readonly defaults: readonly (Assessment | undefined)[];
  readonly whole: readonly Assessment[];
}

function declarationAssessment(change: Change, declared: Declared): AssessedChange {
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

function freezesOf(base: Reviewed, head: Reviewed, at: number): readonly FreezeDifference[] {
  const names = new Set([...base.plan.freezes, ...head.plan.freezes].map(({ name }) => name));
  return [...names].flatMap((name) => {
    const [was, is] = [base, head].map(({ plan, calendars }) => ({
      freeze: plan.freezes.find((one) => one.name === name),
      calendars: calendars ?? ownCalendars,
    }));
    if (!was || !is) return [];
    if (!readsFile(was.freeze) && same(was.freeze, is.freeze)) return [];
    const difference = freezeDifference(was, is, [at, at + SHOWN]);
    return difference && difference.thawed.length + difference.frozen.length > 0 ? [difference] : [];
  });
}

function same(a: { readonly window: unknown; readonly timezone: string } | undefined, b: typeof a): boolean {
  const text = (one: typeof a) => one && canonicalJson([withoutPlaces(one.window), one.timezone]);
  return text(a) === text(b);
}

function readsFile(freeze: { readonly window: { readonly kind: string } } | undefined): boolean {
  return freeze?.window.kind === 'calendar' || freeze?.window.kind === 'outside';
}

export type { Reviewed };
