/** Signatures of Standard Webhooks: https://github.com/standard-webhooks/standard-webhooks */
import { createHmac } from 'node:crypto';

import { revealSecret, type SecretText } from '../../../plan/secret.ts';
import { StepFailure } from '../../failure.ts';

/** The value of `webhook-signature`. `time` is seconds since the epoch. Throws `StepFailure` for a key that is none. */
export function signature(secret: string | SecretText, id: string, time: number, body: string): string {
  const digest = createHmac('sha256', keyOf(secret)).update(`${id}.${time}.${body}`).digest('base64');
  return `v1,${digest}`;
}

function keyOf(secret: string | SecretText): Buffer {
  const text = revealSecret(secret).replace(/^whsec_/u, '');
  const key = Buffer.from(text, 'base64');
  // Decoding skips what is not base64, and would sign with another key than the receiver's.
  if (key.length === 0 || key.toString('base64').replace(/=+$/u, '') !== text.replace(/=+$/u, ''))
    throw new StepFailure('`secret` is not a key in base64, such as `whsec_…`');
  return key;
}
