/**
 * What happens while a run lasts, on standard error: a line for each sustained gate that is being observed, and one for
 * each change of a rollout. On a terminal gates are drawn in place; elsewhere a line is written when something changed,
 * and else at each tenth of the way.
 */
import type { RunEvent, RunListener } from '../../app/index.ts';
import { formatDuration } from '../../plan/units.ts';
import type { Output } from '../output.ts';
import { count, type Line, piece, sentence, textOf } from '../text/text.ts';
import { paint } from '../text/paint.ts';
import { rolloutNews } from './rollout/line.ts';

type Progress = Extract<RunEvent, { readonly type: 'gate.progress' }>;

export interface ProgressDisplay {
  readonly listener: RunListener;
  /** Takes away what was drawn in place. */
  close(): void;
}

/** Shows what happens for as long as the work lasts. */
export async function showing<T>(
  display: ProgressDisplay,
  work: (listener: RunListener) => Promise<T>,
): Promise<T> {
  try {
    return await work(display.listener);
  } finally {
    display.close();
  }
}

export function progressDisplay(output: Output, verbose: boolean): ProgressDisplay {
  return output.isTerminal ? drawnInPlace(output, verbose) : writtenInLines(output, verbose);
}

export const CLEAR_LINE = '\r\u001b[2K';
const UP = '\u001b[1A';

function drawnInPlace(output: Output, verbose: boolean): ProgressDisplay {
  const gates = new Map<string, Progress>();
  const news = rolloutNews(verbose);
  let drawn = 0;
  const erase = () => {
    output.text(`${CLEAR_LINE}${`${UP}${CLEAR_LINE}`.repeat(drawn)}`);
    drawn = 0;
  };
  const draw = () => {
    const lines = Array.from(gates.values(), progressLine).map((line) => clip(line, output.columns - 1));
    output.text(paint(lines, output.colour));
    drawn = lines.length;
  };
  return {
    listener(event) {
      const line = news(event) ?? (verbose ? verboseLine(event) : undefined);
      const known = gates.size;
      if (event.type === 'gate.progress') gates.set(event.gate, event);
      else if (event.type === 'rule.judged' && event.rule.kind === 'gate') gates.delete(event.rule.name);
      if (line === undefined && gates.size === known && event.type !== 'gate.progress') return;
      erase();
      if (line) output.lines([line]);
      draw();
    },
    close: () => {
      if (drawn > 0) erase();
    },
  };
}

function writtenInLines(output: Output, verbose: boolean): ProgressDisplay {
  const told = new Map<string, string>();
  const news = rolloutNews(verbose);
  return {
    listener(event) {
      const line = news(event) ?? (verbose ? verboseLine(event) : undefined);
      if (line) output.lines([line]);
      if (event.type !== 'gate.progress') return;
      const tenth = Math.floor((event.elapsed / event.duration) * 10);
      const state = [tenth, event.failures, event.unknowns].join(' ');
      if (told.get(event.gate) === state) return;
      told.set(event.gate, state);
      output.lines([progressLine(event)]);
    },
    close() {
      told.clear();
    },
  };
}

/** `slo: 2 min of 5 min, 9 observations, 1 of 3 tolerated failures; p95 1.3 s is not < 1 s` */
function progressLine(event: Progress): Line {
  const { gate, elapsed, duration, observations, failures, unknowns, tolerate, reason } = event;
  const bad = failures + unknowns;
  return [
    piece('strong', gate),
    `: ${formatDuration(elapsed)} of ${formatDuration(duration)}, ${count(observations, 'observation')}, `,
    piece(bad === 0 ? 'pass' : 'warning', `${count(failures, 'failure')} (${tolerate} tolerated)`),
    ...(unknowns > 0 ? [', ', piece('unknown', `${unknowns} unknown`)] : []),
    ...(reason === undefined ? [] : ['; ', ...sentence(reason)]),
  ];
}

function verboseLine(event: RunEvent): Line | undefined {
  if (event.type === 'probe.finished') {
    const { probe, item, duration, failure, subject, detail } = event;
    const about = [subject, detail].filter((text) => text !== undefined).join(', ');
    return [
      piece('faint', `probe ${probe}${item === undefined ? '' : ` ${item}`}: ${formatDuration(duration)}`),
      about === '' ? '' : ` (${about})`,
      ...(failure === undefined ? [] : [': ', piece('unknown', failure)]),
    ];
  }
  if (event.type === 'step.started') return [piece('faint', `step ${event.step} (${event.kind}) starts`)];
  return undefined;
}

/** The line as far as it fits, so that drawing in place can count on one row for each. */
function clip(line: Line, columns: number): Line {
  let left = columns;
  return line.map((part) => {
    const text = textOf(part).slice(0, left);
    left -= text.length;
    return typeof part === 'string' ? text : piece(part.role, text);
  });
}
