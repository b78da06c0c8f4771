/** What earlier runs found of the release that this one is about. */
import { diagnostic, type Diagnostic } from '../../plan/diagnostic.ts';
import { formatSecond } from '../../plan/units.ts';
import { isUnknown } from '../../plan/value.ts';
import { type Released, verdictOf, type VerdictRecord } from '../../runtime/engine/verdicts.ts';
import { StoreFailure } from '../../runtime/failure.ts';
import type { Context } from '../context/context.ts';
import { knownRelease } from '../rollout/identity.ts';

export function releasedOf({ plan, world }: Pick<Context, 'plan' | 'world'>): Released {
  const release = knownRelease(world.release);
  return { identity: { ...release, policy: plan.policy }, release };
}

/** Absent without a store, and where it could not be opened, which is told by then. Rejects with `StoreFailure`. */
export async function knownVerdict(context: Context): Promise<VerdictRecord | undefined> {
  const stores = await context.stores?.open();
  return !stores || isUnknown(stores) ? undefined : verdictOf(stores.state, releasedOf(context));
}

/** The same for those who only tell of it: absent also where it cannot be read. */
export async function earlierVerdict(context: Context): Promise<VerdictRecord | undefined> {
  try {
    return await knownVerdict(context);
  } catch (error) {
    if (error instanceof StoreFailure) return undefined;
    throw error;
  }
}

/** That it was found safe before, and is so no more. */
export function revokedNote(context: Context, verdict: VerdictRecord | undefined): readonly Diagnostic[] {
  const { revoked = false, safe, failure } = verdict ?? {};
  if (!revoked || !safe || !failure) return [];
  const { version, artifact } = releasedOf(context).release;
  return [
    diagnostic(
      'SEN2208',
      `${version ?? artifact ?? 'the release'} was found safe at ${formatSecond(safe.at)}, which was revoked at ${formatSecond(failure.at)}: ${failure.why}`,
      undefined,
      { help: `\`sentinel history ${failure.id} --evidence\` shows what was seen` },
    ),
  ];
}
