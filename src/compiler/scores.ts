/** Scores: several criteria weighed into one number. */
import type { Score } from '../plan/plan.ts';
import type { Type } from '../plan/type.ts';
import { isDimensionless, typeName } from '../plan/type.ts';
import type { ScoreBlock } from '../parser/tree.ts';
import { type CompileContext, locate } from './context.ts';
import { compileValues } from './expressions.ts';
import type { Names } from './scope.ts';

const usual = { healthy: 0.85, degraded: 0.5 };

/** `names` are what criteria may read: no other score. */
export function compileScores(context: CompileContext, names: Names): readonly Score[] {
  return context.policy.scores.map((block) => compileScore(context, block, names));
}

function compileScore(context: CompileContext, block: ScoreBlock, names: Names): Score {
  const { name, healthy, degraded, span } = block;
  const criteria = block.criteria.flatMap(({ weight, of }) =>
    compileValues(context, [of], names).map((term) => ({ weight: weight?.value ?? 1, of: term })),
  );
  for (const { of } of criteria) {
    if (canCount(of.type)) continue;
    const [start, end] = of.span;
    context.sink.report(
      'SEN1403',
      `${typeName(of.type)} cannot be weighed`,
      { start, end },
      {
        help: 'a criterion is a condition, or a number from 0 to 1',
      },
    );
  }
  if (criteria.length > 0 && criteria.every(({ weight }) => weight === 0))
    context.sink.report('SEN1508', `the criteria of \`${name.value}\` weigh nothing`, name.span, {
      help: 'give at least one of them a weight above 0',
    });
  const levels = { healthy: healthy?.value ?? usual.healthy, degraded: degraded?.value ?? usual.degraded };
  if (levels.degraded >= levels.healthy)
    context.sink.report('SEN1508', '`degraded` is not below `healthy`', (degraded ?? healthy ?? name).span, {
      help: `write a number below ${levels.healthy}`,
    });
  return { name: name.value, criteria, ...levels, location: locate(context, span) };
}

function canCount(type: Type): boolean {
  return type === 'boolean' || type === 'any' || isDimensionless(type);
}
