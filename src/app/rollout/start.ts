/** The start of a rollout: whether it may begin, and what the store is to hold of it. */
import { randomUUID } from 'node:crypto';
import type { AuditDraft, Json } from '../../plan/audit.ts';
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import type { EvaluationPlan, Mode } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import { formatInstant } from '../../plan/units.ts';
import { isOver } from '../../runtime/core/rollout/turn.ts';
import { timelineOf } from '../../runtime/core/rollout/timeline.ts';
import { aboutOf } from '../../runtime/engine/rollout/entries.ts';
import { quarantineKey } from '../../runtime/engine/rollout/quarantine.ts';
import {
  jsonOfStored,
  planKey,
  rolloutKey,
  startStored,
  storedOf,
  type StoredRollout,
} from '../../runtime/engine/rollout/stored.ts';
import type { RolloutWorld } from '../../runtime/engine/rollout/world.ts';
import type { World } from '../../runtime/engine/world.ts';
import { DriverFailure } from '../../runtime/failure.ts';
import type { RecordWrite, StoredRecord } from '../../runtime/ports/stores.ts';
import { identityOf, knownRelease } from './identity.ts';

export interface StartParts {
  readonly plan: EvaluationPlan;
  readonly rollout: Rollout;
  readonly world: World;
  readonly mode: Mode;
  readonly rolloutWorld: RolloutWorld;
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
  const { plan, rollout, world, mode, rolloutWorld } = parts;
  const { state, actor } = rolloutWorld;
  const identity = identityOf(plan, rollout, world.release);
  const release = knownRelease(world.release);
  const found = await state.read(rolloutKey(identity));
  const before = found && storedOf(found.value);
  const refusal =
    (before && onItsWay(rollout, before)) ??
    (await inQuarantine(rolloutWorld, quarantineKey(identity, release), release)) ??
    (await trafficRefusal(parts, before)) ??
    (await noRunway(parts, before));
  if (refusal) return refusal;
  const stored = startStored(before, rollout, {
    identity,
    attempt: randomUUID(),
    digest: plan.digest,
    release,
    actor: actor.name,
    mode,
    moment: await rolloutWorld.moment(),
    roles: rollout.traffic.roles,
  });
  return {
    stored,
    writes: [
      { key: rolloutKey(identity), version: found?.version ?? 0, value: jsonOfStored(stored) },
      ...(await planWrite(plan, rolloutWorld)),
    ],
    audit: [
      {
        ...aboutOf(stored, actor),
        type: 'rollout.started',
        to: release['version'] ?? null,
        why: `${rollout.stages.length} stages to ${rollout.stages.at(-1)?.weight ?? 0} %`,
      },
    ],
  };
}

/** The plan is kept as it is, since the rollout runs on it to its end. */
async function planWrite(plan: EvaluationPlan, { state }: RolloutWorld): Promise<readonly RecordWrite[]> {
  const key = planKey(plan.digest);
  if (await state.read(key)) return [];
  return [{ key, version: 0, value: JSON.parse(JSON.stringify(plan)) as Json }];
}

function onItsWay({ newer }: Rollout, { record, release }: StoredRollout): Diagnostic | undefined {
  if (isOver(record)) return undefined;
  const version = release['version'] ?? 'a release';
  return diagnostic(
    'SEN2602',
    `${version} is on its way at ${record.weight} %, ${record.phase.replace('_', ' ')}`,
    undefined,
    {
      help:
        newer === 'reject'
          ? 'wait until it is over, or `sentinel abort` it; `newer: replace` does that for a newer one'
          : 'wait until it is over, or `sentinel abort` it',
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
  { rollout, rolloutWorld, signal }: StartParts,
  before: StoredRollout | undefined,
): Promise<Diagnostic | undefined> {
  const { driver } = rolloutWorld;
  const swapped = before?.record.phase === 'completed' && rollout.finish.promote === 'swap';
  const roles = before?.roles ?? rollout.traffic.roles;
  const expected = swapped ? 100 : 0;
  try {
    const { canary, detail } = await driver.read(roles, signal);
    if (canary === expected) return undefined;
    const where = detail === undefined ? '' : ` (${detail})`;
    return before
      ? diagnostic(
          'SEN2604',
          `${roles.canary} takes ${canary} % of the traffic, and ${expected} % was expected${where}`,
          undefined,
          { help: 'move the traffic off it, or take it over: `sentinel adopt`' },
        )
      : diagnostic(
          'SEN2604',
          `${roles.canary} takes ${canary} % of the traffic already, of which the store knows nothing${where}`,
          undefined,
          { help: 'take it over: `sentinel adopt`; or name the other slot first' },
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
