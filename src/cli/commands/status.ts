import { phases, Refusal, status as rolloutStatus, type StatusRequest } from '../../app/index.ts';
import type { ExitCode } from '../../plan/decision.ts';
import type { Arguments, Command } from '../arguments/command.ts';
import { usage, whichOf } from '../arguments/parse.ts';
import { followDisplay } from '../live/display.ts';
import { show } from '../render/deliver.ts';
import { isStreamed, streaming } from '../render/stream.ts';
import type { Session } from '../session.ts';
import { choiceOf, choiceOptions, rolloutOperand } from './hand.ts';
import { duration, policyRequest, storeFlags } from './request.ts';

export const status: Command = {
  name: 'status',
  summary: 'show where rollouts stand',
  operands: rolloutOperand,
  options: ['watch', 'until', 'timeout', 'actor', ...choiceOptions],
  formats: ['text', 'json', 'jsonl'],
  examples: [
    { line: 'status', says: 'All rollouts of the store.' },
    { line: 'status checkout/main@prod --watch', says: 'One of them, live, until it is over.' },
    {
      line: 'status checkout/main@prod --watch --format jsonl',
      says: 'What happens to it, an event a line.',
    },
    {
      line: 'status checkout/main@prod --until completed --timeout 30m',
      says: 'For a script: exits 1 when it did not come to that.',
    },
  ],
  async run(args, session): Promise<ExitCode> {
    const until = phaseOf(args);
    const timeout = duration(args, 'timeout');
    const watch = args.has('watch') || until !== undefined;
    if (timeout !== undefined && !watch)
      throw new Refusal([usage('`--timeout` stands with `--until` or `--watch`', 'leave it out')]);
    const report = await watching(args, session, {
      watch,
      ...(until !== undefined && { until }),
      ...(timeout !== undefined && { timeout }),
    });
    const { statusForms } = await import('../render/rollout/status-forms.ts');
    const targets = watch ? args.targets.filter((target) => !isStreamed(target)) : args.targets;
    await show(report, statusForms(report), { targets }, session);
    return report.reached === false ? 1 : 0;
  },
};

async function watching(
  args: Arguments,
  session: Session,
  wish: Pick<StatusRequest, 'watch' | 'until' | 'timeout'>,
): ReturnType<typeof rolloutStatus> {
  const display = followDisplay(args, session, { drives: false });
  try {
    return await rolloutStatus(
      {
        ...policyRequest(args),
        ...storeFlags(args),
        ...wish,
        choice: choiceOf(args),
        signal: session.signal,
        listener: streaming(args.targets, session.stdout, display.listener),
      },
      session.host,
    );
  } finally {
    display.close();
    if (session.signal.aborted)
      session.stderr.lines([['the rollout goes on as it did; the same command comes back to it']]);
  }
}

function phaseOf(args: Arguments): StatusRequest['until'] {
  const text = args.text('until');
  const phase = phases.find((known) => known === text);
  if (text === undefined || phase) return phase;
  throw new Refusal([usage(`\`${text}\` is no phase of a rollout`, whichOf(text, phases))]);
}
