/** Sustained gates: `for:` and `over:`, with `every:` and `tolerate:`. */
import type { Sustain } from '../plan/plan.ts';
import { formatDurationLiteral } from '../plan/units.ts';
import type { GateBlock } from '../parser/tree.ts';
import type { CompileContext } from './context.ts';

const defaultEvery = 15_000;

/** What the gate's times say; undefined for a gate that looks once. */
export function compileSustain({ sink }: CompileContext, gate: GateBlock): Sustain | undefined {
  const { for: live, over: past, every, tolerate } = gate;
  const whole = live ?? past;
  if (!whole) {
    for (const [key, value] of Object.entries({ every, tolerate }))
      if (value)
        sink.report(
          'SEN1508',
          `\`${key}\` without \`for\` or \`over\`: the gate looks only once`,
          value.span,
          {
            help: `say how long the gate looks: \`for: 5m\``,
          },
        );
    return undefined;
  }
  if (live && past)
    sink.report('SEN1508', '`for` and `over` cannot stand together', past.span, {
      help: '`for` observes from now on, `over` asks about the past; keep one of them',
    });
  for (const time of [live, past, every])
    if (time?.value === 0)
      sink.report('SEN1508', 'a gate cannot look for no time', time.span, {
        help: 'write a duration above zero',
      });
  const step = every?.value ?? Math.min(defaultEvery, whole.value);
  if (every && every.value > whole.value)
    sink.report(
      'SEN1508',
      `\`every\` of ${formatDurationLiteral(every.value)} is longer than the ${formatDurationLiteral(whole.value)} that the gate looks`,
      every.span,
      { help: 'observe at least twice, at the start and at the end' },
    );
  const observations = Math.floor(whole.value / step) + 1;
  if (tolerate && tolerate.value >= observations)
    sink.report(
      'SEN1508',
      `\`tolerate\` of ${tolerate.value} bears every one of the ${observations} observations`,
      tolerate.span,
      { help: `write at most ${observations - 1}` },
    );
  return {
    kind: live ? 'for' : 'over',
    duration: whole.value,
    every: step,
    tolerate: tolerate?.value ?? 0,
  };
}
