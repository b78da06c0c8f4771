/** The release of one rollout of a group, which may have a version of its own. */
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import { isUnknown } from '../../plan/value.ts';
import type { World } from '../../runtime/engine/world.ts';
import type { ReleaseFacts } from '../../runtime/ports/index.ts';
import type { Context } from '../context/context.ts';
import { tagFor } from '../release/release.ts';

/** The world as it is for that rollout. */
export function worldOfMember(
  { plan, release, world }: Pick<Context, 'release' | 'world'> & { readonly plan: EvaluationPlan },
  { name }: Rollout,
): World {
  const version = release.versions?.get(name);
  if (version === undefined) return world;
  const { tag: _, ...rest } = world;
  const tag = tagFor(plan, version, world.release['component']);
  const facts: ReleaseFacts = { ...world.release, version, tag };
  return {
    ...rest,
    release: facts,
    ...(!isUnknown(tag) && { tag }),
    given: (source) =>
      source.kind === 'release' && (source.field === 'version' || source.field === 'tag')
        ? (facts[source.field] ?? version)
        : world.given(source),
  };
}
