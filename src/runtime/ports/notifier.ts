/** Notifiers: what tells people and other programs of what happened. Types only. */
import type { NotificationEvent } from '../../plan/notification.ts';
import type { ResolvedRecord } from '../../plan/resolved.ts';
import type { Clock } from './index.ts';

/** One thing to tell. It holds no secret. */
export interface Message {
  /** The same whenever it is sent again: receivers know it by this. */
  readonly id: string;
  /** `resumed`: what was wrong is over, which only those are told who keep it open. `test`: nothing happened. */
  readonly event: NotificationEvent | 'resumed' | 'test';
  /** When it happened, milliseconds since the epoch. */
  readonly at: number;
  /** One sentence; it opens with `Safe:`, `Blocked:` or `Critical:`. */
  readonly text: string;
  /** Why, a line each. */
  readonly details: readonly string[];
  readonly policy: string;
  /** Fields of the release, and the names of rollout, rule or step. */
  readonly subject: Readonly<Record<string, string>>;
  /** What it is about, the same for every message of one rollout: `shop/main@prod`. */
  readonly about: string;
  /** Something is wrong from now on, or well again; else it is news. */
  readonly state: 'wrong' | 'well' | 'news';
  readonly severity: 'critical' | 'error' | 'warning' | 'info';
}

export interface NotifyContext {
  readonly clock: Clock;
  /** Aborted when nobody waits any more. */
  readonly signal: AbortSignal;
  /** The directory of the policy. */
  readonly root: string;
}

export interface Notifier {
  /** Resolves when the receiver has taken it. It throws `NotifyFailure`; the message may have arrived all the same. */
  send(message: Message, config: ResolvedRecord, context: NotifyContext): Promise<void>;
}
