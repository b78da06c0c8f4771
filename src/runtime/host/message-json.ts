/** A message as other programs read it. */
import { formatInstant } from '../../plan/units.ts';
import type { Message } from '../ports/notifier.ts';

export interface MessageJson {
  /** The event: `rolled_back`. */
  readonly type: Message['event'];
  /** RFC 3339. */
  readonly timestamp: string;
  readonly id: string;
  readonly text: string;
  readonly details: readonly string[];
  readonly policy: string;
  readonly subject: Message['subject'];
  readonly about: string;
  readonly state: Message['state'];
  readonly severity: Message['severity'];
}

export function jsonOfMessage({ event, at, ...message }: Message): MessageJson {
  return { type: event, timestamp: formatInstant(at), ...message };
}
