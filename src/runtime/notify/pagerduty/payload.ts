/** A message as the Events API v2 of PagerDuty takes it: a key of at most 255 characters, a summary of at most 1,024. */
import { createHash } from 'node:crypto';
import { formatInstant } from '../../../plan/units.ts';
import type { Message } from '../../ports/notifier.ts';

const LONGEST_KEY = 255;
const LONGEST_SUMMARY = 1_024;
/** The whole event may have 512 KiB. */
const MOST_DETAILS = 50;
const LONGEST_DETAIL = 1_000;

export interface PagerdutyEvent {
  readonly event_action: 'trigger' | 'resolve';
  readonly dedup_key: string;
  readonly payload?: object;
}

/** News opens an incident too, where somebody asked to be told of it. */
export function eventOf(message: Message): PagerdutyEvent {
  const { about, state, text, details, severity, at, policy, subject, event } = message;
  const dedup_key = keyOf(about);
  if (state === 'well') return { event_action: 'resolve', dedup_key };
  return {
    event_action: 'trigger',
    dedup_key,
    payload: {
      summary: cut(text, LONGEST_SUMMARY),
      source: cut(about, LONGEST_KEY),
      severity,
      timestamp: formatInstant(at),
      component: policy,
      class: event,
      custom_details: {
        ...subject,
        why: details.slice(0, MOST_DETAILS).map((line) => cut(line, LONGEST_DETAIL)),
      },
    },
  };
}

/** Two long names that begin alike are two keys. */
function keyOf(about: string): string {
  const key = `sentinel/${about}`;
  if (key.length <= LONGEST_KEY) return key;
  const digest = createHash('sha256').update(about).digest('hex');
  return `${key.slice(0, LONGEST_KEY - digest.length - 1)}-${digest}`;
}

function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`;
}
