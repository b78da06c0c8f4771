import { afterEach, expect, test, vi } from 'vitest';
import { version } from '../../src/cli/commands/version.ts';
import { main } from '../../src/cli/main.ts';
import type * as sinks from '../../src/cli/sink.ts';
import { keepingSink } from '../support/sink.ts';

const streams = vi.hoisted(() => new Map<number, { write(text: string): void }>());
vi.mock('../../src/cli/sink.ts', async (load) => ({
  ...(await load<typeof sinks>()),
  standardSink: (descriptor: number) => streams.get(descriptor),
}));

const exitCode = process.exitCode;
afterEach(() => {
  process.exitCode = exitCode;
  vi.restoreAllMocks();
});

test('a fault of the program is told as one, with what is needed to report it, and exits 1', async () => {
  const [stdout, stderr] = [keepingSink(), keepingSink()];
  streams.set(1, stdout).set(2, stderr);
  vi.spyOn(version, 'run').mockRejectedValue(new TypeError('this cannot happen'));
  await main(['version']);
  expect(process.exitCode).toBe(1);
  expect(stdout.written()).toBe('');
  expect(stderr.written()).toMatch(/^error\[SEN2302\]: a fault of the program: this cannot happen\n/u);
  expect(stderr.written()).toContain('main.test.ts');
});
