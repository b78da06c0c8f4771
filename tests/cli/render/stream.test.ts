import { expect, test } from 'vitest';
import { createRedactor, type RunEvent } from '../../../src/app/index.ts';
import { Output } from '../../../src/cli/output.ts';
import { streaming } from '../../../src/cli/render/stream.ts';
import { lookedAt, statusWith } from '../../support/rollout-status.ts';
import { keepingSink } from '../../support/sink.ts';

const events = [
  { type: 'run.started', command: 'apply', policy: 'shop', file: 'sentinel.yaml', digest: 'd' },
  { type: 'decision', pass: 'plan' },
  { type: 'rollout.status', status: statusWith() },
].map((event, sequence) => ({ ...event, sequence, at: lookedAt }) as unknown as RunEvent);

function written(format: 'text' | 'jsonl', file?: string): { text: string; told: number } {
  const sink = keepingSink();
  const output = new Output(sink, createRedactor().filter(), false);
  let told = 0;
  const listener = streaming([{ format, ...(file !== undefined && { file }) }], output, () => told++);
  for (const event of events) listener(event);
  output.flush();
  return { text: sink.written(), told };
}

test('events as they happen, an object a line, where that was asked for', () => {
  const { text, told } = written('jsonl');
  expect(told).toBe(3);
  const lines = text.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
    { formatVersion: '1.0', type: 'run.started', sequence: 0, at: '2026-11-21T12:04:10Z' },
    { type: 'rollout.status', sequence: 2, status: { name: 'checkout/main@prod', waitingFor: 'hold' } },
  ]);
});

test('a file, and every other form, waits for the end', () => {
  expect(written('jsonl', 'events.jsonl')).toEqual({ text: '', told: 3 });
  expect(written('text')).toEqual({ text: '', told: 3 });
});
