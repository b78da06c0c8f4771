/** A message that tells of a roll-back, as notifiers get it. */
import type { Message } from '../../src/runtime/ports/notifier.ts';

export function message(parts: Partial<Message> = {}): Message {
  return {
    id: '0123456789abcdef0123456789abcdef-rolled_back',
    event: 'rolled_back',
    at: Date.parse('2026-11-24T10:00:00Z'),
    text: 'Blocked: shop/main@prod was rolled back to 0 % from v1.2.3: error_rate 2.7 % is not < 1 %',
    details: ['error_rate 2.7 % is not < 1 %'],
    policy: 'shop',
    subject: { rollout: 'main', env: 'prod', version: 'v1.2.3', attempt: 'a1' },
    about: 'shop/main@prod',
    state: 'wrong',
    severity: 'error',
    ...parts,
  };
}
