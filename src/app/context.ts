/** What a judgement rests upon beside live facts: the policy, the release, settings, secrets and inputs, all of them checked. */
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Diagnostic } from '../plan/diagnostic.ts';
import type { EvaluationPlan } from '../plan/plan.ts';
import { isUnknown, type Known, unknown, type Value } from '../plan/value.ts';
import type { GivenSource, World } from '../runtime/engine/world.ts';
import { loadProbe, loadStep } from './adapters.ts';
import { ciFacts } from './ci.ts';
import { environmentAccess } from './environment.ts';
import { headOf } from './git.ts';
import type { Host } from './host.ts';
import { type InputValue, resolveInputs } from './inputs.ts';
import { readInstant } from './instant.ts';
import { findPolicy, loadValidPolicy, repositoryOf, treeOf, type ValidPolicy } from './loader.ts';
import { loadOperatorConfig, type OperatorConfig } from './operator-config.ts';
import { refuse, Refusal, type Sources } from './refusal.ts';
import { type Release, resolveRelease } from './release.ts';
import type { ContextRequest } from './requests.ts';
import { resolveSettings, type SettingValue } from './settings.ts';
import { stateFile } from './state-directory.ts';
import type { StoreAccess } from './stores.ts';

export interface Context {
  readonly policy: ValidPolicy;
  readonly plan: EvaluationPlan;
  readonly release: Release;
  readonly settings: ReadonlyMap<string, SettingValue>;
  readonly inputs: ReadonlyMap<string, InputValue>;
  readonly world: World;
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
  const at = instantOf(request.at);
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
  const { plan } = policy;
  const [rollout] = plan.rollouts;
  if (rollout)
    refuse('SEN1501', `the rollout \`${rollout.name}\` is not yet in this version`, {
      help: 'remove it; nothing that this version cannot enforce is accepted',
    });
  const ci = untrusted ? undefined : ciFacts(host.env);
  const release = resolveRelease(plan, { flags: request.release, ...(ci && { ci }), ...(head && { head }) });
  const environment = environmentAccess(host.env, {
    untrusted,
    ...(operator.allowEnv && { allow: operator.allowEnv }),
  });
  const env = fieldOf(release, 'env');
  const settings = await resolveSettings(plan, {
    environment,
    root,
    untrusted,
    ...(!isUnknown(env) && { env }),
  });
  for (const secret of settings.secrets.values()) if (!isUnknown(secret)) host.redactor.register(secret);
  const inputs = resolveInputs(plan.inputs, request.set);

  const sources = new Map([[policy.file, policy.text]]);
  const found = [...release.diagnostics, ...settings.diagnostics, ...inputs.diagnostics];
  if (found.some(({ severity }) => severity === 'error'))
    throw new Refusal([...policy.diagnostics, ...found], sources);

  const stores = untrusted ? undefined : await openedFor(use, { request, operator, plan, root }, host);
  const world: World = {
    clock: host.clock,
    root,
    release: Object.fromEntries(release.fields.map(({ name, value }) => [name, value])),
    ...(release.ciBranch !== undefined && { ciBranch: release.ciBranch }),
    ...(release.tag !== undefined && { tag: release.tag }),
    ...(at !== undefined && { at }),
    ...(untrusted && { barred: 'nothing is started, opened or read for an untrusted policy' }),
    environment: (name) => environment.read(name),
    loadProbe,
    loadStep,
    calendars: async (freezes) => {
      const { loadCalendars } = await import('../runtime/calendars/index.ts');
      return loadCalendars(freezes, {
        root,
        clock: host.clock,
        signal: request.signal,
        offline: untrusted,
      });
    },
    given: (source) => givenValue(source, release, settings.settings, inputs.inputs),
    secret: (name) => settings.secrets.get(name) ?? unknown(`the secret \`${name}\` has no value`),
    ...(stores && { stores: stores.open }),
    ...(operator.exemptSources && { exemptSources: operator.exemptSources }),
  };
  return {
    policy,
    plan,
    release,
    settings: settings.settings,
    inputs: inputs.inputs,
    world,
    ...(stores && { stores }),
    diagnostics: [...policy.diagnostics, ...found],
    sources,
  };
}

/** A policy without limits has a use for a store that exists, or is named: somebody may have stopped releases by hand. */
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
  const hasLimits = plan.limits.length > 0;
  const isNamed = [request.store, host.env['SENTINEL_STORE'], operator.store].some(Boolean);
  if (use === 'none') return undefined;
  if (use === 'read' && !hasLimits && !isNamed && !existsSync(stateFile(root))) return undefined;
  const { storesFor } = await import('./stores.ts');
  const records = use === 'record';
  return storesFor(
    {
      flags: request,
      operator,
      root,
      records,
      ...(hasLimits && { forgetful: `the limits of \`${plan.policy}\`` }),
    },
    host,
  );
}

function instantOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return (
    readInstant(text) ??
    refuse('SEN2017', `\`${text}\` is not an instant`, {
      help: 'write one with its offset: `2026-11-27T10:00:00Z`',
    })
  );
}

export function fieldOf({ fields }: Release, name: string): Known<string> {
  return fields.find((field) => field.name === name)?.value ?? unknown(`\`release.${name}\` is not known`);
}

function givenValue(
  source: GivenSource,
  release: Release,
  settings: ReadonlyMap<string, SettingValue>,
  inputs: ReadonlyMap<string, InputValue>,
): Known<Value> {
  switch (source.kind) {
    case 'release':
      return fieldOf(release, source.field);
    case 'setting':
      return settings.get(source.name)?.value ?? unknown(`the setting \`${source.name}\` has no value`);
    case 'input':
      return inputs.get(source.name)?.value ?? unknown(`the input \`${source.name}\` has no value`);
  }
}
