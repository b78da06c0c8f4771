import { expect, test } from 'vitest';
import { createRedactor } from '../../../src/app/index.ts';
import { Output } from '../../../src/cli/output.ts';
import { ticker } from '../../../src/cli/render/ticker.ts';
import { hostIn } from '../../support/host.ts';
import { keepingSink } from '../../support/sink.ts';

function ticking(columns?: number) {
  const sink = keepingSink(columns);
  const host = hostIn('/');
  const stderr = new Output(sink, createRedactor().filter(), false);
  const later = (ms: number) => host.clock.run(host.clock.sleep(ms));
  return { sink, later, ...ticker({ host, stderr }, 'entries') };
}

test('on a terminal long work is shown in place, and taken away', async () => {
  const { sink, later, progress, close } = ticking(80);
  progress(1_000);
  expect(sink.written()).toBe('');
  await later(600);
  progress(2_000);
  progress(3_000);
  await later(600);
  progress(4_000);
  close();
  const clear = '\r\u001b[2K';
  expect(sink.written()).toBe(`${clear}2,000 entries${clear}4,000 entries${clear}`);
});

test('what is over in a moment, and whoever is no terminal, is shown nothing', async () => {
  const short = ticking(80);
  short.progress(1_000);
  short.close();
  expect(short.sink.written()).toBe('');
  const piped = ticking();
  await piped.later(600);
  piped.progress(1_000);
  piped.close();
  expect(piped.sink.written()).toBe('');
});
