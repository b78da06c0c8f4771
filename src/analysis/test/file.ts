/** A test file: its text, its structure, and which policy it is about. What its names mean, the policy says (`bind.ts`). */
import { type Diagnostic, DiagnosticSink } from '../../plan/diagnostic.ts';
import type { SourceText, Spanned } from '../../plan/span.ts';
import type { MapNode } from '../../parser/document.ts';
import { BlockReader } from '../../parser/policy/block-reader.ts';
import { dataOf } from '../../parser/schema/data.ts';
import { reportSchemaErrors } from '../../parser/schema/report.ts';
import { parseYaml } from '../../parser/yaml/index.ts';
import { testSchema } from './schema.ts';
import { writtenOut } from './tables.ts';
import { validateTests } from './test-validator.generated.js';

export interface TestFile {
  readonly file: string;
  /** Tables are written out. */
  readonly document: MapNode;
  /** As it is written; absent: the one beside. */
  readonly policy?: Spanned<string>;
}

export interface ReadTests {
  /** Absent where something is wrong with it. */
  readonly tests?: TestFile;
  readonly diagnostics: readonly Diagnostic[];
}

const subject = { name: 'test file', begins: '`policy: ./sentinel.yaml`' };

export function readTests(source: SourceText): ReadTests {
  const sink = new DiagnosticSink(source.file);
  const { diagnostics } = sink;
  const written = parseYaml(source, sink, subject);
  if (!written) return { diagnostics };
  const document = writtenOut(written, sink);
  if (!validateTests(dataOf(document)))
    reportSchemaErrors(validateTests.errors ?? [], document, sink, {
      schema: testSchema,
      what: 'a test file',
      at: document.entries[0]?.key.span ?? document.span,
    });
  if (sink.hasErrors) return { diagnostics: onceEach(diagnostics) };
  const policy = new BlockReader(document, document.span, sink).text('policy');
  return { tests: { file: source.file, document, ...(policy && { policy }) }, diagnostics };
}

/** What stands in a table's case is read for each row. */
export function onceEach(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const identity = ({ code, message, location }: Diagnostic): string =>
    `${code} ${location?.span.start ?? 0} ${message}`;
  return [...new Map(diagnostics.map((found) => [identity(found), found])).values()];
}
