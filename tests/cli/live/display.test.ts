import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../../../src/app/index.ts';
import { LiveDisplay } from '../../../src/cli/live/display.ts';
import type { LiveView } from '../../../src/cli/live/live.ts';
import { statusWith } from '../../support/rollout-status.ts';

const started = { type: 'run.started' } as RunEvent;
const status = { type: 'rollout.status', status: statusWith() } as RunEvent;
const left = { type: 'rollout.left', name: 'checkout/main@prod', operands: 'checkout/main@prod' } as RunEvent;

function display(open: (view: LiveView) => Promise<LiveView> = (view) => Promise.resolve(view)) {
  const log: string[] = [];
  const view: LiveView = {
    tell: ({ type }) => log.push(`view ${type}`),
    close: () => log.push('view closed'),
  };
  const progress = {
    listener: ({ type }: RunEvent) => log.push(`line ${type}`),
    close: () => log.push('lines closed'),
  };
  const live = new LiveDisplay(
    () => open(view),
    progress,
    (text) => log.push(text),
  );
  return { live, log };
}

/** Until what was promised is there. */
const turn = () => new Promise(setImmediate);

describe('the live view', () => {
  test('opens with the first event of a rollout, and misses none', async () => {
    const { live, log } = display();
    for (const event of [started, status, status]) live.listener(event);
    await turn();
    live.listener(status);
    live.listener(started);
    live.close();
    expect(log).toEqual([
      'line run.started',
      'lines closed',
      'view rollout.status',
      'view rollout.status',
      'view rollout.status',
      'view closed',
      'lines closed',
    ]);
  });

  test('gives way to lines when the rollout is left', async () => {
    const { live, log } = display();
    live.listener(status);
    await turn();
    live.listener(left);
    expect(log.slice(-2)).toEqual(['view closed', 'line rollout.left']);
  });

  test('that comes too late leaves lines', async () => {
    const { live, log } = display();
    live.listener(status);
    live.close();
    await turn();
    expect(log).toEqual(['line rollout.status', 'lines closed', 'view closed']);
  });

  test('that cannot be drawn is told, and lines go on', async () => {
    const { live, log } = display(() => Promise.reject(new Error('no WebAssembly')));
    live.listener(status);
    await turn();
    live.listener(status);
    expect(log).toEqual([
      'line rollout.status',
      'the live view cannot be drawn: Error: no WebAssembly',
      'line rollout.status',
    ]);
  });
});
