import { requiredTextOf, requiredSecretOf, textMapOf } from '../../host/config.ts';
import { post } from '../../host/network/post.ts';
import type { Notifier } from '../../ports/notifier.ts';
import { cdEventOf, cloudEventOf } from './event.ts';

export const notifier: Notifier = {
  send(message, config, context) {
    const event = cdEventOf(message, requiredTextOf(config, 'source'));
    const body = JSON.stringify(cloudEventOf(event));
    const headers = textMapOf(config, 'headers');
    const type = 'application/cloudevents+json';
    return post({ url: requiredSecretOf(config, 'url'), headers, type, body }, config, context);
  },
};
