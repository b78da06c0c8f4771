/** `test`, `simulate` and `backtest` by the built command, on the smallest example. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runSentinel, startSentinel } from '../support/cli.ts';
import { temporaryFolder } from '../support/folder.ts';
import { skipUnlessProving } from '../support/tier.ts';
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

it.skipIf(skipUnlessProving)('tests again at every change, until it is interrupted', async () => {
  const policy = await readFile(join(examples, 'minimal/sentinel.yaml'), 'utf8');
  const tests = (word: string): string =>
    `cases: [{ name: a full disk, facts: { disk.used: 99% }, expect: { decision: ${word} } }]\n`;
  const cwd = await temporaryFolder({ 'sentinel.yaml': policy, 'a.test.yaml': tests('safe') });
  const running = startSentinel(['test', '--watch'], { cwd });
  await running.printing('0 cases passed, 1 failed');
  await writeFile(join(cwd, 'a.test.yaml'), tests('critical'));
  await running.printing('1 case passed, 0 failed');
  // What is broken for a while ends nothing, and the policy is watched too.
  await writeFile(join(cwd, 'sentinel.yaml'), 'sentinel: 1\npolicy: [\n');
  await running.saying('error[SEN');
  await writeFile(join(cwd, 'sentinel.yaml'), policy);
  await writeFile(join(cwd, 'b.test.yaml'), tests('critical'));
  await running.printing('2 cases passed, 0 failed');
  await writeFile(join(cwd, 'b.test.yaml'), tests('safe'));
  await running.printing('1 case passed, 1 failed');
  running.kill('SIGINT');
  expect(await running.ended).toMatchObject({ exitCode: null, signal: 'SIGINT' });
});
