/** Times that people give: an instant, or how long from now. Milliseconds since the epoch. */
import { readDuration } from '../plan/units.ts';
import { readInstant } from './instant.ts';
import { refuse } from './refusal.ts';

export function instantGiven(text: string): number {
  return (
    readInstant(text) ??
    refuse('SEN2017', `\`${text}\` is not an instant`, {
      help: 'write one with its offset: `2026-11-27T10:00:00Z`',
    })
  );
}

export function pastInstant(text: string, now: number): number {
  const duration = readDuration(text);
  const instant = 'value' in duration ? now - duration.value : readInstant(text);
  if (instant === undefined)
    refuse('SEN2017', `\`${text}\` is neither an instant nor a duration`, {
      help: 'write `2026-11-27T10:00:00Z`, or `90d` for ninety days ago',
    });
  return instant;
}

export function comingInstant(text: string, now: number): number {
  const duration = readDuration(text);
  const instant = 'value' in duration ? now + duration.value : readInstant(text);
  if (instant !== undefined && instant > now) return instant;
  refuse('SEN2017', `\`${text}\` is no time to come`, {
    help: 'write an instant, such as `2026-12-24T00:00:00Z`, or how long, such as `30d`',
  });
}
