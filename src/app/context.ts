/** What a judgement rests upon beside live facts: the policy, the release, settings, secrets and inputs, all of them checked. */
import { dirname } from 'node:path';
import type { Diagnostic } from '../plan/diagnostic.ts';
import type { EvaluationPlan } from '../plan/plan.ts';
import { isUnknown, type Known, unknown, type Value } from '../plan/value.ts';
import { noCalendars } from '../runtime/core/time/calendars.ts';
import type { GivenSource, World } from '../runtime/engine/world.ts';
import { loadProbe, loadStep } from './adapters.ts';
import { ciFacts } from './ci.ts';
import { environmentAccess } from './environment.ts';
import { headOf } from './git.ts';
import type { Host } from './host.ts';
import { type InputValue, resolveInputs } from './inputs.ts';
import { readInstant } from './instant.ts';
import { findPolicy, loadValidPolicy, treeOf, type ValidPolicy } from './loader.ts';
import { loadOperatorConfig } from './operator-config.ts';
import { refuse, Refusal, type Sources } from './refusal.ts';
import { type Release, resolveRelease } from './release.ts';
import type { ContextRequest } from './requests.ts';
import { resolveSettings, type SettingValue } from './settings.ts';

export interface Context {
  readonly policy: ValidPolicy;
  readonly plan: EvaluationPlan;
  readonly release: Release;
  readonly settings: ReadonlyMap<string, SettingValue>;
  readonly inputs: ReadonlyMap<string, InputValue>;
  readonly world: World;
  /** Warnings of the policy and of the surroundings. */
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
}

/** Refuses, before anything runs, with everything that is missing or wrong. */
export async function prepare(request: ContextRequest, host: Host): Promise<Context> {
  const at = instantOf(request.at);
  const untrusted = request.untrusted ?? false;
  const path = findPolicy(host.cwd, request.policy);
  const root = dirname(path);
  // git answers while the policy compiles.
  const [head, operator, policy] = await Promise.all([
    untrusted ? undefined : headOf(root, request.signal),
    loadOperatorConfig(host, request.config, treeOf(root)),
    loadValidPolicy({ ...request, policy: path }, host),
  ]);
  const { plan } = policy;
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
    calendars: () => Promise.resolve(noCalendars),
    given: (source) => givenValue(source, release, settings.settings, inputs.inputs),
    secret: (name) => settings.secrets.get(name) ?? unknown(`the secret \`${name}\` has no value`),
  };
  return {
    policy,
    plan,
    release,
    settings: settings.settings,
    inputs: inputs.inputs,
    world,
    diagnostics: [...policy.diagnostics, ...found],
    sources,
  };
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
