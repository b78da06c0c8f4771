/** The start of a rollout: whether it may begin, and what the store is to hold of it. */
import { randomUUID } from 'node:crypto';
import type { AuditDraft } from '../../plan/audit.ts';
import { audienceNames, positionText } from '../../plan/assignment.ts';
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import type { EvaluationPlan, Mode } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import { formatInstant } from '../../plan/units.ts';
import { isUnknown } from '../../plan/value.ts';
import { isOver } from '../../runtime/core/rollout/turn.ts';
import { timelineOf } from '../../runtime/core/rollout/timeline.ts';
import { aboutOf } from '../../runtime/engine/rollout/entries.ts';
import type { Membership } from '../../runtime/engine/rollout/group.ts';
import { quarantineKey } from '../../runtime/engine/rollout/quarantine.ts';
import {
  jsonOfStored,
  type Live,
  liveAfter,
  rolloutKey,
  startStored,
  storedOf,
  type StoredRollout,
} from '../../runtime/engine/rollout/stored.ts';
import type { RolloutWorld } from '../../runtime/engine/rollout/world.ts';
import type { World } from '../../runtime/engine/world.ts';
import { DriverFailure } from '../../runtime/failure.ts';
import type { RecordWrite, StoredRecord } from '../../runtime/ports/stores.ts';
import { operandsOf } from '../by-hand/choose.ts';
import { countedIn, crowd, tooMany } from './concurrent.ts';
import { identityOf, knownRelease } from './identity.ts';
import { planWrite } from './open.ts';
import type { Rehearsed } from '../report.ts';
import { rehearse } from './tiers.ts';

export interface StartParts {
  readonly plan: EvaluationPlan;
  readonly rollout: Rollout;
  readonly world: World;
  readonly mode: Mode;
  readonly rolloutWorld: RolloutWorld;
  readonly membership?: Membership;
  /** Inputs as they were given. */
  readonly set: readonly string[];
  readonly signal: AbortSignal;
}

export interface PreparedStart {
  readonly stored: StoredRollout;
  /** To be committed together with the start. */
  readonly writes: readonly RecordWrite[];
  readonly audit: readonly AuditDraft[];
}

/** What the start writes, or why it may not begin. */
export async function prepareStart(parts: StartParts): Promise<PreparedStart | Diagnostic> {
  const { plan, rollout, world, mode, set, rolloutWorld, membership, signal } = parts;
  const { state, actor } = rolloutWorld;
  const identity = identityOf(plan, rollout, world.release, mode);
  const release = knownRelease(world.release);
  const found = await state.read(rolloutKey(identity));
  const before = found && storedOf(found.value);
  const real =
    mode === 'shadow' ? await state.read(rolloutKey(identityOf(plan, rollout, world.release))) : found;
  const live = liveAfter(real && storedOf(real.value), rollout);
  const attempt = randomUUID();
  const counted = await countedIn(state, rollout, identity, attempt);
  const others = await crowd(state, rollout, identity);
  const refusal =
    (before && onItsWay(before)) ??
    (others.length > 0 ? tooMany(others) : undefined) ??
    (await inQuarantine(rolloutWorld, quarantineKey(identity, release), release)) ??
    (mode === 'shadow' ? undefined : await trafficRefusal(parts, live, before !== undefined)) ??
    (await noRunway(parts, before));
  if (refusal) return refusal;
  const rehearsed = mode === 'shadow' ? [] : await rehearse(rolloutWorld, live.roles, signal);
  const useless = rehearsed.find(({ present }) => isUnknown(present));
  if (useless) return uselessTier(useless);
  const stored = startStored(before, {
    identity,
    attempt,
    digest: plan.digest,
    release,
    actor: actor.name,
    mode,
    set,
    moment: await rolloutWorld.moment(),
    live,
    ...(membership && { membership }),
  });
  return {
    stored,
    writes: [
      { key: rolloutKey(identity), version: found?.version ?? 0, value: jsonOfStored(stored) },
      ...counted,
      ...(await planWrite(plan, rolloutWorld)),
    ],
    audit: [
      {
        ...aboutOf(stored, actor),
        type: 'rollout.started',
        to: release['version'] ?? null,
        why: `${rollout.stages.length} stages to ${positionText(rollout.stages.at(-1)?.weight ?? 0, audienceNames(rollout.assignment))}`,
      },
      ...rehearsed.map((tier) => ({
        ...aboutOf(stored, actor),
        type: 'rollout.tier.rehearsed',
        to: tier.driver,
        why: tier.text,
      })),
    ],
  };
}

/** A way back that would not be one is found before it is needed. */
function uselessTier({ driver, present }: Rehearsed): Diagnostic {
  return diagnostic(
    'SEN2611',
    `the tier \`${driver}\` of the way back cannot be used: ${isUnknown(present) ? present.reason : ''}`,
    undefined,
    { help: 'make it reachable, or take it out of `tiers`' },
  );
}

export function onItsWay({ record, release, identity }: StoredRollout): Diagnostic | undefined {
  if (isOver(record)) return undefined;
  const version = release['version'] ?? 'a release';
  return diagnostic(
    'SEN2602',
    `${version} is on its way at ${record.weight} %, ${record.phase.replace('_', ' ')}`,
    undefined,
    {
      help: `wait until it is over, or \`sentinel abort ${operandsOf(identity)}\`; with \`newer: queue\` a newer one waits, with \`newer: replace\` it aborts the one before`,
    },
  );
}

async function inQuarantine(
  { state }: RolloutWorld,
  key: string,
  release: StoredRollout['release'],
): Promise<Diagnostic | undefined> {
  const record: StoredRecord | undefined = await state.read(key);
  if (!record) return undefined;
  const version = release['version'] ?? 'this release';
  const { why } = record.value as { readonly why?: string };
  return diagnostic('SEN2603', `${version} was rolled back and is in quarantine: ${why ?? ''}`, undefined, {
    help: `release a new version, or let it out on purpose: \`sentinel versions release ${version} --reason …\``,
  });
}

/** Nobody may be on the slot that the canary is to take. */
async function trafficRefusal(
  { rolloutWorld, signal }: StartParts,
  { roles }: Live,
  isKnown: boolean,
): Promise<Diagnostic | undefined> {
  try {
    const { canary, detail } = await rolloutWorld.driver.read(roles, signal);
    if (canary === 0) return undefined;
    const where = detail === undefined ? '' : ` (${detail})`;
    return diagnostic(
      'SEN2604',
      `\`${roles.canary}\`, which the release is to run on, takes ${canary} % of the traffic already${where}`,
      undefined,
      {
        help: `move the traffic to \`${roles.stable}\`, or ${isKnown ? 'take over what is there' : 'tell the store that this is so'}: \`sentinel adopt\``,
      },
    );
  } catch (error) {
    if (!(error instanceof DriverFailure)) throw error;
    return diagnostic('SEN2601', `the traffic cannot be read: ${error.message}`, undefined, {
      help: 'nothing starts where its effect could not be seen',
    });
  }
}

/** `runway: true`: what cannot end before the next freeze does not begin. */
async function noRunway(
  { rollout, rolloutWorld }: StartParts,
  before: StoredRollout | undefined,
): Promise<Diagnostic | undefined> {
  if (!rollout.runway) return undefined;
  const { wall } = await rolloutWorld.moment();
  const { next } = await rolloutWorld.freezes(wall);
  if (next === undefined) return undefined;
  const ends = timelineOf(rollout, wall, () => ({}), before?.record).at(-1)?.earliestEnd;
  if (ends !== undefined && ends <= next) return undefined;
  return diagnostic(
    'SEN2605',
    `it ends ${ends === undefined ? 'nobody knows when' : `at ${formatInstant(ends)} at the earliest`}, and a freeze begins at ${formatInstant(next)}`,
    undefined,
    { help: 'start after it, or take `runway` out of the rollout' },
  );
}
