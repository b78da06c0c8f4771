import { cover } from '../../plan/span.ts';
import { durationUnits } from '../../plan/units.ts';
import type { Rule } from './context.ts';
import { localMs } from './support/local-time.ts';

const mostDays = 60;

/** A freeze over months is more often a slip in a date than a plan. */
export const freezeLong: Rule = {
  code: 'SEN1211',
  speed: 'fast',
  check({ policy, report }) {
    for (const { name, window } of policy.freezes) {
      const { from, until, rrule, start, duration } = window;
      const single = from &&
        until && { span: cover(from.span, until.span), ms: localMs(until.value) - localMs(from.value) };
      const repeated = (rrule || start) && duration && { span: duration.span, ms: duration.value };
      const length = single || repeated;
      const days = Math.floor((length ? length.ms : 0) / durationUnits.d);
      if (length && days > mostDays)
        report(`the freeze \`${name.value}\` lasts ${days} days`, length.span, {
          help: `look at the dates; a stop of more than ${mostDays} days is better written as a gate that says why`,
        });
    }
  },
};
