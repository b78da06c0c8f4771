/** Freezes: times in which nothing starts or rises. */
import type { CompileContext } from './context.ts';
import { checkEnvironments } from './environments.ts';
import { compileConditions } from './expressions.ts';
import { refuse } from './not-yet.ts';
import type { Names } from './scope.ts';

export function compileFreezes(context: CompileContext, names: Names): void {
  for (const { name, environments, when, except } of context.policy.freezes) {
    checkEnvironments(context, environments);
    compileConditions(context, [when, except], names);
    refuse(context, `the freeze \`${name.value}\` is`, name.span);
  }
}
