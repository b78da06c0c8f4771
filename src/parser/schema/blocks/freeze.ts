import type { ConfigSchema } from '../../../plan/descriptor.ts';
import { block, duration, form, list, text, word, words } from '../values.ts';
import { except, ruleKeys } from './rule.ts';

const localTime = 'a local time such as `2026-11-27T00:00`';

const days: ConfigSchema = {
  type: ['string', 'array'],
  description: 'On which days it recurs.',
  items: { type: 'string', sentinel: { wants: 'a day such as `sat`' } },
  minItems: 1,
  examples: [['sat', 'sun'], 'day'],
  sentinel: { wants: 'days such as `[sat, sun]`, `day` or `weekday`' },
};

const windowKeys: Readonly<Record<string, ConfigSchema>> = {
  from: form(localTime, 'When it begins; a date alone is midnight.', '2026-11-27T00:00'),
  until: form(localTime, 'When it ends; this instant is no longer inside.', '2026-12-01T00:00'),
  every: days,
  between: form(
    'a range of the day such as `22:00-06:00`',
    'The part of the day; it belongs to the day on which it starts.',
    '22:00-06:00',
  ),
  rrule: text('A recurrence rule of RFC 5545.', { examples: ['FREQ=MONTHLY;BYDAY=-1FR'] }),
  start: form(localTime, 'The first time of the recurrence rule.', '2026-01-30T18:00'),
  duration: duration('How long each time of the recurrence rule lasts.', '12h'),
  holidays: text('A country, or a country and a region.', { examples: ['US', 'US-NY'] }),
  calendar: text('An iCalendar file.', { examples: ['./freezes.ics'] }),
  max_age: duration('How old the calendar may be.', '24h'),
};

export const freeze = block('a freeze', 'A time in which nothing is released.', {
  ...windowKeys,
  outside: list(
    'Release hours: frozen whenever none of these is open.',
    block('a window', 'One open time.', windowKeys),
  ),
  timezone: text('An IANA time zone, in which all times of this freeze are meant.', {
    examples: ['Europe/Berlin'],
    default: 'UTC',
  }),
  ...ruleKeys,
  except,
  reason: text('Why.', { examples: ['peak trading'] }),
  blocks: words('What it blocks; without it, both.', ['start', 'promote']),
  in_flight: word(
    'What happens to a rollout that is on its way when the freeze opens.',
    ['pause', 'finish_stage', 'rollback'],
    'pause',
  ),
});
