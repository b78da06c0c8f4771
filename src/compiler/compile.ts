/**
 * From the policy tree to the evaluation plan. A policy with a mistake has no plan; a tree that was read with mistakes
 * lacks their parts, so that its plan is not the policy's.
 */
import type { Catalog } from '../plan/descriptor.ts';
import { type Diagnostic, DiagnosticSink } from '../plan/diagnostic.ts';
import { type EvaluationPlan, PLAN_FORMAT_VERSION } from '../plan/plan.ts';
import type { Policy } from '../parser/tree.ts';
import type { CompileContext } from './context.ts';
import { digestOf, type PlanContent } from './digest.ts';
import { compileEnvironments } from './environments.ts';
import { FactTable } from './expression/facts.ts';
import { LeafTable } from './expression/leaves.ts';
import { compileFreezes } from './freezes.ts';
import { compileGates } from './gates.ts';
import { compileGroups } from './groups.ts';
import { compileInputs } from './inputs.ts';
import { compileLimits } from './limits.ts';
import { checkBareNames } from './names.ts';
import { compileNotifications } from './notifications.ts';
import { compileProbes, implicitGit } from './probes.ts';
import { compileRelease } from './release.ts';
import { compileRollouts } from './rollouts.ts';
import { notificationNames, outerNames, probeNames, ruleNames, withoutScores } from './scope.ts';
import { compileScores } from './scores.ts';
import { compileSecrets, compileSettings } from './settings.ts';
import { compileSteps } from './steps.ts';

export interface CompileOptions {
  readonly catalog: Catalog;
  /** File name to text, taken over into the plan. */
  readonly sources: ReadonlyMap<string, string>;
}

export interface CompileResult {
  /** Absent when there is an error among the diagnostics. */
  readonly plan?: EvaluationPlan;
  readonly diagnostics: readonly Diagnostic[];
}

export function compile(policy: Policy, { catalog, sources }: CompileOptions): CompileResult {
  const sink = new DiagnosticSink(policy.file);
  const context: CompileContext = { policy, catalog, sink, facts: new FactTable(), leaves: new LeafTable() };
  const content = compileContent(context);
  const { diagnostics } = sink;
  if (sink.hasErrors) return { diagnostics };
  let digest: string | undefined;
  const plan = {
    ...content,
    // Worked out when it is first asked for, which a run of lint never does.
    get digest() {
      return (digest ??= digestOf(content));
    },
    sources: Object.fromEntries(sources),
  };
  return { plan, diagnostics };
}

function compileContent(context: CompileContext): PlanContent {
  const { policy } = context;
  checkBareNames(context);
  const environments = compileEnvironments(context);
  const release = compileRelease(context);
  const settings = compileSettings(context);
  const secrets = compileSecrets(context);
  const inputs = compileInputs(context);

  const outer = outerNames(policy, inputs);
  const inConfig = probeNames(policy, outer);
  const declared = compileProbes(context, inConfig);
  const git = implicitGit(context);
  const probes = [...declared, ...git];
  const names = ruleNames(policy, outer, probes);
  const scores = compileScores(context, withoutScores(policy, names));

  const gates = compileGates(context, names, probes);
  const before = compileSteps(context, policy.before, names);
  const after = compileSteps(context, policy.after, names);
  const freezes = compileFreezes(context, names);
  const limits = compileLimits(context, names);
  const rollouts = compileRollouts(context, names, inConfig, probes);
  const groups = compileGroups(context, rollouts);
  const notifications = compileNotifications(context, notificationNames(inConfig));

  const facts = context.facts.list();
  const gitIsRead = facts.some(({ source }) => source.kind === 'probe' && source.probe === 'git');
  return {
    formatVersion: PLAN_FORMAT_VERSION,
    policy: policy.name?.value ?? '',
    ...(policy.description && { description: policy.description.value }),
    ...(policy.owners.length > 0 && { owners: policy.owners.map(({ value }) => value) }),
    mode: policy.mode?.value ?? 'enforce',
    environments,
    release,
    settings,
    secrets,
    inputs,
    probes: gitIsRead ? probes : declared,
    scores,
    facts,
    leaves: context.leaves.list(),
    gates,
    freezes,
    limits,
    rollouts,
    ...(groups.length > 0 && { groups }),
    before,
    after,
    notifications,
  };
}
