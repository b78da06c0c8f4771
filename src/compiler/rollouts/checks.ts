/** Checks: what is observed while a stage lasts. */
import type { ChecksBlock, Tolerance as WrittenTolerance } from '../../parser/tree.ts';
import type { Checks, Tolerance } from '../../plan/rollout.ts';
import type { CompileContext } from '../context.ts';
import { compileConditions, compileValues } from '../expressions.ts';
import type { Names } from '../scope.ts';

/** Milliseconds between two checks where a policy does not say. */
export const USUAL_EVERY = 60_000;

export function compileChecks(context: CompileContext, block: ChecksBlock, names: Names): Checks {
  const { every, warmup, tolerate, onFail, maxExtend } = block;
  if (every?.value === 0)
    context.sink.report('SEN1508', 'checks cannot be observed every `0s`', every.span, {
      help: 'write a duration above zero',
    });
  return {
    every: every?.value ?? USUAL_EVERY,
    warmup: warmup?.value ?? 0,
    require: compileConditions(context, block.require, names),
    prefer: compileConditions(context, block.prefer, names),
    show: compileValues(context, block.show, names),
    tolerate: compileTolerance(tolerate?.value),
    onFail: onFail?.value ?? 'rollback',
    ...(maxExtend && { maxExtend: maxExtend.value }),
  };
}

/** Without one, no failure is borne. */
export function compileTolerance(written: WrittenTolerance | undefined): Tolerance {
  if (!written) return { kind: 'total', count: 0 };
  const { count, of, consecutive } = written;
  if (consecutive) return { kind: 'consecutive', count };
  return of === undefined ? { kind: 'total', count } : { kind: 'of', count, of };
}
