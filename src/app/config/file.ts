/** Configuration files in YAML: one map, strictly read, whose mistakes are all told at once. */
import type { MapNode } from '../../parser/document.ts';
import { parseYaml } from '../../parser/yaml/index.ts';
import type { Code } from '../../plan/codes/index.ts';
import { type Diagnostic, diagnostic, DiagnosticSink } from '../../plan/diagnostic.ts';
import { SourceText } from '../../plan/span.ts';
import { LARGEST_POLICY, readTextFile } from '../read-file.ts';
import { Refusal } from '../refusal.ts';

/** `value` is absent where nothing but comments is written. */
export interface ConfigFile<T> {
  readonly value?: T;
}

/**
 * `path` is absolute, `name` what people call it, `code` that of its mistakes, `holds` what it may hold. Undefined if there is no such file;
 * refuses when `read`, or the syntax, reports anything.
 */
export function readConfigFile<T>(
  path: string,
  name: string,
  { code, holds }: { readonly code: Code; readonly holds: string },
  read: (root: MapNode, sink: DiagnosticSink) => T,
): ConfigFile<T> | undefined {
  const text = readTextFile(path, name, LARGEST_POLICY);
  if (text === undefined) return undefined;
  const sink = new DiagnosticSink(name);
  const root = isBlank(text) ? undefined : parseYaml(new SourceText(name, text), sink);
  const value = root && read(root, sink);
  const found = sink.diagnostics.map((one) => (one.code === 'SEN1102' ? noMap(one, code, holds) : one));
  if (found.length > 0) throw new Refusal(found, new Map([[name, text]]));
  return value === undefined ? {} : { value };
}

/** The parser speaks of policies. */
function noMap({ location }: Diagnostic, code: Code, holds: string): Diagnostic {
  return diagnostic(code, 'the configuration is a map of keys', location, { help: `it may hold ${holds}` });
}

/** Nothing but comments. */
function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(?:#|$)/u.test(line));
}
