import { execFileSync } from 'node:child_process';
import { hostname } from 'node:os';

import { expect, test } from 'vitest';

import { descriptor } from '../../../../src/runtime/probes/disk/descriptor.ts';
import { probe } from '../../../../src/runtime/probes/disk/probe.ts';
import { withDefaults } from '../../../support/defaults.ts';
import { fieldsOf, probeContext } from '../../../support/probe.ts';

test('a file system is measured as `df` does, on this host', async () => {
  const reading = await probe.observe({ path: '/tmp' }, probeContext('/'));
  const { used, free, total } = fieldsOf(reading) as { used: number; free: number; total: number };
  const table = execFileSync('df', ['-P', '-k', '/tmp'], { encoding: 'utf8' });
  const words = (table.split('\n')[1] ?? '').split(/\s+/u).map((word) => Number.parseInt(word, 10));
  const [, size = 0, , available = 0, percent = 0] = words;
  expect(total / 1024).toBeCloseTo(size, -1);
  // other programs write meanwhile; `df` rounds its percentage up
  expect(Math.abs(free / 1024 - available)).toBeLessThan(200_000);
  expect(Math.abs(used * 100 - percent)).toBeLessThanOrEqual(1.5);
  expect(reading).toMatchObject({ subject: hostname(), detail: '/tmp' });
});

test('the root is measured unless a path is given', async () => {
  expect(await probe.observe(withDefaults(descriptor, {}), probeContext('/'))).toMatchObject({ detail: '/' });
});

test.each([
  ['/no/such/path', 'the file system of `/no/such/path` cannot be measured (ENOENT)'],
  ['/proc', 'the file system of `/proc` has no size'],
])('%s cannot be measured', async (path, message) => {
  await expect(probe.observe({ path }, probeContext('/'))).rejects.toThrow(message);
});
