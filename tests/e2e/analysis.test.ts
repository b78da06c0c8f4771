/** `test`, `simulate` and `backtest` by the built command, on the smallest example. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runSentinel } from '../support/cli.ts';
import { temporaryFolder } from '../support/folder.ts';
import { examples } from './support/release-gate.ts';

it('tests a policy, plays it and judges the past by it', async () => {
  const policy = await readFile(join(examples, 'minimal/sentinel.yaml'), 'utf8');
  const tests = await readFile(join(examples, 'minimal/sentinel.test.yaml'), 'utf8');
  const past = { at: '2026-11-24T10:00Z', release: { version: 'v1.0.0' }, decision: 'safe' };
  const cwd = await temporaryFolder({
    'sentinel.yaml': policy,
    'sentinel.test.yaml': tests,
    'past.jsonl': JSON.stringify({ ...past, facts: { 'git.clean': true, 'disk.used': 0.96 } }),
  });
  const sentinel = (...args: readonly string[]) => runSentinel(args, { cwd });

  const tested = await sentinel('test', '--coverage-min', '80%');
  expect(tested).toMatchObject({ exitCode: 0, stderr: '' });
  expect(tested.lastLine).toBe('6 cases passed, 0 failed; 88.8 % of what the conditions can be was seen');
  const tooLittle = await sentinel('test', '--coverage-min', '95%', '--format', 'json');
  expect(tooLittle.exitCode).toBe(1);
  expect(tooLittle.json()).toMatchObject({ passed: 6, failed: 0 });

  const played = await sentinel('simulate', '--until', '3d', '--format', 'svg', '--output', 'days.svg');
  expect(played.exitCode).toBe(0);
  expect(await readFile(join(cwd, 'days.svg'), 'utf8')).toContain('<title>minimal</title>');

  const again = await sentinel('backtest', 'past.jsonl');
  expect(again).toMatchObject({ exitCode: 0, lastLine: '1 of 1 decision changes' });
});
