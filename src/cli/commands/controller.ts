import { controller as controlRollouts, type RunEvent, type TickReport } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { noOperands } from '../arguments/command.ts';
import { storeOptions } from '../arguments/options.ts';
import { jsonLine } from '../render/json.ts';
import { pageOf, printDiagnostics } from '../render/print.ts';
import { rolloutNews } from '../render/rollout/line.ts';
import { jsonOfEvent } from '../render/stream.ts';
import { jsonOfTick, tickForms, tickLines } from '../render/rollout/tick.ts';
import type { Session } from '../session.ts';
import { given, policyRequest, storeFlags } from './request.ts';

export const controller: Command = {
  name: 'controller',
  summary: 'look after the rollouts of this policy until it is ended',
  operands: noOperands,
  options: ['policy', 'config', 'actor', 'metrics', ...storeOptions],
  formats: ['text', 'json'],
  examples: [
    {
      line: 'controller',
      says: 'A line for each change; it ends by SIGTERM, and the traffic stays as it is.',
    },
    {
      line: 'controller --metrics 127.0.0.1:9464',
      says: 'Prometheus finds what has happened at /metrics.',
    },
    { line: 'controller --format json', says: 'The same as lines of JSON.' },
  ],
  async run(args, session) {
    const isJson = args.targets.some(({ format }) => format === 'json');
    const writer = isJson ? jsonWriter(session) : textWriter(session);
    return controlRollouts(
      {
        ...policyRequest(args),
        ...storeFlags(args),
        ...given(args, ['actor', 'metrics']),
        signal: session.signal,
        listener: writer.event,
      },
      session.host,
      writer.report,
    );
  },
};

interface Writer {
  readonly event: (event: RunEvent) => void;
  readonly report: (report: TickReport) => Promise<void>;
}

function textWriter({ stdout, stderr, verbose }: Session): Writer {
  const news = rolloutNews(verbose);
  return {
    event(event) {
      const line = news(event);
      if (line) stdout.lines([line]);
    },
    async report(report) {
      await printDiagnostics(report.diagnostics, new Map(), stderr);
      stdout.lines(tickLines(report, await pageOf(stdout, tickForms(report).texts())));
    },
  };
}

function jsonWriter({ stdout }: Session): Writer {
  return {
    event(event) {
      const json = event.type.startsWith('rollout.') ? jsonOfEvent(event) : undefined;
      if (json) stdout.text(jsonLine(json));
    },
    report(report) {
      stdout.text(jsonLine({ type: 'tick', ...jsonOfTick(report) }));
      return Promise.resolve();
    },
  };
}
