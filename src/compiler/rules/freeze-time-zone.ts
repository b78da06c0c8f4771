import type { Rule } from './context.ts';

/** A freeze without a time zone begins and ends by UTC, which is seldom the day that people mean. */
export const freezeTimeZone: Rule = {
  code: 'SEN1202',
  speed: 'fast',
  check({ policy, report }) {
    for (const { name, timezone, window } of policy.freezes)
      if (!timezone && !window.calendar)
        report(`the freeze \`${name.value}\` names no time zone and goes by UTC`, name.span, {
          help: 'say whose days are meant: `timezone: Europe/Berlin`, or `timezone: UTC` on purpose',
        });
  },
};
