/** Recurrence rules of freezes: what RFC 5545 allows and a freeze can be. */
import { readRecurrence, type RecurrenceProblem } from '../../plan/recurrence.ts';
import type { Span, Spanned } from '../../plan/span.ts';
import type { CompileContext } from '../context.ts';

/** Reports the first thing that is wrong with it. */
export function checkRecurrence({ sink }: CompileContext, written: Spanned<string>): void {
  const problem = problemOf(written.value);
  if (problem)
    sink.report('SEN1520', problem.wrong, spanWithin(written, problem), {
      help:
        problem.write === undefined
          ? 'the parts are those of RFC 5545, such as `FREQ=MONTHLY;BYDAY=-1FR`'
          : `write \`${problem.write}\``,
    });
}

function problemOf(text: string): RecurrenceProblem | undefined {
  const read = readRecurrence(text);
  if ('problem' in read) return read.problem;
  const { frequency, until, byWeekNo, byDay } = read.value;
  const part = (name: string) => {
    const at = text.toUpperCase().search(new RegExp(`(?<=^|;)${name}=`, 'u'));
    return { at, end: at + (text.slice(at).split(';')[0] ?? '').length };
  };
  if (frequency === 'SECONDLY' || frequency === 'MINUTELY')
    return {
      wrong: `a freeze that recurs with \`FREQ=${frequency}\` is never over`,
      write: 'FREQ=HOURLY',
      ...part('FREQ'),
    };
  if (until?.utc) {
    const end = part('UNTIL');
    return {
      wrong: '`UNTIL` is a time of the zone of the freeze, without `Z`',
      write: text.slice(end.at, end.end - 1),
      ...end,
    };
  }
  if (byWeekNo && !byDay)
    return {
      wrong: '`BYWEEKNO` does not say which days of the week',
      write: 'BYDAY=MO',
      ...part('BYWEEKNO'),
    };
  return undefined;
}

/** Of a piece of the text, when that stands in the source as it is, be it in quotes. */
function spanWithin({ value, span }: Spanned<string>, { at, end }: RecurrenceProblem): Span {
  const around = (span.end - span.start - value.length) / 2;
  return around === 0 || around === 1
    ? { start: span.start + around + at, end: span.start + around + end }
    : span;
}
