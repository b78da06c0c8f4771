import { NotifyFailure } from '../../failure.ts';
import { requiredSecretOf } from '../../host/config.ts';
import { failingAs } from '../../host/failures.ts';
import { post } from '../../host/network/post.ts';
import { hookHeaders } from '../../host/network/standard-webhooks.ts';
import { jsonOfMessage } from '../../host/message-json.ts';
import type { ResolvedRecord } from '../../ports/index.ts';
import type { Message, Notifier, NotifyContext } from '../../ports/notifier.ts';

export const notifier: Notifier = {
  send: (message, config, context) => failingAs(NotifyFailure, () => send(message, config, context)),
};

/** The time of the headers is that of the attempt: receivers refuse old ones. That of the event is in the body. */
async function send(message: Message, config: ResolvedRecord, context: NotifyContext): Promise<void> {
  const { type, timestamp, ...data } = jsonOfMessage(message);
  const body = JSON.stringify({ type: `sentinel.${type}`, timestamp, data });
  const time = Math.floor(context.clock.now() / 1000);
  const headers = hookHeaders(config, { id: message.id, time, body });
  await post({ url: requiredSecretOf(config, 'url'), headers, body }, config, context);
}
