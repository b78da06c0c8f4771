/** What shifts traffic: a component with two slots. */
import type { Component } from '../../parser/tree.ts';
import type { Traffic } from '../../plan/rollout.ts';
import { compileComponent } from '../component.ts';
import { factsInConfig } from '../config.ts';
import { type CompileContext, locate } from '../context.ts';
import type { Names } from '../scope.ts';

/** Undefined, and reported, where it is none. */
export function compileDriver(
  context: CompileContext,
  component: Component,
  names: Names,
): Traffic | undefined {
  const compiled = compileComponent(context, 'traffic driver', component, context.catalog.traffic, names);
  if (!compiled) return undefined;
  const { config, descriptor } = compiled;
  const roles = descriptor.assigns ? switched : rolesIn(config);
  if (!roles) {
    context.sink.report('SEN1512', `\`${descriptor.kind}\` needs two slots`, component.kind.span, {
      help: 'write `slots` with two names, or `stable` and `canary`',
    });
    return undefined;
  }
  return {
    kind: descriptor.kind,
    config,
    ...roles,
    reads: [...factsInConfig(config)],
    location: locate(context, component.kind.span),
  };
}

/** A flag has no slots: who is in sees the new version, and everybody else the old one. */
const switched: Pick<Traffic, 'roles' | 'swaps'> = { roles: { stable: 'off', canary: 'on' }, swaps: false };

/** Slots exchange their roles, `stable` and `canary` keep them; one of the two is written. */
function rolesIn({ slots, stable, canary }: Traffic['config']): Pick<Traffic, 'roles' | 'swaps'> | undefined {
  const fixed = typeof stable === 'string' && typeof canary === 'string';
  if (slots === undefined) return fixed ? { roles: { stable, canary }, swaps: false } : undefined;
  if (stable !== undefined || canary !== undefined || typeof slots !== 'object') return undefined;
  const [first, second] = Array.isArray(slots) ? slots : Object.keys(slots);
  return typeof first === 'string' && typeof second === 'string' && first !== second
    ? { roles: { stable: first, canary: second }, swaps: true }
    : undefined;
}
