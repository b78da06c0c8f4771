/** What a judgement rests upon beside live facts: the policy, the release, settings, secrets and inputs, all of them checked. */
import { dirname } from 'node:path';
import type { Diagnostic } from '../../plan/diagnostic.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import { isUnknown, type Known, unknown } from '../../plan/value.ts';
import type { World } from '../../runtime/engine/world.ts';
import type { Actor } from '../../plan/audit.ts';
import { actorOf, uselessToken } from '../people/actor.ts';
import { ciFacts } from '../release/ci.ts';
import { type EnvironmentAccess, environmentAccess } from './environment.ts';
import { headOf } from '../release/git.ts';
import type { Host } from '../host.ts';
import { type InputValue, resolveInputs } from './inputs.ts';
import { findPolicy, loadValidPolicy, repositoryOf, treeOf, type ValidPolicy } from '../policy/loader.ts';
import type { People } from '../people/people.ts';
import { loadOperatorConfig, type OperatorConfig } from '../config/operator.ts';
import { isProtected, unprovedScope } from '../people/protected.ts';
import { Refusal, type Sources } from '../refusal.ts';
import { type Release, resolveRelease } from '../release/release.ts';
import type { ContextRequest } from '../requests.ts';
import { resolveSettings, type SettingValue } from './settings.ts';
import { mayHaveStore } from '../store/address.ts';
import type { StoreAccess } from '../store/stores.ts';
import { whoIsHere } from '../people/who.ts';
import { instantGiven } from '../when.ts';
import { worldOf } from '../world.ts';

export interface Context {
  readonly policy: ValidPolicy;
  readonly plan: EvaluationPlan;
  readonly release: Release;
  readonly settings: ReadonlyMap<string, SettingValue>;
  readonly inputs: ReadonlyMap<string, InputValue>;
  readonly world: World;
  readonly environment: EnvironmentAccess;
  /** Who is known here. */
  readonly people: People;
  /** Who runs it. */
  readonly actor: Actor;
  /** What is said of the release counts only where it is proved. */
  readonly isProtected: boolean;
  /** Absent where neither the policy nor the run has a use for a store. */
  readonly stores?: StoreAccess;
  /** Warnings of the policy and of the surroundings. */
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
}

/** What the store is for: nothing, to be read, or to record what is done. */
type StoreUse = 'none' | 'read' | 'record';

/** Refuses, before anything runs, with everything that is missing or wrong. Whoever uses the stores closes them. */
export async function prepare(request: ContextRequest, host: Host, use: StoreUse = 'none'): Promise<Context> {
  const at = request.at === undefined ? undefined : instantGiven(request.at);
  const untrusted = request.untrusted ?? false;
  const path = findPolicy(host.cwd, request.policy);
  const root = dirname(path);
  // git answers while the policy compiles, and is not started where it has nothing to say.
  const asksGit = !untrusted && repositoryOf(root) !== undefined;
  const [head, operator, policy] = await Promise.all([
    asksGit ? headOf(root, request.signal) : undefined,
    loadOperatorConfig(host, request.config, treeOf(root)),
    loadValidPolicy({ ...request, policy: path }, host),
  ]);
  const { plan, release: flags } = await askedFor(policy.plan, request);
  const ci = untrusted ? undefined : ciFacts(host.env);
  const who = untrusted
    ? unknown('for an untrusted policy nobody is proved')
    : await whoIsHere(operator, host);
  const protection = { environments: operator.protectedEnvironments ?? [], who };
  const release = resolveRelease(plan, { flags, protection, ...(ci && { ci }), ...(head && { head }) });
  const environment = environmentAccess(host.env, { ...operator, untrusted });
  const env = fieldOf(release, 'env');
  const settings = await resolveSettings(plan, {
    environment,
    root,
    untrusted,
    host,
    signal: request.signal,
    ...(!isUnknown(env) && { env }),
  });
  for (const secret of settings.secrets.values()) if (!isUnknown(secret)) host.redactor.register(secret);
  const inputs = resolveInputs(plan.inputs, request.set);

  const sources = new Map([[policy.file, policy.text]]);
  const found = [
    ...(untrusted ? [] : uselessToken(who, operator, host)),
    ...release.diagnostics,
    ...(use === 'record' ? unprovedScope(flags, release.fields) : []),
    ...settings.diagnostics,
    ...settings.passing,
    ...inputs.diagnostics,
  ];
  if (found.some(({ severity }) => severity === 'error'))
    throw new Refusal([...policy.diagnostics, ...found], sources);

  const stores = untrusted ? undefined : await openedFor(use, { request, operator, plan, root }, host);
  const world = worldOf({
    host,
    root,
    release,
    environment,
    settings,
    inputs: inputs.inputs,
    signal: request.signal,
    untrusted,
    ...(at !== undefined && { at }),
    ...(stores && { stores: stores.open }),
    ...(operator.exemptSources && { exemptSources: operator.exemptSources }),
  });
  return {
    policy,
    plan,
    release,
    settings: settings.settings,
    inputs: inputs.inputs,
    world,
    environment,
    people: operator,
    actor: actorOf(who, flags.actor ?? ci?.actor?.value ?? unknown('nobody is named')),
    isProtected: isProtected(protection, env),
    ...(stores && { stores }),
    diagnostics: [...policy.diagnostics, ...found],
    sources,
  };
}

/** A policy without memory has a use for a store that exists, or is named: somebody may have stopped releases by hand. */
async function openedFor(
  use: StoreUse,
  needs: {
    readonly request: ContextRequest;
    readonly operator: OperatorConfig;
    readonly plan: EvaluationPlan;
    readonly root: string;
  },
  host: Host,
): Promise<StoreAccess | undefined> {
  const { request, operator, plan, root } = needs;
  const deployed = plan.facts.some(({ source }) => source.kind === 'deployed');
  const remembers = [
    ...(plan.limits.length > 0 ? ['the limits'] : []),
    ...(plan.rollouts.length > 0 ? ['the rollouts'] : []),
    ...(deployed ? ['what was deployed'] : []),
  ].join(' and ');
  if (use === 'none') return undefined;
  if (use === 'read' && remembers === '' && !mayHaveStore(request, operator, root, host)) return undefined;
  const { storesFor } = await import('../store/stores.ts');
  const records = use === 'record';
  return storesFor(
    {
      flags: request,
      operator,
      root,
      records,
      rollouts: plan.rollouts.length > 0 || deployed,
      ...(remembers !== '' && { forgetful: `${remembers} of \`${plan.policy}\`` }),
    },
    host,
  );
}

/** What rolls out by flags is loaded where they are given. */
async function askedFor(
  plan: EvaluationPlan,
  { rollout, release }: ContextRequest,
): Promise<{ readonly plan: EvaluationPlan; readonly release: ContextRequest['release'] }> {
  if (!rollout) return { plan, release };
  return (await import('../rollout/by-flags.ts')).releaseByFlags(plan, rollout, release);
}

export function fieldOf({ fields }: Release, name: string): Known<string> {
  return fields.find((field) => field.name === name)?.value ?? unknown(`\`release.${name}\` is not known`);
}
