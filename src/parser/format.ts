/** Policies in their canonical form. */
import type { Diagnostic } from '../plan/diagnostic.ts';
import type { SourceText } from '../plan/span.ts';
import { parsePolicy } from './index.ts';
import { printDsl } from './print/dsl/index.ts';
import { printYaml } from './print/yaml/index.ts';
import { type Syntax, syntaxOf } from './syntax.ts';

/** The text, or why there is none: what has errors is left as it is. */
export type Formatting = { readonly text: string } | { readonly diagnostics: readonly Diagnostic[] };

/** The policy in its own syntax, or in another one. */
export function formatPolicy(source: SourceText, to: Syntax = syntaxOf(source.file)): Formatting {
  const { policy, diagnostics } = parsePolicy(source);
  if (!policy || diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics };
  return { text: to === 'yaml' ? printYaml(policy.document) : printDsl(policy.document) };
}
