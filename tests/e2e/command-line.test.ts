/** The built command as scripts and people meet it: streams, exit codes, formats, interrupts. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { readFile, writeFile } from 'node:fs/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { runSentinel, startSentinel } from '../support/cli.ts';
import { temporaryFolder } from '../support/folder.ts';
import { expectSchema } from '../support/schema.ts';

const entry = join(import.meta.dirname, '../../dist/sentinel.js');

const policy = `sentinel: 1
policy: shop
probes:
  disk: { disk: { path: / } }
gates:
  disk: { severity: critical, require: disk.used < 100% }
  version: { require: release.version is vsemver }
`;

describe('the program itself', () => {
  test.each([['version'], ['-V']])('%s', async (word) => {
    const run = await runSentinel([word], { cwd: await temporaryFolder() });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toMatch(/^sentinel \d+\.\d+\.\d+ \(Node v\d+/u);
  });

  test('on a Node that is too old it says in one line what it needs', () => {
    const old = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'22.12.0'})`;
    const run = spawnSync(process.execPath, ['--import', old, entry, 'lint'], { encoding: 'utf8' });
    expect(run.status).toBe(1);
    expect(run.stdout).toBe('');
    expect(run.stderr).toMatch(/^sentinel needs Node 22\.13 or newer, and this is v[^\n]*\n$/u);
  });

  test('a wrong line is told on standard error and exits 1', async () => {
    const run = await runSentinel(['pln'], { cwd: await temporaryFolder() });
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    expect(run.stderr).toBe('error[SEN2002]: unknown command `pln`\n  = help: did you mean `plan`?\n');
  });

  test('texts are measured in any writing', async () => {
    const cwd = await temporaryFolder({ 'sentinel.yaml': policy.replace('version:', '版本 🚀:') });
    const run = await runSentinel(['check', '--version', 'v1'], { cwd });
    expect(run.stdout).toContain('  ✗ fail      版本 🚀\n              release.version "v1" is not vsemver');
  });

  test('a line without any word judges nothing and exits 1', async () => {
    expect(await runSentinel([], { cwd: await temporaryFolder() })).toMatchObject({
      exitCode: 1,
      stdout: '',
    });
  });

  test.each(['policy', 'plan', 'decision', 'lint', 'explain', 'probe', 'probes', 'doctor'])(
    'schema %s is whole',
    async (name) => {
      const run = await runSentinel(['schema', name], { cwd: await temporaryFolder() });
      expect(run.json()).toMatchObject({ $schema: expect.any(String) as string });
    },
  );

  test('a reader that goes away is no failure', async () => {
    const script = `"$0" "$1" schema policy | head -c 1; printf ' %s' "\${PIPESTATUS[0]}"`;
    const output = execFileSync('bash', ['-c', script, process.execPath, entry], {
      cwd: await temporaryFolder(),
      encoding: 'utf8',
    });
    expect(output).toBe('{ 0');
  });

  test.skipIf(process.platform !== 'linux')('output that is lost is a failure', async () => {
    const script = '"$0" "$1" schema policy > /dev/full';
    const cwd = await temporaryFolder();
    const run = spawnSync('bash', ['-c', script, process.execPath, entry], { cwd, encoding: 'utf8' });
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/^output is lost: ENOSPC/u);
  });

  test('probes and one kind of them fit the schema', async () => {
    const cwd = await temporaryFolder();
    expectSchema('probes', (await runSentinel(['probes', '--format', 'json'], { cwd })).json());
    const one = await runSentinel(['probes', 'http', '--format', 'json'], { cwd });
    expectSchema('probes', one.json());
    expect(one.json()).toMatchObject({ probes: [{ kind: 'http' }], steps: [] });
    expect((await runSentinel(['probes', 'htpt'], { cwd })).stderr).toContain('did you mean `http`?');
  });

  test('doctor fits the schema', async () => {
    const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
    expectSchema('doctor', (await runSentinel(['doctor', '--format', 'json'], { cwd })).json());
  });

  test('a code is explained by its page', async () => {
    const run = await runSentinel(['explain', 'sen2003'], { cwd: await temporaryFolder() });
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toMatch(/^# SEN2003: unknown option\n/u);
  });
});

describe('lint', () => {
  const wrong = policy.replace('disk.used', 'disc.used');

  test('a valid policy', async () => {
    const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
    expect(await runSentinel(['lint'], { cwd })).toMatchObject({
      exitCode: 0,
      stdout: 'no findings in sentinel.yaml\n',
      stderr: '',
    });
  });

  test('an error is data, drawn with its source, and exits 1', async () => {
    const cwd = await temporaryFolder({ 'sentinel.yaml': wrong });
    const run = await runSentinel(['lint'], { cwd });
    expect(run).toMatchObject({ exitCode: 1, stderr: '' });
    expect(run.stdout).toContain(' --> sentinel.yaml:6:40\n');
    expect(run.stdout).toContain('\n  |                                        ^^^^\n');
    expect(run.stdout).not.toContain('\u001b');
  });

  test('colour when it is forced', async () => {
    const cwd = await temporaryFolder({ 'sentinel.yaml': wrong });
    expect((await runSentinel(['lint'], { cwd, env: { FORCE_COLOR: '1' } })).stdout).toContain('\u001b[31m');
    const never = await runSentinel(['lint', '--color', 'never'], { cwd, env: { FORCE_COLOR: '1' } });
    expect(never.stdout).not.toContain('\u001b');
  });

  test('several files and several formats at once', async () => {
    const cwd = await temporaryFolder({ 'a.yaml': policy, 'b.yaml': wrong });
    const run = await runSentinel(
      ['lint', 'a.yaml', 'b.yaml', '--format', 'sarif', '--output', 'out.sarif', '--format', 'json'],
      { cwd },
    );
    expect(run.exitCode).toBe(1);
    expectSchema('lint', run.json());
    expect(run.json()).toMatchObject({
      files: ['a.yaml', 'b.yaml'],
      counts: { errors: 1 },
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ code: 'SEN1401', file: 'b.yaml', line: 6, column: 40, endColumn: 44 }),
      ]) as unknown[],
    });
    expect(JSON.parse(await readFile(join(cwd, 'out.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  });

  test('an output that cannot be written exits 1', async () => {
    const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
    const run = await runSentinel(['lint', '--format', 'json', '--output', 'no/such/place.json'], { cwd });
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    expect(run.stderr).toBe(
      'error[SEN2006]: `no/such/place.json` cannot be written: no such file or directory\n',
    );
  });

  test('fixes, by degrees', async () => {
    const text = policy.replace('disk.used', 'disk.used < 99% and disk.usd');
    const cwd = await temporaryFolder({ 'sentinel.yaml': text });
    const read = () => readFile(join(cwd, 'sentinel.yaml'), 'utf8');
    expect(await runSentinel(['lint', '--fix'], { cwd })).toMatchObject({ exitCode: 1 });
    expect(await read()).toBe(text);
    const run = await runSentinel(['lint', '--fix', '--unsafe-fixes'], { cwd });
    expect(run).toMatchObject({ exitCode: 0 });
    expect(run.stdout).toContain('1 fixed');
    expect(await read()).toBe(text.replace('disk.usd', 'disk.used'));
    expect((await runSentinel(['lint', '--unsafe-fixes'], { cwd })).stderr).toContain(
      '`--unsafe-fixes` without `--fix`',
    );
  });

  test('the severities of a project', async () => {
    const text = policy.replace('100%', '850%');
    const cwd = await temporaryFolder({
      'sentinel.yaml': text,
      'sentinel.lint.yaml': 'rules: { SEN1203: off }\n',
    });
    expect(await runSentinel(['lint'], { cwd })).toMatchObject({
      exitCode: 0,
      stdout: 'no findings in sentinel.yaml\n',
    });
    await writeFile(join(cwd, 'sentinel.lint.yaml'), 'rules: { SEN1302: off }\n');
    const refused = await runSentinel(['lint'], { cwd });
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toContain('error[SEN2021]: `SEN1302` is no matter of taste');
  });

  test('the step summary of GitHub', async () => {
    const cwd = await temporaryFolder({ 'sentinel.yaml': wrong });
    const env = { GITHUB_STEP_SUMMARY: join(cwd, 'summary.md') };
    const run = await runSentinel(['lint', '--format', 'github'], { cwd, env });
    expect(run.stdout).toMatch(/^::error file=sentinel\.yaml,line=6,endLine=6,col=40,endColumn=44,/u);
    expect(await readFile(env.GITHUB_STEP_SUMMARY, 'utf8')).toContain('❌ failed');
  });

  test('a file name that would be an order to a CI system is none', async () => {
    const name = '::error::x\u001b[2J.yaml';
    const cwd = await temporaryFolder({ [name]: wrong });
    for (const format of ['text', 'github', 'json', 'junit', 'gitlab', 'sarif']) {
      const { stdout } = await runSentinel(['lint', name, '--format', format], { cwd });
      expect(stdout).not.toContain('\u001b');
      expect(stdout.split('\n').filter((line) => /^\s*::error::x/u.test(line))).toEqual([]);
    }
  });
});

describe('plan, check, apply', () => {
  test.each(['plan', 'check'])('%s in every format', async (command) => {
    const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
    const args = [command, '--version', 'v1.2.3', '--format'];
    const run = await runSentinel([...args, 'json'], { cwd });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expectSchema('decision', run.json());
    for (const format of ['sarif', 'github', 'gitlab', 'junit'])
      expect((await runSentinel([...args, format], { cwd })).exitCode).toBe(0);
  });

  test('a policy that is not valid is a blocked decision', async () => {
    const cwd = await temporaryFolder({ 'sentinel.yaml': policy.replace('disk.used', 'disc.used') });
    const text = await runSentinel(['check', '--version', 'v1.2.3'], { cwd });
    expect(text.exitCode).toBe(1);
    expect(text.stdout).toMatch(/^Blocked: [^\n]*`disc`[^\n]*\n$/u);
    expect(text.stderr).toContain(' --> sentinel.yaml:6:40\n');
    const json = await runSentinel(['check', '--version', 'v1.2.3', '--format', 'json'], { cwd });
    expect(json.exitCode).toBe(1);
    expectSchema('decision', json.json());
    expect(json.json()).toMatchObject({ decision: 'blocked', rules: [] });
  });

  test('apply asks, so without a terminal it wants to be told', async () => {
    const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
    const run = await runSentinel(['apply', '--version', 'v1.2.3'], { cwd, input: 'yes\n' });
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    expect(run.stderr).toContain('give `--auto-approve` to act without a question');
  });

  test('explain and probe fit their schemas', async () => {
    const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
    const args = ['--version', 'v1.2.3', '--format', 'json'];
    const explained = await runSentinel(['explain', 'disk', '--why-not', ...args], { cwd });
    expect(explained).toMatchObject({ exitCode: 0, stderr: '' });
    expectSchema('explain', explained.json());
    const probed = await runSentinel(['probe', 'disk', ...args], { cwd });
    expect(probed).toMatchObject({ exitCode: 0, stderr: '' });
    expectSchema('probe', probed.json());
  });

  test('compile prints the plan with its digest', async () => {
    const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
    const run = await runSentinel(['compile'], { cwd });
    expect(run.exitCode).toBe(0);
    expectSchema('plan', run.json());
  });
});

describe('Ctrl-C', () => {
  /** A run that waits for a server which never answers. */
  async function waiting(): Promise<ReturnType<typeof startSentinel>> {
    const server = createServer(() => {});
    const asked = new Promise<void>((resolve) => {
      server.on('request', () => resolve());
    });
    await new Promise<void>((listening) => {
      server.listen(0, '127.0.0.1', listening);
    });
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    const cwd = await temporaryFolder({
      'sentinel.yaml': `sentinel: 1
policy: slow
probes: { api: { http: { url: "http://127.0.0.1:${port}/", timeout: 20s } } }
gates: { api: { require: api.ok } }
`,
    });
    const run = startSentinel(['check', '--version', 'v1.2.3'], { cwd });
    await Promise.race([asked, run.ended.then(({ stderr }) => Promise.reject(new Error(stderr)))]);
    return run;
  }

  test.each(['SIGINT', 'SIGTERM'] as const)('%s stops the work and is raised again', async (signal) => {
    const run = await waiting();
    run.kill(signal);
    expect(await run.ended).toMatchObject({ exitCode: null, signal, stdout: '', stderr: 'interrupted\n' });
  });
});
