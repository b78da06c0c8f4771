/** The names that each part of a policy may use, with their types, whatever mistakes the policy has: for editors. */
import type { Catalog } from '../plan/descriptor.ts';
import { DiagnosticSink } from '../plan/diagnostic.ts';
import type { PlanProbe } from '../plan/plan.ts';
import type { Policy } from '../parser/tree.ts';
import type { Freeze } from '../plan/window.ts';
import type { CompileContext } from './context.ts';
import { namesWithEach } from './each.ts';
import { FactTable } from './expression/facts.ts';
import { LeafTable } from './expression/leaves.ts';
import { compileFreezes } from './freezes.ts';
import { compileInputs } from './inputs.ts';
import { compileProbes, implicitGit } from './probes.ts';
import { type Names, outerNames, probeNames, rolloutNames, ruleNames, userNames } from './scope.ts';
import { fieldsOf } from './rollouts/assignment.ts';
import { trackedProbes } from './tracks.ts';

export interface PolicyScope {
  /** In gates, freezes, limits and steps. */
  readonly rule: Names;
  readonly rollout: Names;
  /** In conditions on the users of the rollout with this name. */
  users(rollout: string): Names;
  /** In the configuration of the probe with this name. */
  probe(name: string): Names;
  /** Those of which something can be known, and `git`. */
  readonly probes: ReadonlyMap<string, PlanProbe>;
  /** Those that hold at some time. */
  freezes(): readonly Freeze[];
}

export function scopeOf(policy: Policy, catalog: Catalog): PolicyScope {
  // What is wrong is reported where the policy is compiled.
  const sink = new DiagnosticSink(policy.file);
  const context: CompileContext = { policy, catalog, sink, facts: new FactTable(), leaves: new LeafTable() };
  const outer = outerNames(policy, compileInputs(context));
  const inConfig = probeNames(policy, outer);
  const probes = [...compileProbes(context, inConfig), ...implicitGit(context)];
  const rule = ruleNames(policy, outer, probes);
  const byName = new Map(probes.map((probe) => [probe.name, probe]));
  return {
    rule,
    rollout: rolloutNames(rule, trackedProbes(policy)),
    users: (name) => userNames(rule, fieldsOf(policy.rollouts.find((block) => block.name.value === name))),
    probe(name) {
      const each = byName.get(name)?.each;
      return each ? namesWithEach(inConfig, each) : inConfig;
    },
    probes: byName,
    freezes: () => compileFreezes(context, rule),
  };
}
