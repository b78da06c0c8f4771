/** Headers of Standard Webhooks: https://github.com/standard-webhooks/standard-webhooks */
import { createHmac } from 'node:crypto';

import { revealSecret, type SecretText } from '../../../plan/secret.ts';
import { NetworkFailure } from './failure.ts';

export interface Hook {
  /** The same for every attempt. */
  readonly id: string;
  /** Seconds since the epoch. */
  readonly time: number;
  readonly body: string | SecretText;
  /** Signing key in base64, `whsec_…`; without one nothing is signed. */
  readonly secret?: string | SecretText | undefined;
}

/** Throws `NetworkFailure` for a key that is none. */
export function hookHeaders({ id, time, body, secret }: Hook): readonly (readonly [string, string])[] {
  return [
    ['webhook-id', id],
    ['webhook-timestamp', String(time)],
    ...(secret === undefined
      ? []
      : [['webhook-signature', signature(secret, id, time, revealSecret(body))] as const]),
  ];
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
