import { SecretText, revealSecret } from '../../../plan/secret.ts';
import { requiredTextOf, requiredSecretOf } from '../../host/config.ts';
import { post } from '../../host/network/post.ts';
import type { Notifier } from '../../ports/notifier.ts';
import { eventOf } from './payload.ts';

export const notifier: Notifier = {
  async send(message, config, context) {
    const routing_key = revealSecret(requiredSecretOf(config, 'routing_key'));
    // A test leaves no incident behind.
    const events = message.event === 'test' ? [message, { ...message, state: 'well' as const }] : [message];
    for (const event of events.map(eventOf)) {
      const json = JSON.stringify({ routing_key, client: 'Sentinel', ...event });
      const body = new SecretText('event with its routing key', json);
      await post({ url: requiredTextOf(config, 'url'), body }, config, context);
    }
  },
};
