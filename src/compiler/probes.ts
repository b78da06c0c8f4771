/** Probes: what is measured, each along its kind's descriptor. */
import type { ProbeDescriptor } from '../plan/descriptor.ts';
import type { PlanLocation, PlanProbe } from '../plan/plan.ts';
import type { MapNode } from '../parser/document.ts';
import type { ProbeBlock } from '../parser/tree.ts';
import { type CompiledComponent, compileComponent } from './component.ts';
import { factsInConfig, readConfig } from './config.ts';
import { type CompileContext, locate } from './context.ts';
import { compileEach, namesWithEach } from './each.ts';
import { fieldTypes } from './fields.ts';
import type { Names } from './scope.ts';

/** `names` are what the configurations may read. A probe of which nothing can be known is left out, and reported. */
export function compileProbes(context: CompileContext, names: Names): readonly PlanProbe[] {
  return context.policy.probes.flatMap((block) => compileProbe(context, block, names) ?? []);
}

function compileProbe(context: CompileContext, block: ProbeBlock, names: Names): PlanProbe | undefined {
  const { name, component, span } = block;
  if (!component) return undefined;
  const each = block.each && compileEach(context, block.each, names);
  const inner = each ? namesWithEach(names, each) : names;
  const compiled = compileComponent(context, 'probe', component, context.catalog.probes, inner);
  return compiled && { ...planProbe(name.value, compiled, locate(context, span)), ...(each && { each }) };
}

/** The repository that the policy lies in, which every policy may ask without declaring it. */
export function implicitGit(context: CompileContext): readonly PlanProbe[] {
  const entry = context.catalog.probes.get('git');
  if (!entry) return [];
  const { span } = context.policy;
  const body: MapNode = { kind: 'map', span, flow: true, entries: [], closing: [] };
  const config = readConfig(context, body, entry.descriptor.config, new Map());
  return [planProbe('git', { descriptor: entry.descriptor, config }, locate(context, span))];
}

function planProbe(
  name: string,
  { descriptor, config }: CompiledComponent<ProbeDescriptor>,
  location: PlanLocation,
): PlanProbe {
  const { kind, defaultField } = descriptor;
  return {
    name,
    kind,
    config,
    fields: fieldTypes(descriptor, config),
    ...(defaultField !== undefined && { defaultField }),
    reads: [...factsInConfig(config)],
    location,
  };
}
