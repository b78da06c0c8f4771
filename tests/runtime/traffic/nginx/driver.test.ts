import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, test, vi } from 'vitest';

import type { Shift } from '../../../../src/runtime/ports/traffic.ts';
import { descriptor } from '../../../../src/runtime/traffic/nginx/descriptor.ts';
import { includeText, standingIn, writtenOf } from '../../../../src/runtime/traffic/nginx/include.ts';
import { describeWithDaemon } from '../../../support/daemons.ts';
import { startLoad } from '../../../support/load.ts';
import { includeOf, nginxStand } from '../../../support/nginx.ts';
import { skipUnlessProving } from '../../../support/tier.ts';
import { driverContract } from '../driver-contract.ts';

const roles = { stable: 'blue', canary: 'green' };
const never = new AbortController().signal;

function shift(weight: number, parts: Partial<Shift> = {}): Shift {
  return { roles, weight, verb: 'shift', fence: { epoch: 1, intent: '1-1' }, ...parts };
}

/** Old workers answer beside the new ones for a moment. */
async function taken(url: string, green: number): Promise<void> {
  const said = async () => (await fetch(`${url}/standing`)).text();
  await vi.waitFor(async () => {
    for (let count = 0; count < 10; count++) expect(await said()).toContain(`green ${green}.00`);
  });
  await sleep(150);
}

describeWithDaemon(['nginx'], 'a driver of nginx', () => {
  // Each reload takes a while.
  describe.skipIf(skipUnlessProving)('the contract', () => {
    driverContract({
      descriptor,
      users: { held: false, byLot: true, cut: true },
      afterRestart: 30,
      garbage: {
        'another protocol': 'hello\n',
        'an error': 'HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n',
        'another text': 'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello',
        'half an answer': 'HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nblue 100.00',
        'other upstreams': 'HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\nred 90.00 pink 10.00',
      },
      openAt: async (port) => {
        const { open } = await nginxStand();
        return open({ status: `http://127.0.0.1:${port}/`, timeout: 200 });
      },
      disbelieves: {
        'a file of another program': async () => {
          const { file, open } = await nginxStand();
          await writeFile(file, 'split_clients "$request_id" $slot { * blue; }\n');
          return open({ status: 'http://127.0.0.1:1/' });
        },
      },
      async stand() {
        const { nginx, open, write } = await nginxStand();
        return {
          driver: await open(),
          port: Number(new URL(nginx.url).port),
          async meddle(green) {
            await write(green);
            await taken(nginx.url, green);
          },
          async restart() {
            await nginx.stop();
            await nginx.start();
          },
          stop: nginx.stop,
        };
      },
    });
  });

  test('a configuration that nginx refuses is not taken up, and the file is as before', async () => {
    const { nginx, file, open } = await nginxStand();
    const driver = await open();
    await driver.shift(shift(20), never);
    const before = await readFile(file, 'utf8');
    const config = nginx.command[2] ?? '';
    await writeFile(config, `${await readFile(config, 'utf8')}nonsense;\n`);
    await expect(driver.shift(shift(50), never)).rejects.toThrow('unknown directive "nonsense"');
    expect(await readFile(file, 'utf8')).toBe(before);
    expect(await driver.read(roles, never)).toEqual({ canary: 20, detail: 'blue 80.00 green 20.00' });
  });

  test('what is written and not taken up is told, and taken up by the next shift', async () => {
    const { file, open } = await nginxStand();
    const driver = await open();
    await writeFile(file, includeOf(40));
    expect(await driver.read(roles, never)).toEqual({
      canary: 0,
      detail: 'blue 100.00 green 0.00; its file says blue 60.00 green 40.00, which it has not taken up',
    });
    await driver.shift(shift(40), never);
    expect((await driver.read(roles, never)).canary).toBe(40);
  });

  test('a file of another program is left as it is', async () => {
    const { file, open } = await nginxStand();
    const text = 'split_clients "$request_id" $slot { * blue; }\n';
    await writeFile(file, text);
    const driver = await open();
    await expect(driver.shift(shift(10), never)).rejects.toThrow('was not written by this driver');
    expect(await readFile(file, 'utf8')).toBe(text);
  });

  test('a reload by a program, and one that never happens', async () => {
    const { nginx, open } = await nginxStand();
    const driver = await open({ reload: [...nginx.command, '-s', 'reload'] });
    await driver.shift(shift(15), never);
    expect((await driver.read(roles, never)).canary).toBe(15);
    const idle = await open({ reload: ['true'], timeout: 300 });
    await expect(idle.shift(shift(25), never)).rejects.toThrow('in time');
    expect((await idle.read(roles, never)).canary).toBe(15);
    await driver.shift(shift(25), never);
    expect((await driver.read(roles, never)).canary).toBe(25);
  });

  test.each([
    ['is not there', undefined, 'cannot be read (ENOENT)'],
    ['holds no number', 'nginx\n', 'holds no process id'],
    ['holds the first process', '1\n', 'holds no process id'],
    ['holds a process that is gone', '4194303\n', 'cannot be told to reload (ESRCH)'],
  ])('a pid file that %s', async (_, text, why) => {
    const { file, open } = await nginxStand();
    const pid = join(file, '..', 'other.pid');
    if (text !== undefined) await writeFile(pid, text);
    await expect((await open({ pid })).shift(shift(10), never)).rejects.toThrow(why);
  });

  test.skipIf(skipUnlessProving)(
    '20,000 requests are split within 1 point, and few fail under reloads',
    async () => {
      const { nginx, open } = await nginxStand();
      const driver = await open();
      const port = Number(new URL(nginx.url).port);
      for (const weight of [10, 50, 90]) {
        await driver.shift(shift(weight), never);
        const { bodies } = await startLoad({ port, connections: 16, requests: 20_000 }).report;
        expect(Math.abs(((bodies['green'] ?? 0) / 20_000) * 100 - weight)).toBeLessThanOrEqual(1);
      }
      const load = startLoad({ port, connections: 32 });
      for (const weight of [5, 15, 25, 35, 45, 55, 65, 75, 85, 95]) await driver.shift(shift(weight), never);
      load.stop();
      const { failures, requests, seconds } = await load.report;
      const failed = Object.values(failures).reduce((sum, count) => sum + count, 0);
      console.log(
        `nginx: ten reloads at ${Math.round(requests / seconds)} requests/s: ${failed} of ${requests} failed`,
      );
      expect(failed / requests).toBeLessThan(0.01);
    },
    60_000,
  );
});

describe('the include file', () => {
  test('the canary is first, and is left out at 0 %', () => {
    const written = { variable: '$slot', hash: '$cookie_user' };
    const text = (share: number) => includeText(roles, share, written);
    expect(text(12.5)).toContain('split_clients "$cookie_user" $slot {\n  12.50% green;\n  * blue;\n}');
    expect(text(0)).toContain('{\n  * blue;\n}');
    expect(standingIn('slot.conf', text(12.5))).toBe('blue 87.50 green 12.50');
  });

  test.each(['blue;', 'a b', '$x', '', '{', 'a"b'])('no upstream is called %j', (name) => {
    const written = { variable: '$slot', hash: '$cookie_user' };
    for (const wrong of [
      { ...roles, stable: name },
      { ...roles, canary: name },
    ])
      expect(() => includeText(wrong, 10, written)).toThrow('cannot be the name of an upstream');
  });

  test('a variable and a key that would be read as more', () => {
    for (const variable of ['slot', '$', '$a;', '$a b'])
      expect(() => writtenOf(variable, '$request_id')).toThrow('no variable of nginx');
    for (const key of ['', '$a"; }', 'a b', '${a}'])
      expect(() => writtenOf('$slot', key)).toThrow('holds variables and letters only');
  });
});
