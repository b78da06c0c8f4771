/** `finish: { promote: copy }`: what it needs to hand the users over to a stable side that runs the release too. */
import type { RolloutBlock } from '../../parser/tree.ts';
import type { Condition, Skeleton } from '../../plan/plan.ts';
import type { Traffic } from '../../plan/rollout.ts';
import type { Span } from '../../plan/span.ts';
import type { CompileContext } from '../context.ts';

export interface Copying {
  readonly identity: Condition | undefined;
  /** Of the word. */
  readonly span: Span;
}

export function checkCopy(
  context: CompileContext,
  block: RolloutBlock,
  traffic: Traffic,
  { identity, span }: Copying,
): void {
  const { sink, catalog } = context;
  const assigns = catalog.traffic.get(traffic.kind)?.descriptor.assigns;
  if (traffic.swaps || assigns)
    sink.report('SEN1512', '`copy` needs two servers that keep their roles', span, {
      help: assigns
        ? 'write `promote: none`'
        : 'write `stable` and `canary` instead of `slots`, or `promote: swap`',
    });
  if (!block.identity)
    sink.report('SEN1522', '`copy` waits until the stable side runs the release, and nothing tells', span, {
      help: 'add `identity: canary.version == release.version`, with a probe that reads the version by `${track}`',
    });
  else if (identity && !readsCanary(context, identity))
    sink.report(
      'SEN1522',
      '`copy` asks the stable side too, and this does not tell it from the canary',
      block.identity.span,
      {
        help: 'compare `canary.version`, of a probe that reads the version by `${track}`',
      },
    );
  if (block.finish?.keep)
    sink.report(
      'SEN1512',
      '`copy` leaves nothing of the old version that could be kept',
      block.finish.keep.span,
      {
        help: 'remove `keep`',
      },
    );
}

function readsCanary({ facts, leaves }: CompileContext, { skeleton }: Condition): boolean {
  return leavesOf(skeleton)
    .flatMap((index) => leaves.list()[index]?.facts ?? [])
    .some((slot) => {
      const source = facts.list()[slot]?.source;
      return source?.kind === 'probe' && source.track === 'canary';
    });
}

function leavesOf(skeleton: Skeleton): readonly number[] {
  if ('leaf' in skeleton) return [skeleton.leaf];
  if ('not' in skeleton) return leavesOf(skeleton.not);
  return ('all' in skeleton ? skeleton.all : skeleton.any).flatMap(leavesOf);
}
