/** Groups: rollouts that move together. */
import type { CompileContext } from './context.ts';
import { checkKnownNames } from './names.ts';
import { refuse } from './not-yet.ts';

export function compileGroups(context: CompileContext): void {
  const rollouts = context.policy.rollouts.map(({ name }) => name.value);
  for (const { name, rollouts: members } of context.policy.groups) {
    checkKnownNames(context, 'rollout of this policy', members, rollouts);
    refuse(context, `the group \`${name.value}\` is`, name.span);
  }
}
