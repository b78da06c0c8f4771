/** What the compilation of every block shares. */
import type { Catalog } from '../plan/descriptor.ts';
import type { DiagnosticSink } from '../plan/diagnostic.ts';
import type { PlanLocation } from '../plan/plan.ts';
import type { Span } from '../plan/span.ts';
import type { Policy } from '../parser/tree.ts';
import type { FactTable } from './expression/facts.ts';
import type { LeafTable } from './expression/leaves.ts';

export interface CompileContext {
  readonly policy: Policy;
  readonly catalog: Catalog;
  readonly sink: DiagnosticSink;
  readonly facts: FactTable;
  readonly leaves: LeafTable;
}

export function locate({ policy }: CompileContext, span: Span): PlanLocation {
  return { file: policy.file, span: [span.start, span.end] };
}
