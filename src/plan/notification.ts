/** Notifications: who is told of what. */
import type { ConfigRecord, PlanLocation } from './plan.ts';

/** What somebody can be told of. */
export const notificationEvents = [
  'blocked',
  'critical',
  'warning',
  'started',
  'promoted',
  'paused',
  'waiting_approval',
  'rolled_back',
  'completed',
  'failed',
  'drift',
  'version_mismatch',
  'override',
] as const;

export type NotificationEvent = (typeof notificationEvents)[number];

export interface Notification {
  readonly name: string;
  readonly on: readonly NotificationEvent[];
  readonly kind: string;
  readonly config: ConfigRecord;
  /** Facts that the configuration interpolates: settings and secrets. */
  readonly reads: readonly string[];
  readonly location: PlanLocation;
}
