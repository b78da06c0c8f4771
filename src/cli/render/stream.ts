/** What happens while a run lasts, as JSON: an event a line, when it happens. */
import type { RunEvent, RunListener } from '../../app/index.ts';
import { formatInstant } from '../../plan/units.ts';
import type { Target } from '../arguments/command.ts';
import type { Output } from '../output.ts';
import { jsonLine } from './json.ts';
import { jsonOfStatus } from './rollout/status-forms.ts';

/** Standard output takes the events as they come; a file is written when all is over. */
export function isStreamed({ format, file }: Target): boolean {
  return format === 'jsonl' && file === undefined;
}

/** Tells the listener, and where it was asked for writes each event too. */
export function streaming(targets: readonly Target[], stdout: Output, listener: RunListener): RunListener {
  if (!targets.some(isStreamed)) return listener;
  return (event) => {
    const json = jsonOfEvent(event);
    if (json) stdout.text(jsonLine(json));
    listener(event);
  };
}

/** Undefined for what the result says at the end. */
export function jsonOfEvent(event: RunEvent): object | undefined {
  const at = formatInstant(event.at);
  switch (event.type) {
    case 'rule.judged':
    case 'decision':
      return undefined;
    case 'rollout.status':
      return { ...event, at, status: jsonOfStatus(event.status) };
    default:
      return { ...event, at };
  }
}
