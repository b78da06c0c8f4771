/** Limits: how often releases may start. */
import type { CompileContext } from './context.ts';
import { checkEnvironments } from './environments.ts';
import { compileConditions } from './expressions.ts';
import { checkKnownNames } from './names.ts';
import { refuse } from './not-yet.ts';
import { type Names, releaseFields } from './scope.ts';

export function compileLimits(context: CompileContext, names: Names): void {
  for (const { name, environments, by, when, except } of context.policy.limits) {
    checkEnvironments(context, environments);
    checkKnownNames(context, 'field of a release', by, releaseFields);
    compileConditions(context, [when, except], names);
    refuse(context, `the limit \`${name.value}\` is`, name.span);
  }
}
