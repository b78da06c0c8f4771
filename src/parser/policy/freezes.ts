import type { FreezeBlock, Window } from '../tree.ts';
import type { BlockReader } from './block-reader.ts';
import { defined } from './defined.ts';
import { type Reading, readDayRange, readLocalTime } from './forms.ts';
import { readRule } from './rules.ts';
import { didYouMean } from '../../plan/did-you-mean.ts';

export function readFreezes(policy: BlockReader): readonly FreezeBlock[] {
  return policy.named('freezes').map(([name, freeze]) =>
    defined({
      kind: 'freeze' as const,
      ...readRule(name, freeze),
      window: readWindow(freeze),
      timezone: freeze.text('timezone'),
      except: freeze.expression('except'),
      reason: freeze.text('reason'),
      blocks: freeze.value('blocks') && freeze.words('blocks', ['start', 'promote']),
      inFlight: freeze.word('in_flight', ['pause', 'finish_stage', 'rollback']),
    }),
  );
}

function readWindow(block: BlockReader): Window {
  return defined({
    span: block.span,
    node: block.node,
    from: block.form('from', readLocalTime),
    until: block.form('until', readLocalTime),
    every: block.value('every') && block.forms('every', readDay),
    between: block.form('between', readDayRange),
    rrule: block.text('rrule'),
    start: block.form('start', readLocalTime),
    duration: block.duration('duration'),
    holidays: block.text('holidays'),
    calendar: block.text('calendar'),
    maxAge: block.duration('max_age'),
    outside: block.value('outside') && block.blocks('outside').map(readWindow),
  });
}

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'day', 'weekday'];

function readDay(text: string): Reading<string> {
  if (days.includes(text)) return { value: text };
  const write = didYouMean(text, days) ?? days.find((day) => text.toLowerCase().startsWith(day));
  return {
    wrong: `\`${text}\` is not a day: \`mon\` to \`sun\`, \`day\` or \`weekday\``,
    ...(write !== undefined && { write }),
  };
}
