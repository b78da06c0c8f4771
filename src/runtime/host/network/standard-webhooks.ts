/** Headers of Standard Webhooks: https://github.com/standard-webhooks/standard-webhooks */
import { createHmac } from 'node:crypto';

import { revealSecret, type SecretText } from '../../../plan/secret.ts';
import type { ResolvedRecord } from '../../ports/index.ts';
import { secretOf, textMapOf } from '../config.ts';
import type { Headers } from './client.ts';
import { NetworkFailure } from './failure.ts';

export interface Hook {
  /** The same for every attempt. */
  readonly id: string;
  /** Seconds since the epoch. */
  readonly time: number;
  readonly body: string | SecretText;
}

/**
 * The `headers` of a configuration and those of the message, signed where there is a `secret`: a key in base64, `whsec_…`.
 * Throws `NetworkFailure` for a key that is none.
 */
export function hookHeaders(config: ResolvedRecord, { id, time, body }: Hook): Headers {
  const headers = new Map([
    ...textMapOf(config, 'headers'),
    ['webhook-id', id],
    ['webhook-timestamp', String(time)],
  ]);
  const secret = secretOf(config, 'secret');
  if (secret !== undefined) headers.set('webhook-signature', signature(secret, id, time, revealSecret(body)));
  return headers;
}

/** The value of `webhook-signature`. */
export function signature(secret: string | SecretText, id: string, time: number, body: string): string {
  const digest = createHmac('sha256', keyOf(secret)).update(`${id}.${time}.${body}`).digest('base64');
  return `v1,${digest}`;
}

function keyOf(secret: string | SecretText): Buffer {
  const text = revealSecret(secret).replace(/^whsec_/u, '');
  const key = Buffer.from(text, 'base64');
  // Decoding skips what is not base64, and would sign with another key than the receiver's.
  if (key.length === 0 || key.toString('base64').replace(/=+$/u, '') !== text.replace(/=+$/u, ''))
    throw new NetworkFailure('`secret` is not a key in base64, such as `whsec_…`');
  return key;
}
