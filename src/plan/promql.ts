/**
 * The syntax of PromQL, by the grammar that Prometheus itself publishes. It is large: import this file dynamically where
 * a program starts with every policy.
 */
import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** Where a query stops to make sense; undefined if it does not. */
export function promqlError(query: string): { readonly start: number; readonly end: number } | undefined {
  let first: { start: number; end: number } | undefined;
  parser.parse(query).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) first ??= { start: from, end: Math.max(to, Math.min(from + 1, query.length)) };
    },
  });
  return first;
}

/**
 * Whether two queries differ in names, strings and numbers only. A query with values filled in has the shape that it has
 * with harmless values of the same type, or a value has become code. Queries with errors have no shape.
 */
export function samePromqlShape(a: string, b: string): boolean {
  const shape = shapeOf(a);
  return shape !== undefined && shape === shapeOf(b);
}

/** The names of all nodes, nested by brackets; undefined where there are errors. */
function shapeOf(query: string): string | undefined {
  let shape = '';
  let wrong = false;
  parser.parse(query).iterate({
    enter: ({ type }) => {
      wrong ||= type.isError;
      shape += `(${type.name}`;
    },
    leave: () => {
      shape += ')';
    },
  });
  return wrong ? undefined : shape;
}

/** A selector as it is written, without `offset` and `@`; `range` is the text in its brackets. */
export interface PromqlSelector {
  readonly text: string;
  readonly range?: string;
}

/** The different selectors of series that a query rests upon, in order; what is asked whether it is absent is none. */
export function promqlSelectors(query: string): readonly PromqlSelector[] {
  const found = new Map<string, PromqlSelector>();
  parser.parse(query).iterate({
    enter: ({ name, node }) => {
      if (name === 'FunctionCall' && query.startsWith('absent', node.from)) return false;
      if (name !== 'VectorSelector') return undefined;
      const text = query.slice(node.from, node.to);
      const range = rangeOf(query, node);
      found.set(`${text} ${range ?? ''}`, { text, ...(range !== undefined && { range }) });
      return undefined;
    },
  });
  return [...found.values()];
}

function rangeOf(query: string, { parent }: SyntaxNode): string | undefined {
  const range = parent?.name === 'MatrixSelector' ? parent.getChild('DurationExpr') : null;
  return range ? query.slice(range.from, range.to) : undefined;
}

/** Whether the text is one selector, such as `http_requests_total{code="500"}`, and nothing else. */
export function isPromqlSelector(text: string): boolean {
  const top = parser.parse(text).topNode;
  const selector = top.firstChild;
  return (
    selector?.name === 'VectorSelector' && selector.nextSibling === null && promqlError(text) === undefined
  );
}
