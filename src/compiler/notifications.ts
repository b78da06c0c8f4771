/** Notifications: who is told of what. */
import type { CompileContext } from './context.ts';
import { refuse } from './not-yet.ts';

export function compileNotifications(context: CompileContext): void {
  for (const { name } of context.policy.notifications)
    refuse(context, `the notification \`${name.value}\` is`, name.span);
}
