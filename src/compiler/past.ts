/** `over:` asks about the past, which only some probes can answer. */
import type { Condition, PlanProbe, Skeleton } from '../plan/plan.ts';
import { type Span, spanOf } from '../plan/span.ts';
import { subterms, type Term, type TermOf } from '../plan/term.ts';
import type { CompileContext } from './context.ts';

/** Reports each reading of a probe that knows only the present, and a gate that reads no probe at all. */
export function checkPast(
  context: CompileContext,
  over: Span,
  conditions: readonly Condition[],
  probes: readonly PlanProbe[],
): void {
  const sources = new Map(context.facts.list().map(({ id, source }) => [id, source]));
  const kinds = new Map(probes.map(({ name, kind }) => [name, kind]));
  let readings = 0;
  for (const { fact, span } of conditions.flatMap(({ skeleton }) => readingsIn(context, skeleton))) {
    const source = sources.get(fact);
    if (source?.kind !== 'probe') continue;
    readings++;
    const kind = kinds.get(source.probe) ?? '';
    if (!context.catalog.probes.get(kind)?.descriptor.range)
      context.sink.report('SEN1509', `a probe of kind \`${kind}\` cannot look back`, spanOf(...span), {
        help: 'observe from now on with `for`, or ask a probe such as `prometheus`',
      });
  }
  if (readings === 0 && conditions.length > 0)
    context.sink.report('SEN1509', 'the gate reads no probe, so there is no past to ask about', over, {
      help: 'remove `over`',
    });
}

function readingsIn(context: CompileContext, skeleton: Skeleton): readonly TermOf<'fact'>[] {
  if ('leaf' in skeleton) {
    const leaf = context.leaves.list()[skeleton.leaf];
    return leaf ? factTerms(leaf.term) : [];
  }
  if ('not' in skeleton) return readingsIn(context, skeleton.not);
  return ('all' in skeleton ? skeleton.all : skeleton.any).flatMap((item) => readingsIn(context, item));
}

function factTerms(term: Term): readonly TermOf<'fact'>[] {
  return term.op === 'fact' ? [term] : subterms(term).flatMap(factTerms);
}
