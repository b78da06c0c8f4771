/** Sustained gates: `for:` and `over:`, with `every:` and `tolerate:`. */
import type { Sustain } from '../plan/plan.ts';
import type { Span, Spanned } from '../plan/span.ts';
import { formatDurationLiteral } from '../plan/units.ts';
import type { GateBlock } from '../parser/tree.ts';
import type { CompileContext } from './context.ts';
import { isWritten } from './written.ts';

const defaultEvery = 15_000;
const mostObservations = 10_000;

/** What the gate's times say; undefined for a gate that looks once. */
export function compileSustain(context: CompileContext, gate: GateBlock): Sustain | undefined {
  const { for: live, over: past, every, tolerate } = gate;
  const whole = live ?? past;
  const report = reporter(context);
  if (!whole) {
    if (isWritten(context.policy, 'gates', gate.name.value, ['for', 'over'])) return undefined;
    if (every) report('`every` without `for` or `over`', every.span, sayHowLong);
    if (tolerate) report('`tolerate` without `for` or `over`', tolerate.span, sayHowLong);
    return undefined;
  }
  if (live && past)
    report(
      '`for` and `over` cannot stand together',
      past.span,
      'keep `for` to observe from now on, `over` to ask about the past',
    );
  const step = every?.value ?? Math.min(defaultEvery, whole.value);
  if (fits(report, whole, step, every)) {
    const observations = Math.floor(whole.value / step) + 1;
    if (tolerate && tolerate.value >= observations)
      report(
        `\`tolerate: ${tolerate.value}\` bears all ${observations} observations`,
        tolerate.span,
        `write at most \`${observations - 1}\``,
      );
  }
  return { kind: live ? 'for' : 'over', duration: whole.value, every: step, tolerate: tolerate?.value ?? 0 };
}

const sayHowLong = 'say how long the gate looks: `for: 5m`';

type Report = (message: string, span: Span, help: string) => void;

function reporter({ sink }: CompileContext): Report {
  return (message, span, help) => sink.report('SEN1508', message, span, { help });
}

/** Whether the observations can be counted. */
function fits(
  report: Report,
  whole: Spanned<number>,
  step: number,
  every: Spanned<number> | undefined,
): boolean {
  const longest = formatDurationLiteral(whole.value);
  const place = every?.span ?? whole.span;
  if (whole.value === 0) report('a gate cannot look for no time', whole.span, 'write a duration above zero');
  else if (step === 0) report('a gate cannot look every `0s`', place, 'write a duration above zero');
  else if (step > whole.value)
    report(
      `\`every\` is longer than the \`${longest}\` that the gate looks`,
      place,
      `write at most \`${longest}\``,
    );
  else if (whole.value / step >= mostObservations)
    report(
      `more than ${mostObservations.toLocaleString('en-US')} observations`,
      place,
      `write \`every: ${formatDurationLiteral(Math.ceil(whole.value / mostObservations / 1000) * 1000)}\` or more`,
    );
  else return true;
  return false;
}
