/** The script of the GitHub action, as a runner starts it, on a pull request that loosens a policy. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/folder.ts';
import { cloneOf, emptyRepository, type TestRepository } from '../support/git.ts';

const root = join(import.meta.dirname, '../..');

const policy = (limit: string) => `sentinel: 1
policy: shop
inputs:
  errors: { type: ratio, default: 0% }
gates:
  slo: { require: errors < ${limit} }
`;

const tests = `policy: ./sentinel.yaml
cases:
  - name: many errors block
    at: 2026-11-24T10:00Z
    release: { version: v1.2.3 }
    set: { errors: 90% }
    expect: { decision: blocked }
`;

/** A clone with `main` as its origin has it, and a branch that raises the limit. */
async function pullRequest(files = {}): Promise<TestRepository> {
  const origin = await emptyRepository();
  await origin.commit({ 'sentinel.yaml': policy('1%'), ...files });
  const clone = await cloneOf(origin);
  await clone.git('switch', '--quiet', '--create', 'looser');
  await clone.commit({ 'sentinel.yaml': policy('2%') });
  return clone;
}

async function runAction(cwd: string, inputs: Readonly<Record<string, string>>) {
  const temporary = await temporaryFolder({ output: '', summary: '' });
  const env = {
    PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
    HOME: temporary,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION_PATH: root,
    GITHUB_BASE_REF: 'main',
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_OUTPUT: join(temporary, 'output'),
    GITHUB_STEP_SUMMARY: join(temporary, 'summary'),
    RUNNER_TEMP: temporary,
    INPUT_COMMAND: 'review',
    INPUT_POLICY: '',
    INPUT_BASE: '',
    INPUT_FAIL_ON: '',
    INPUT_ENV: '',
    INPUT_VERSION: '',
    INPUT_SET: '',
    ...inputs,
  };
  const run = await new Promise<{ exitCode: number; said: string }>((resolve) => {
    execFile('bash', [join(root, 'integrations/github/run.sh')], { cwd, env }, (error, out, err) => {
      resolve({ exitCode: Number(error?.code ?? 0), said: out + err });
    });
  });
  const read = (name: string) => readFile(join(temporary, name), 'utf8');
  return { ...run, output: await read('output'), summary: await read('summary'), read };
}

test('a review says what gets through, in the log, the summary and the outputs', async () => {
  const { folder } = await pullRequest({ 'sentinel.test.yaml': tests });
  const run = await runAction(folder, {});
  expect(run.exitCode, run.said).toBe(0);
  expect(run.said).toContain('1 case passed');
  expect(run.said).toContain('slo');
  expect(run.output).toMatch(/^verdict=looser$/mu);
  expect(run.summary).toContain('looser');
  expect(JSON.parse(await run.read('sentinel.json'))).toMatchObject({ verdict: 'looser' });
  expect(JSON.parse(await run.read('sentinel.sarif'))).toMatchObject({ version: '2.1.0' });
});

test('`fail-on` fails the job', async () => {
  const { folder } = await pullRequest();
  expect(await runAction(folder, { INPUT_FAIL_ON: 'looser' })).toMatchObject({ exitCode: 1 });
});

test('the first policy of a repository is new, and passes', async () => {
  const origin = await emptyRepository();
  await origin.commit({ 'a.txt': '' });
  const clone = await cloneOf(origin);
  await clone.commit({ 'sentinel.yaml': policy('1%') });
  const run = await runAction(clone.folder, { INPUT_FAIL_ON: 'looser' });
  expect(run.exitCode, run.said).toBe(0);
  expect(run.output).toMatch(/^verdict=stricter$/mu);
  expect(run.summary).toContain('this policy is new, and compared with nothing');
});

test('a gate gets its inputs as they are, whatever they hold', async () => {
  const { folder } = await pullRequest();
  const input = { INPUT_COMMAND: 'check', INPUT_VERSION: 'v1.2.3' };
  expect(await runAction(folder, { ...input, INPUT_SET: 'errors=1%' })).toMatchObject({ exitCode: 0 });
  expect(await runAction(folder, { ...input, INPUT_SET: 'errors=3%' })).toMatchObject({ exitCode: 1 });
  await runAction(folder, { ...input, INPUT_SET: 'errors=$(touch made)`touch made`;touch made' });
  await expect(readFile(join(folder, 'made'))).rejects.toThrow('ENOENT');
});

test('another command is told', async () => {
  const run = await runAction(await temporaryFolder(), { INPUT_COMMAND: 'apply; ls' });
  expect(run).toMatchObject({ exitCode: 1 });
  expect(run.said).toContain('is review, check, plan, lint or test');
});
