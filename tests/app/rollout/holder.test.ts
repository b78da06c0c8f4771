import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { holder, isGone } from '../../../src/app/rollout/holder.ts';

/** The name that another process of this machine has, in another boot or container where `mark` says so. */
function named(pid: number, mark?: string): string {
  const [own = ''] = /\([0-9a-f]{8}\)$/u.exec(holder) ?? [];
  return `${hostname()}, process ${pid} ${mark === undefined ? own : `(${mark})`}`;
}

async function ended(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

test('a holder has the name of its machine and the number of its process', () => {
  expect(holder).toContain(`${hostname()}, process ${process.pid}`);
});

test.runIf(process.platform === 'linux')('a process of this machine that has ended is gone', async () => {
  expect(isGone(named(await ended()))).toBe(true);
});

test('nobody else is known to be', async () => {
  const pid = await ended();
  expect(isGone(holder)).toBe(false);
  expect(isGone(named(1))).toBe(false);
  expect(isGone(named(pid, '00000000'))).toBe(false);
  expect(isGone(named(pid).replace(hostname(), 'web-2'))).toBe(false);
  expect(isGone(`${hostname()}, process ${pid}`)).toBe(false);
  expect(isGone('runner 12')).toBe(false);
});
