/** The steps behind the assertions: text to findings and plan as `lint` does it, and what an editor offers. */
import { compileText } from '../app/policy/compile-text.ts';
import type { CompiledPolicy } from '../app/report.ts';
import { completions } from '../lsp/features/completion/index.ts';
import { Snapshot } from '../lsp/snapshot.ts';
import * as promql from '../plan/promql.ts';
import type { PolicyOptions } from './index.ts';

/** Midday of a Monday in UTC. */
export const testNow = Date.parse('2026-06-01T12:00:00Z');

export function lintText(
  text: string,
  { file = 'sentinel.yaml', now = testNow }: PolicyOptions = {},
): Omit<CompiledPolicy, 'path'> {
  return compileText(file, text, now, { slow: true, promql });
}

export function completionLabels(
  marked: string,
  { file = 'sentinel.yaml', before }: PolicyOptions & { readonly before?: string },
): readonly string[] {
  const settings = () => ({ slow: true });
  const earlier = before === undefined ? undefined : new Snapshot(file, before, settings);
  const snapshot = new Snapshot(file, marked.replace('▮', ''), settings, earlier);
  return completions(snapshot, marked.indexOf('▮')).map(({ label }) => label);
}
