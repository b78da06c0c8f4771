import { type DocumentNode, entryOf, type MapNode, type ScalarNode } from '../../parser/document.ts';
import { spanOf } from '../../plan/span.ts';
import type { LintContext, PromqlGrammar, Rule } from './context.ts';

/** A query that no server will take. */
export const promqlSyntax: Rule = {
  code: 'SEN1235',
  speed: 'slow',
  need: 'promql',
  check(context, grammar) {
    for (const { component } of context.policy.probes) {
      if (component?.kind.value !== 'prometheus') continue;
      const { body } = component;
      for (const key of ['query', 'samples']) checkQuery(context, scalarAt(body, key), grammar);
      const ratio = entryOf(body, 'ratio')?.value;
      for (const key of ['bad', 'total']) checkSelector(context, scalarAt(ratio, key), grammar);
    }
  },
};

function scalarAt(node: DocumentNode | undefined, key: string): ScalarNode | undefined {
  const value = node?.kind === 'map' ? entryOf(node satisfies MapNode, key)?.value : undefined;
  return value?.kind === 'scalar' ? value : undefined;
}

/** What an interpolation may stand for: part of a name or a text, a number, a duration. */
const standIns: readonly ((length: number) => string)[] = [
  (length) => 'x'.repeat(length),
  (length) => '1'.repeat(length),
  (length) => `${'1'.repeat(length - 1)}m`,
];

/** The text with each interpolation made harmless, in its own length. */
function* readings(text: string): Generator<string> {
  const interpolation = /\$\{(?:[^}"']|"[^"]*"|'[^']*')*\}/gu;
  for (const standIn of standIns) yield text.replaceAll(interpolation, ({ length }) => standIn(length));
}

function checkQuery(
  { report }: LintContext,
  node: ScalarNode | undefined,
  { promqlError }: PromqlGrammar,
): void {
  if (!node) return;
  const errors = Array.from(readings(node.text), promqlError).filter((error) => error !== undefined);
  if (errors.length < standIns.length) return;
  // The reading that gets furthest is the one that was meant.
  const { start: found, end } = errors.reduce((a, b) => (b.start > a.start ? b : a));
  const isEnd = found >= node.text.length;
  const start = isEnd ? found - 1 : found;
  report(
    isEnd ? 'the query ends too soon' : 'PromQL cannot be read from here on',
    spanOf(node.offsets.at(start), node.offsets.at(end)),
    { help: 'try it in the expression browser of Prometheus' },
  );
}

function checkSelector(
  { report }: LintContext,
  node: ScalarNode | undefined,
  { isPromqlSelector }: PromqlGrammar,
): void {
  if (node && !Array.from(readings(node.text), isPromqlSelector).includes(true))
    report('this is not one selector of counters', node.span, {
      help: 'write a selector without a range or function, such as `http_requests_total{code=~"5.."}`',
    });
}
