/** Limits: how often releases may start. */
import type { LimitBlock } from '../parser/tree.ts';
import type { Limit } from '../plan/window.ts';
import { type CompileContext, locate } from './context.ts';
import { checkEnvironments } from './environments.ts';
import { compileCondition } from './expressions.ts';
import { checkKnownNames, reportRepeated } from './names.ts';
import { type Names, releaseFields } from './scope.ts';

export function compileLimits(context: CompileContext, names: Names): readonly Limit[] {
  return context.policy.limits.map((block) => compileLimit(context, block, names));
}

function compileLimit(context: CompileContext, block: LimitBlock, names: Names): Limit {
  const { name, atMost, by, span } = block;
  const environments = checkEnvironments(context, block.environments);
  checkKnownNames(context, 'field of a release', by, releaseFields);
  reportRepeated(context, 'field', by);
  const when = block.when && compileCondition(context, block.when, names);
  const except = block.except && compileCondition(context, block.except, names);
  return {
    name: name.value,
    mode: block.mode?.value ?? 'enforce',
    ...(environments && { environments }),
    ...(when && { when }),
    ...(except && { except }),
    atMost: atMost.map(({ value }) => value),
    by: by.map(({ value }) => value),
    location: locate(context, span),
  };
}
