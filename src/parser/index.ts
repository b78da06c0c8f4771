/** Policies: from text to the syntax tree, whatever the syntax. */
import { type Diagnostic, DiagnosticSink } from '../plan/diagnostic.ts';
import type { SourceText } from '../plan/span.ts';
import { parseDsl } from './dsl/index.ts';
import { readPolicy } from './policy/index.ts';
import { syntaxOf } from './syntax.ts';
import type { Policy } from './tree.ts';
import { parseYaml } from './yaml/index.ts';

export interface ParsedPolicy {
  /** Absent when nothing of it can be read. With diagnostics it holds what could be. */
  readonly policy?: Policy;
  readonly diagnostics: readonly Diagnostic[];
}

/** The file's name decides the syntax. */
export function parsePolicy(source: SourceText): ParsedPolicy {
  const sink = new DiagnosticSink(source.file);
  const document = syntaxOf(source.file) === 'dsl' ? parseDsl(source, sink) : parseYaml(source, sink);
  const policy = document && readPolicy(document, sink);
  return { ...(policy && { policy }), diagnostics: inOrder(sink.diagnostics) };
}

/** By place, each once: what an alias stands for is read as often as it is used. */
function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const start = ({ location }: Diagnostic): number => location?.span.start ?? 0;
  const identity = (found: Diagnostic): string => `${found.code} ${start(found)} ${found.message}`;
  return [...new Map(diagnostics.map((found) => [identity(found), found])).values()].toSorted(
    (a, b) => start(a) - start(b),
  );
}
