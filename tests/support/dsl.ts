/** Texts through the DSL reader, in forms that tests can compare. */
import { DiagnosticSink } from '../../src/plan/diagnostic.ts';
import { SourceText } from '../../src/plan/span.ts';
import type { MapNode } from '../../src/parser/document.ts';
import { parseDsl } from '../../src/parser/dsl/index.ts';
import { dataOf } from '../../src/parser/schema/data.ts';

export interface DslReading {
  readonly root: MapNode | undefined;
  /** The values alone, as JSON would hold them. */
  readonly data: unknown;
  /** `CODE underlined text` of each finding, by place. */
  readonly found: readonly string[];
  /** `message; help` of each. */
  readonly messages: readonly string[];
  /** The text with each suggestion applied. */
  readonly fixes: readonly string[];
}

export function readDsl(text: string): DslReading {
  const sink = new DiagnosticSink('policy.sntl');
  const root = parseDsl(new SourceText('policy.sntl', text), sink);
  const start = (index: number): number => sink.diagnostics[index]?.location?.span.start ?? 0;
  const order = [...sink.diagnostics.keys()].toSorted((a, b) => start(a) - start(b));
  const diagnostics = order.flatMap((index) => sink.diagnostics[index] ?? []);
  return {
    root,
    data: root && JSON.parse(JSON.stringify(dataOf(root))),
    found: diagnostics.map(
      ({ code, location }) => `${code} ${text.slice(location?.span.start, location?.span.end)}`,
    ),
    messages: diagnostics.map(({ message, help }) => (help === undefined ? message : `${message}; ${help}`)),
    fixes: diagnostics.flatMap(({ suggestion }) =>
      suggestion
        ? suggestion.edits.reduceRight(
            (rest, { span, text: insert }) => rest.slice(0, span.start) + insert + rest.slice(span.end),
            text,
          )
        : [],
    ),
  };
}

/** A policy with these clauses. */
export function readClauses(clauses: string): DslReading {
  return readDsl(`policy "shop" {\n${clauses}\n}`);
}

/** What these clauses write beside the version and the name; nothing may be wrong with them. */
export function written(clauses: string): unknown {
  const { data, messages } = readClauses(clauses);
  if (messages.length > 0) throw new Error(messages.join('\n'));
  const { sentinel: _version, policy: _name, ...rest } = data as Record<string, unknown>;
  return rest;
}
