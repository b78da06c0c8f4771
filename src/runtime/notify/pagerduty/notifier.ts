import { SecretText, revealSecret } from '../../../plan/secret.ts';
import { requiredTextOf, secretOf } from '../../host/config.ts';
import { post } from '../../host/network/post.ts';
import type { Notifier } from '../../ports/notifier.ts';
import { eventOf } from './payload.ts';

export const notifier: Notifier = {
  async send(message, config, context) {
    const routing_key = revealSecret(secretOf(config, 'routing_key'));
    const body = new SecretText(
      'event with its routing key',
      JSON.stringify({ routing_key, client: 'Sentinel', ...eventOf(message) }),
    );
    await post({ url: requiredTextOf(config, 'url'), body }, config, context);
  },
};
