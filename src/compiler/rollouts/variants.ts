/** Variants: several new versions at once, each with its share in every stage. */
import type { RolloutBlock, StageBlock } from '../../parser/tree.ts';
import type { Split } from '../../plan/assignment.ts';
import type { Spanned } from '../../plan/span.ts';
import type { CompileContext } from '../context.ts';
import { checkKnownNames } from '../names.ts';
import { percent } from './percent.ts';

/** Their names. */
export function variantsOf({ variants }: RolloutBlock): readonly Spanned<string>[] {
  if (variants?.kind !== 'map') return [];
  return variants.entries.map(({ key }) => ({ value: key.text, span: key.span }));
}

/** A variant is its name alone; what it means is the program's that asks for it. */
export function checkVariants({ sink }: CompileContext, { variants }: RolloutBlock): void {
  if (variants?.kind !== 'map') return;
  for (const { key, value } of variants.entries) {
    const [first] = value.kind === 'map' ? value.entries : [];
    if (first)
      sink.report('SEN1101', `\`${first.key.text}\` is not a key of a variant`, first.key.span, {
        help: `a variant has no keys: \`${key.text}: {}\`; its share stands in the stages`,
      });
  }
}

/** The share of a stage as a fraction: what it says, or the sum of what its variants get. */
export function shareOf(
  context: CompileContext,
  { weight, weights, span }: StageBlock,
  variants: readonly Spanned<string>[],
): Spanned<number> | undefined {
  const { sink } = context;
  if (weights) {
    checkKnownNames(
      context,
      'variant of this rollout',
      weights.map(({ variant }) => variant),
      variants.map(({ value }) => value),
    );
    if (weight)
      sink.report('SEN1512', 'a stage has a `weight` or `weights`, not both', weight.span, {
        help: 'remove one of them',
      });
    return { value: weights.reduce((sum, one) => sum + one.weight.value, 0), span };
  }
  if (!weight)
    sink.report('SEN1522', 'a stage without a weight', span, {
      help: variants[0] ? `write \`weights: { ${variants[0].value}: 10% }\`` : 'write `weight: 10%`',
    });
  else if (variants[0])
    sink.report('SEN1522', 'a stage that shares nothing out to the variants', weight.span, {
      help: `write \`weights: { ${variants[0].value}: 10% }\``,
    });
  return weight;
}

/** How the stages share their users, by weight; the weight alone must tell which of them it is. */
export function splitsOf({ sink }: CompileContext, stages: readonly StageBlock[]): readonly Split[] {
  const splits: Split[] = [];
  for (const { weights = [], span } of stages) {
    const shares = weights.map(({ variant, weight }) => [variant.value, percent(weight.value)] as const);
    const weight = percent(weights.reduce((sum, one) => sum + one.weight.value, 0));
    if (shares.length > 0 && weight <= (splits.at(-1)?.weight ?? 0))
      sink.report('SEN1508', 'a stage whose variants have no more together than in the one before', span, {
        help: 'each stage takes more traffic than the one before',
      });
    if (shares.length > 0) splits.push({ weight, weights: Object.fromEntries(shares) });
  }
  return splits;
}
