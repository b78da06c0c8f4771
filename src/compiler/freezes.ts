/** Freezes: times in which nothing starts or rises. */
import type { FreezeBlock } from '../parser/tree.ts';
import type { Freeze, FrozenAction } from '../plan/window.ts';
import { type CompileContext, locate } from './context.ts';
import { checkEnvironments } from './environments.ts';
import { compileCondition } from './expressions.ts';
import { compileWindow } from './freezes/window.ts';
import { compileZone } from './freezes/zone.ts';
import { reportRepeated } from './names.ts';
import type { Names } from './scope.ts';

/** Those that hold at some time; the others are reported. */
export function compileFreezes(context: CompileContext, names: Names): readonly Freeze[] {
  return context.policy.freezes.flatMap((block) => compileFreeze(context, block, names) ?? []);
}

const actions: readonly FrozenAction[] = ['start', 'promote'];

function compileFreeze(context: CompileContext, block: FreezeBlock, names: Names): Freeze | undefined {
  const { name, reason, blocks, inFlight, span } = block;
  const environments = checkEnvironments(context, block.environments);
  const window = compileWindow(context, block.window, {
    name: `the freeze \`${name.value}\``,
    span: name.span,
    two: 'two freezes',
  });
  const timezone = compileZone(context, block.timezone);
  const when = block.when && compileCondition(context, block.when, names);
  const except = block.except && compileCondition(context, block.except, names);
  reportRepeated(context, 'action', blocks ?? []);
  return (
    window && {
      name: name.value,
      mode: block.mode?.value ?? 'enforce',
      ...(environments && { environments }),
      ...(when && { when }),
      ...(except && { except }),
      window,
      timezone,
      ...(reason && { reason: reason.value }),
      blocks: blocks ? actions.filter((action) => blocks.some(({ value }) => value === action)) : actions,
      inFlight: inFlight?.value ?? 'pause',
      location: locate(context, span),
    }
  );
}
