/** What a change of policy means for its rollouts: which there are, where they apply, how fast they go, what guards them. */
import { canonicalJson } from '../../plan/canonical-json.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import { formatDuration } from '../../plan/units.ts';
import { isFor } from '../../runtime/core/applies.ts';
import { type AssessedChange, conditionText } from './changes.ts';
import { compareExposure, type ExposureChange, exposureOf } from './exposure.ts';
import type { CompareConditions } from './guard-change.ts';
import { guardChanges } from './guards.ts';

export interface RolloutReview {
  readonly name: string;
  readonly exposure: ExposureChange;
}

/** Each change of each rollout, with what lets it go faster or further. */
export function rolloutChanges(
  base: EvaluationPlan,
  head: EvaluationPlan,
  compareConditions: CompareConditions,
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
    const applies = compareConditions(was.when && [was.when], is.when && [is.when], 'false');
    const whether = bothWays(was, is, applies);
    if (whether) change(whether, common);
    const compare: CompareConditions = (before, after, weaker) => ({
      ...compareConditions(before, after, weaker),
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
  compared: ReturnType<CompareConditions>,
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
