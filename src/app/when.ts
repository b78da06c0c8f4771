/** Times that people give: an instant, or how long from now. Milliseconds since the epoch. */
import { formatInstant, readDuration } from '../plan/units.ts';
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
  return instantOrDistance(text, (duration) => now - duration, '`90d` for ninety days ago');
}

export function comingInstant(text: string, now: number): number {
  const instant = instantOrDistance(text, (duration) => now + duration, '`2h` for two hours from now');
  if (instant > now) return instant;
  refuse('SEN2017', `\`${text}\` has passed: it is ${formatInstant(now)}`, { help: 'name a later instant' });
}

function instantOrDistance(text: string, at: (duration: number) => number, example: string): number {
  const duration = readDuration(text);
  return 'value' in duration
    ? at(duration.value)
    : (readInstant(text) ??
        refuse('SEN2017', `\`${text}\` is neither an instant nor a duration`, {
          help: `write \`2026-11-27T10:00:00Z\`, or ${example}`,
        }));
}
