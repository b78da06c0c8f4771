import { calendar as askCalendar, Refusal } from '../../app/index.ts';
import { isUnknown } from '../../plan/value.ts';
import type { Arguments, Command } from '../arguments/command.ts';
import { noOperands } from '../arguments/command.ts';
import { policyOptions } from '../arguments/options.ts';
import { usage } from '../arguments/parse.ts';
import { show } from '../render/deliver.ts';
import { given, policyRequest, storeFlags } from './request.ts';

export const calendar: Command = {
  name: 'calendar',
  summary: 'show when releases are frozen, and when the next may start',
  operands: noOperands,
  options: ['env', 'weeks', 'until', 'view', 'at', ...policyOptions, 'store'],
  formats: ['text', 'json', 'ics'],
  examples: [
    { line: 'calendar --env prod', says: 'The coming four weeks, and the next free time.' },
    { line: 'calendar --env prod --view month', says: 'Months, with what holds on each day.' },
    {
      line: 'calendar --weeks 26 --format ics --output freezes.ics',
      says: 'For programs that subscribe to calendars.',
    },
  ],
  async run(args, session) {
    const weeks = weeksOf(args);
    const report = await askCalendar(
      {
        ...policyRequest(args),
        ...storeFlags(args),
        ...given(args, ['env', 'at', 'until']),
        ...(weeks !== undefined && { weeks }),
        view: args.text('view') === 'month' ? 'month' : 'table',
        signal: session.signal,
      },
      session.host,
    );
    // What draws calendars, and hashes for them, no other command needs.
    const { calendarForms } = await import('../render/calendar/forms.ts');
    await show(report, calendarForms(report), args, session);
    const isWhole =
      report.freezes.every(({ times }) => !isUnknown(times)) &&
      report.diagnostics.every(({ severity }) => severity !== 'error');
    return isWhole ? 0 : 1;
  },
};

/** Ten years are as far as windows are foreseen. */
const MOST_WEEKS = 520;

function weeksOf(args: Arguments): number | undefined {
  const text = args.text('weeks');
  if (text === undefined) return undefined;
  if (args.text('until') !== undefined)
    throw new Refusal([usage('`--weeks` and `--until` both say how far', 'give one of them')]);
  const weeks = /^\d{1,4}$/u.test(text) ? Number(text) : 0;
  if (weeks >= 1 && weeks <= MOST_WEEKS) return weeks;
  throw new Refusal([usage(`\`--weeks\` is a whole number from 1 to ${MOST_WEEKS}, not \`${text}\``)]);
}
