import { readRatio } from '../../plan/units.ts';
import type { RollbackBlock } from '../tree.ts';
import type { BlockReader } from './block-reader.ts';
import { defined } from './defined.ts';
import { type Reading, readTolerance } from './forms.ts';

export function readRollback(rollout: BlockReader): RollbackBlock | undefined {
  const rollback = rollout.block('rollback');
  if (!rollback) return undefined;
  const alias = rollback.keySpan('if');
  if (alias && rollback.value('when'))
    rollback.report('SEN1111', '`if` is the same as `when`, which is given too', alias, {
      help: 'keep one of them',
    });
  return defined({
    span: rollback.span,
    when: rollback.expression('when') ?? rollback.expression('if'),
    tolerate: rollback.formOfNumber('tolerate', readTolerance),
    to: rollback.form('to', readTarget),
    retry: rollback.number('retry'),
    quarantine: rollback.boolean('quarantine'),
    tiers: rollback.blocks('tiers').map((tier) =>
      defined({
        span: tier.span,
        component: tier.component(['within'], 'this tier', tier.firstKey),
        within: tier.duration('within'),
      }),
    ),
  });
}

/** A share of the traffic, or the stage before. */
function readTarget(text: string): Reading<string> {
  if (text === 'previous_stage') return { value: text };
  const ratio = readRatio(text);
  return 'value' in ratio
    ? { value: text }
    : { wrong: `\`${text}\` is neither a percentage such as \`0%\` nor \`previous_stage\`` };
}
