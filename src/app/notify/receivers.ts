/** The receivers of a policy's notifications. */
import type { Notification } from '../../plan/notification.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import { isUnknown } from '../../plan/value.ts';
import { resolveConfig } from '../../runtime/core/resolve-config.ts';
import type { Receiver } from '../../runtime/engine/notify/outbox.ts';
import { NotifyFailure } from '../../runtime/failure.ts';
import { loadNotifier } from '../adapters.ts';
import { catalog } from '../catalog.ts';
import { givenReader } from '../given-reader.ts';
import { worldFor } from '../rollout/open.ts';
import type { Site } from '../rollout/site.ts';
import { withoutSecrets } from '../without-secrets.ts';

/** Where the configuration of a receiver is filled in. */
export type NotifySite = Pick<Site, 'host' | 'root' | 'plan' | 'environment' | 'signal'>;

export function receiversOf(site: NotifySite): readonly Receiver[] {
  return site.plan.notifications.map((notification) => receiverOf(site, notification));
}

function receiverOf(site: NotifySite, { name, on, kind, config }: Notification): Receiver {
  const { host, root, plan } = site;
  return {
    name,
    on: new Set<string>(on),
    resolves: catalog.notifiers.get(kind)?.descriptor.resolves === true,
    async send(message, signal) {
      // Read anew for each message: settings differ by environment, and secrets change.
      const resolved = await resolvedFor({ ...site, signal }, plan, config, message.subject['env']);
      const notifier = await loadNotifier(kind);
      const { clock, redactor } = host;
      await notifier.send(withoutSecrets(message, redactor), resolved, { clock, signal, root });
    },
  };
}

async function resolvedFor(
  site: NotifySite,
  plan: EvaluationPlan,
  config: Notification['config'],
  env: string | undefined,
) {
  const release = env === undefined ? {} : { env };
  const { world } = await worldFor(site, plan, { release, set: [] });
  const resolved = resolveConfig(config, givenReader(plan, world));
  if (isUnknown(resolved)) throw new NotifyFailure(resolved.reason);
  return resolved;
}
