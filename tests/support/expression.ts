/** Expressions from text, for tests that are about them alone. */
import { checkCondition, checkExpression } from '../../src/compiler/expression/index.ts';
import { FactTable } from '../../src/compiler/expression/facts.ts';
import type { Scope } from '../../src/compiler/expression/scope.ts';
import { straightOffsets } from '../../src/parser/document.ts';
import type { Expression, TemplateText } from '../../src/parser/expression/ast.ts';
import { parseExpression, parseTemplate } from '../../src/parser/expression/index.ts';
import { type Diagnostic, DiagnosticSink } from '../../src/plan/diagnostic.ts';
import type { Term } from '../../src/plan/term.ts';

/** Something read from a text, and what was found wrong. */
export interface Found<T> {
  readonly text: string;
  readonly value: T | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

function found<T>(text: string, read: (sink: DiagnosticSink) => T | undefined): Found<T> {
  const sink = new DiagnosticSink('sentinel.yaml');
  return { text, value: read(sink), diagnostics: sink.diagnostics };
}

export function parsed(text: string): Found<Expression> {
  return found(text, (sink) => parseExpression(text, straightOffsets(0), sink));
}

export function parsedTemplate(text: string): Found<TemplateText> {
  return found(text, (sink) => parseTemplate(text, straightOffsets(0), sink));
}

/** The tree of an expression that must be right. */
export function treeOf(text: string): Expression {
  return sound(parsed(text));
}

export function checked(text: string, scope: Scope, facts = new FactTable()): Found<Term> {
  const expression = treeOf(text);
  return found(text, (sink) => checkExpression(expression, scope, sink, facts));
}

export function checkedCondition(text: string, scope: Scope, facts = new FactTable()): Found<Term> {
  const expression = treeOf(text);
  return found(text, (sink) => checkCondition(expression, scope, sink, facts));
}

/** The value, where there must be one and nothing wrong with it. */
export function sound<T>({ text, value, diagnostics }: Found<T>): T {
  if (value === undefined || diagnostics.length > 0)
    throw new Error(`${text}\n${diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n')}`);
  return value;
}

/** `CODE message ⟦underlined⟧`, and on lines of their own the help and the suggested text. */
export function told({ text, diagnostics }: Found<unknown>): string {
  return diagnostics
    .map(({ code, message, help, location, suggestion }) => {
      const { start, end } = location?.span ?? { start: 0, end: 0 };
      const lines = [`${code} ${message} ⟦${text.slice(start, end)}⟧`];
      if (help !== undefined) lines.push(`help: ${help}`);
      if (suggestion) {
        const fixed = suggestion.edits.reduceRight(
          (result, edit) => result.slice(0, edit.span.start) + edit.text + result.slice(edit.span.end),
          text,
        );
        lines.push(`fix: ${fixed}`);
      }
      return lines.join('\n');
    })
    .join('\n');
}
