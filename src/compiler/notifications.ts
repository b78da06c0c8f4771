/** Notifications: who is told of what. */
import type { Notification, NotificationEvent } from '../plan/notification.ts';
import { compileComponent } from './component.ts';
import { factsInConfig } from './config.ts';
import { type CompileContext, locate } from './context.ts';
import type { Names } from './scope.ts';

/** `names` are what the bodies may interpolate. */
export function compileNotifications(context: CompileContext, names: Names): readonly Notification[] {
  const { policy, catalog } = context;
  return policy.notifications.flatMap(({ name, on, component, span }) => {
    const compiled =
      component && compileComponent(context, 'notification', component, catalog.notifiers, names);
    if (!compiled) return [];
    const { config, descriptor } = compiled;
    return {
      name: name.value,
      // The schema has checked the words.
      on: on.map(({ value }) => value as NotificationEvent),
      kind: descriptor.kind,
      config,
      reads: [...factsInConfig(config)],
      location: locate(context, span),
    };
  });
}
