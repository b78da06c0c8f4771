/** `notify --test`: a message of which nothing follows, to each receiver at once. */
import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { suggestName } from '../../plan/did-you-mean.ts';
import type { Receiver } from '../../runtime/engine/notify/outbox.ts';
import { NotifyFailure } from '../../runtime/failure.ts';
import type { Message } from '../../runtime/ports/notifier.ts';
import { environmentAccess } from '../context/environment.ts';
import type { Host } from '../host.ts';
import { findPolicy, loadValidPolicy, treeOf } from '../policy/loader.ts';
import { loadOperatorConfig } from '../config/operator.ts';
import { refuse } from '../refusal.ts';
import type { NotifyReport } from '../report.ts';
import type { NotifyRequest } from '../requests.ts';
import { receiversOf } from './receivers.ts';

export async function testNotifications(request: NotifyRequest, host: Host): Promise<NotifyReport> {
  const { signal, name, env } = request;
  if (request.untrusted) refuse('SEN2020', 'an untrusted policy tells nobody of anything');
  const path = findPolicy(host.cwd, request.policy);
  const root = dirname(path);
  const operator = await loadOperatorConfig(host, request.config, treeOf(root));
  const { plan } = await loadValidPolicy({ ...request, policy: path }, host);
  const environment = environmentAccess(host.env, { ...operator, untrusted: false });
  const all = receiversOf({ host, root, plan, environment, signal });
  const named = all.filter((receiver) => name === undefined || receiver.name === name);
  if (named.length === 0)
    refuse(
      'SEN2804',
      name === undefined
        ? `the policy ${plan.policy} tells nobody of anything`
        : `the policy has no notification \`${name}\``,
      {
        help:
          name === undefined
            ? 'write `notifications:` into it'
            : (suggestName(
                name,
                all.map((receiver) => receiver.name),
              ) ?? `it has ${all.map((receiver) => `\`${receiver.name}\``).join(', ')}`),
      },
    );
  const message = testMessage(plan.policy, env, host.clock.now());
  const sent = await Promise.all(
    named.map(async (receiver) => {
      const why = await failureOf(receiver, message, signal);
      return { name: receiver.name, ...(why !== undefined && { why }) };
    }),
  );
  return { policy: plan.policy, sent };
}

function testMessage(policy: string, env: string | undefined, at: number): Message {
  return {
    id: randomUUID(),
    event: 'test',
    at,
    text: `Safe: this is a test of the notifications of ${policy}, and nothing happened`,
    details: [],
    policy,
    subject: env === undefined ? {} : { env },
    about: `${policy} (test)`,
    state: 'news',
    severity: 'info',
  };
}

async function failureOf(
  receiver: Receiver,
  message: Message,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    await receiver.send(message, signal);
    return undefined;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof NotifyFailure) return error.message;
    throw error;
  }
}
