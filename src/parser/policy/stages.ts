/** The steps of exposure. */
import type { ApproveBlock, ChecksBlock, RampBlock, StageBlock } from '../tree.ts';
import type { BlockReader } from './block-reader.ts';
import { defined } from './defined.ts';
import { readTolerance } from './forms.ts';

export function readStages(block: BlockReader): readonly StageBlock[] {
  return block.blocks('stages').map((stage) =>
    defined({
      kind: 'stage' as const,
      span: stage.span,
      weight: stage.ratio('weight'),
      weights: readWeights(stage),
      hold: stage.duration('hold'),
      approve: readApprove(stage),
      exit: stage.texts('exit'),
      checks: readChecks(stage),
      when: stage.expression('when'),
    }),
  );
}

function readWeights(stage: BlockReader): StageBlock['weights'] {
  const weights = stage.block('weights');
  return weights?.node.entries.flatMap(({ key }) => {
    const weight = weights.ratio(key.text);
    return weight ? { variant: { value: key.text, span: key.span }, weight } : [];
  });
}

/** `approve: sre` is short for `{ from: sre }`. */
function readApprove(stage: BlockReader): ApproveBlock | undefined {
  const group = stage.text('approve');
  if (group) return { from: group, span: group.span };
  const approve = stage.block('approve');
  return (
    approve &&
    defined({
      span: approve.span,
      from: approve.text('from'),
      count: approve.number('count'),
      notAuthor: approve.boolean('not_author'),
      expires: approve.duration('expires'),
    })
  );
}

export function readRamp(block: BlockReader): RampBlock | undefined {
  const ramp = block.block('ramp');
  return (
    ramp &&
    defined({
      span: ramp.span,
      from: ramp.ratio('from'),
      by: ramp.ratio('by'),
      to: ramp.ratio('to'),
      every: ramp.duration('every'),
    })
  );
}

export function readChecks(block: BlockReader): ChecksBlock | undefined {
  const checks = block.block('checks');
  if (checks && !checks.has('require'))
    checks.report('SEN1522', 'checks that require nothing', checks.span, {
      help: 'add `require:` with a condition; what is only shown decides nothing',
    });
  return (
    checks &&
    defined({
      kind: 'checks' as const,
      span: checks.span,
      every: checks.duration('every'),
      warmup: checks.duration('warmup'),
      require: checks.expressions('require'),
      prefer: checks.expressions('prefer'),
      show: checks.expressions('show'),
      tolerate: checks.formOfNumber('tolerate', readTolerance),
      onFail: checks.word('on_fail', ['rollback', 'pause', 'hold']),
      maxExtend: checks.duration('max_extend'),
    })
  );
}
