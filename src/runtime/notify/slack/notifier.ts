import { requiredSecretOf } from '../../host/config.ts';
import { post } from '../../host/network/post.ts';
import type { Notifier } from '../../ports/notifier.ts';
import { payloadOf } from './payload.ts';

export const notifier: Notifier = {
  send: (message, config, context) =>
    post({ url: requiredSecretOf(config, 'url'), body: JSON.stringify(payloadOf(message)) }, config, context),
};
