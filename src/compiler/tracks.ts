/** Probes that tell the two sides of a rollout apart: those whose configuration interpolates `track`. */
import { DiagnosticSink } from '../plan/diagnostic.ts';
import { type Expression, isLiteralPart, partsOf } from '../parser/expression/ast.ts';
import { parseTemplate } from '../parser/expression/index.ts';
import type { Policy, ProbeBlock } from '../parser/tree.ts';
import { scalarsIn } from './scalars.ts';

/** The names of these probes. */
export function trackedProbes({ probes, file }: Policy): readonly string[] {
  return probes.filter((probe) => mentionsTrack(probe, file)).map(({ name }) => name.value);
}

function mentionsTrack({ component }: ProbeBlock, file: string): boolean {
  // What cannot be parsed is reported where the configuration is read.
  const sink = new DiagnosticSink(file);
  return (component ? scalarsIn(component.body) : []).some(({ text, offsets, template }) => {
    const read = text.includes('${') ? (template ?? parseTemplate(text, offsets, sink)) : undefined;
    const parts = read?.parts ?? [];
    return parts.some((part) => !isLiteralPart(part) && readsTrack(part));
  });
}

function readsTrack(expression: Expression): boolean {
  return (expression.kind === 'name' && expression.name === 'track') || partsOf(expression).some(readsTrack);
}
