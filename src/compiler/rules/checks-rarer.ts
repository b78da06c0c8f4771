import { type Expression, isLiteralPart } from '../../parser/expression/ast.ts';
import type { ChecksBlock, Policy, RolloutBlock } from '../../parser/tree.ts';
import type { ConfigRecord, EvaluationPlan, Track } from '../../plan/plan.ts';
import type { Spanned } from '../../plan/span.ts';
import { formatDurationLiteral } from '../../plan/units.ts';
import { USUAL_EVERY } from '../rollouts/checks.ts';
import type { Rule } from './context.ts';
import { checksOf, everyPart } from './support/conditions.ts';

/** Checks that cannot come as often as they are asked for: a probe counts for longer than that, and the look waits for it. */
export const checksRarer: Rule = {
  code: 'SEN1240',
  speed: 'fast',
  need: 'plan',
  check({ policy, report }, plan) {
    const spans = timesOf(plan);
    if (spans.size === 0) return;
    for (const rollout of policy.rollouts)
      for (const checks of checksOf(rollout)) {
        const every = checks.every?.value ?? USUAL_EVERY;
        const [slowest] = readIn(policy, rollout, checks)
          .map((name) => ({ ...name, takes: spans.get(name.value) ?? 0 }))
          .toSorted((a, b) => b.takes - a.takes);
        if (!slowest || slowest.takes <= every) continue;
        const [takes, asked] = [slowest.takes, every].map(formatDurationLiteral);
        report(
          `\`${slowest.value}\` counts for ${takes}, so that these checks come every ${takes} and not every ${asked}`,
          checks.every?.span ?? slowest.span,
          { help: `write \`every: ${takes}\`, or let \`${slowest.value}\` count for at most \`${asked}\`` },
        );
      }
  },
};

/** How long one look of a probe takes by itself: the time between its two reads. */
function timesOf({ probes }: EvaluationPlan): ReadonlyMap<string, number> {
  return new Map(
    probes.flatMap(({ name, kind, config }) => {
      if (kind === 'haproxy') return [[name, numberIn(config, 'window')] as const];
      if (kind !== 'metrics') return [];
      const parts = [config['growth'], config['ratio'], config['quantile']] as (ConfigRecord | undefined)[];
      const times = parts.map((part) => numberIn(part, 'over') || numberIn(part, 'window'));
      return [[name, Math.max(...times)] as const];
    }),
  );
}

function numberIn(config: ConfigRecord | undefined, key: string): number {
  const value = config?.[key];
  return typeof value === 'number' ? value : 0;
}

/** Names that are measured with these checks, through scores too. */
function readIn(
  { scores }: Policy,
  { rollback }: RolloutBlock,
  { require, prefer, show }: ChecksBlock,
): readonly Spanned<string>[] {
  const names = namesIn([...require, ...prefer, ...show, ...(rollback?.when ? [rollback.when] : [])]);
  return names.flatMap((read) => {
    const score = scores.find(({ name }) => name.value === read.value);
    return score ? namesIn(score.criteria.flatMap(({ of }) => of ?? [])) : [read];
  });
}

/** `errors`, and of `canary.errors` what is measured on that side. */
function namesIn(expressions: readonly Expression[]): readonly Spanned<string>[] {
  return expressions.flatMap(everyPart).flatMap((part) => {
    if (part.kind === 'name') return [{ value: part.name, span: part.span }];
    if (part.kind !== 'member' || part.of.kind !== 'name' || !sides.has(part.of.name)) return [];
    return part.key.kind === 'text' ? part.key.parts.filter(isLiteralPart) : [];
  });
}

const sides: ReadonlySet<string> = new Set(['canary', 'stable'] satisfies Track[]);
