/**
 * What a policy of a stranger may make the program do, as the kernel sees it: nothing. Beside it a trusted run, which shows
 * that the watch would see a process and a socket.
 */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { describeWithDaemon } from '../support/daemons.ts';
import { temporaryFolder } from '../support/folder.ts';

const entry = join(import.meta.dirname, '../../dist/sentinel.js');

const policy = `
sentinel: 1
policy: stranger
probes:
  program: { command: { run: [touch, started] } }
  page: { http: { url: "http://127.0.0.1:1/" , attempts: 1 } }
gates:
  all: { require: [program.ok, page.ok, git.clean] }
freezes:
  elsewhere: { calendar: "http://127.0.0.1:1/freezes.ics", timezone: UTC }
after:
  - command: { run: [touch, started] }
`;

/** Programs that were started and network sockets that were opened, the program itself left out. */
async function traced(...args: string[]): Promise<readonly string[]> {
  const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
  const log = join(cwd, 'trace');
  const watch = ['-f', '-qq', '-e', 'trace=execve,socket', '-o', log, process.execPath, entry, ...args];
  await promisify(execFile)('strace', watch, { cwd, env: { PATH: process.env['PATH'], HOME: cwd } }).catch(
    (error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 1)) throw error;
    },
  );
  const calls = (await readFile(log, 'utf8')).split('\n').slice(1);
  return calls.filter((call) => / execve\(| socket\(AF_INET/u.test(call));
}

describeWithDaemon(['strace'], 'a policy of a stranger', () => {
  it.each([
    ['lint'],
    ['compile'],
    ['calendar', '--untrusted'],
    ['plan', '--untrusted', '--version', 'v1.0.0'],
    ['check', '--untrusted'],
  ])('starts nothing and opens no socket: %s', async (...args) => {
    expect(await traced(...args)).toEqual([]);
  });

  it('would be seen if it did', async () => {
    const seen = (await traced('plan', '--version', 'v1.0.0')).join('\n');
    expect(seen).toContain('execve');
    expect(seen).toContain('AF_INET');
  });
});
