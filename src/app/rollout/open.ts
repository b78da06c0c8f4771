/** A rollout with everything that looking after it needs. */
import type { Json } from '../../plan/audit.ts';
import { diagnostic, type Diagnostic } from '../../plan/diagnostic.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import { nameOf } from '../../runtime/engine/rollout/status.ts';
import { planKey, type RolloutIdentity, type StoredRollout } from '../../runtime/engine/rollout/stored.ts';
import type { RolloutWorld } from '../../runtime/engine/rollout/world.ts';
import type { World } from '../../runtime/engine/world.ts';
import type { RecordWrite } from '../../runtime/ports/stores.ts';
import { resolveInputs } from '../context/inputs.ts';
import { Refusal } from '../refusal.ts';
import { liveSettings } from '../context/live-settings.ts';
import { worldOf } from '../world.ts';
import type { Site } from './site.ts';
import { tiersOf } from './tiers.ts';
import { driverOf, rolloutWorld } from './world.ts';

export interface OpenRollout {
  readonly identity: RolloutIdentity;
  /** What it runs on. */
  readonly rollout: Rollout;
  readonly world: RolloutWorld;
  close(): Promise<void>;
}

export interface Parts {
  readonly identity: RolloutIdentity;
  readonly plan: EvaluationPlan;
  readonly rollout: Rollout;
  readonly world: World;
  /** The policy as it is now, where that is another one. */
  readonly live?: { readonly plan: EvaluationPlan; readonly world: World };
}

/** Refuses traffic that cannot be reached. */
export async function openRollout(site: Site, parts: Parts): Promise<OpenRollout> {
  const { identity, plan, rollout, world, live } = parts;
  const driver = await driverOf(plan, rollout, world, { drives: true });
  const tiers = tiersOf(plan, rollout, world, driver, { drives: true });
  const { actor, host, people, stores, signal, emit } = site;
  return {
    identity,
    rollout,
    world: rolloutWorld({
      plan,
      rollout,
      world,
      ...(live && { live }),
      actor,
      ...(people && { people }),
      host,
      stores,
      driver,
      tiers: tiers.tiers,
      signal,
      emit,
    }),
    async close() {
      await tiers.close();
      await driver.close();
    },
  };
}

/** One that is in the store: on the plan that it started with, and the release that it is about. */
export async function openStored(site: Site, stored: StoredRollout): Promise<OpenRollout> {
  const { identity, digest } = stored;
  const { plan, rollout } = await planOf(site, stored);
  const { world, diagnostics } = await worldFor(site, plan, stored);
  if (diagnostics.length > 0) throw new Refusal(diagnostics);
  const live =
    site.plan.digest === digest
      ? undefined
      : // What the new policy misses is unknown to it, and so stops.
        { plan: site.plan, world: (await worldFor(site, site.plan, stored)).world };
  return openRollout(site, { identity, plan, rollout, world, ...(live && { live }) });
}

/** The plan is kept as it is, since the rollout runs on it to its end; nothing to write where it is kept already. */
export async function planWrite(
  plan: EvaluationPlan,
  { state }: Pick<RolloutWorld, 'state'>,
): Promise<readonly RecordWrite[]> {
  const key = planKey(plan.digest);
  if (await state.read(key)) return [];
  return [{ key, version: 0, value: JSON.parse(JSON.stringify(plan)) as Json }];
}

/** The plan that a rollout runs on. Refuses where the store has lost it. */
export async function planOf(
  { stores }: Pick<Site, 'stores'>,
  { digest, identity }: Pick<StoredRollout, 'digest' | 'identity'>,
): Promise<{ readonly plan: EvaluationPlan; readonly rollout: Rollout }> {
  const record = await stores.state.read(planKey(digest));
  const plan = record?.value as unknown as EvaluationPlan | undefined;
  const rollout = plan?.rollouts.find(({ name }) => name === identity.rollout);
  if (plan && rollout) return { plan, rollout };
  throw new Refusal([
    diagnostic('SEN2402', `the store has lost the plan that ${nameOf(identity)} runs on`, undefined, {
      help: 'take its traffic over with the present policy: `sentinel adopt`',
    }),
  ]);
}

export async function worldFor(
  {
    host,
    root,
    environment,
    exemptSources,
    stores,
    signal,
  }: Pick<Site, 'host' | 'root' | 'environment' | 'exemptSources' | 'signal'> & Partial<Pick<Site, 'stores'>>,
  plan: EvaluationPlan,
  { release, set }: Pick<StoredRollout, 'release' | 'set'>,
): Promise<{ readonly world: World; readonly diagnostics: readonly Diagnostic[] }> {
  const { env, tag } = release;
  const settings = await liveSettings(plan, {
    host,
    environment,
    root,
    signal,
    untrusted: false,
    ...(env !== undefined && { env }),
  });
  const inputs = resolveInputs(plan.inputs, set);
  const world = worldOf({
    host,
    root,
    release: {
      fields: Object.entries(release).map(([name, value]) => ({ name, value })),
      ...(tag !== undefined && { tag }),
    },
    environment,
    settings,
    renewSecrets: settings.renew,
    inputs: inputs.inputs,
    signal,
    untrusted: false,
    ...(stores && { stores: () => Promise.resolve(stores) }),
    ...(exemptSources && { exemptSources }),
  });
  return { world, diagnostics: [...settings.diagnostics, ...inputs.diagnostics] };
}
