/** `examples/feature-flag` as its reader runs it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { describeWithDaemon } from '../support/daemons.ts';
import { skipUnlessProving } from '../support/tier.ts';

const example = join(import.meta.dirname, '../../examples/feature-flag');

describeWithDaemon(['redis-server'], 'the example', () => {
  test.skipIf(skipUnlessProving)(
    'runs in one command',
    async () => {
      const child = spawn(process.execPath, [join(example, 'run.mjs')], {
        env: { PATH: process.env['PATH'] },
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
      const [code] = (await once(child, 'close')) as [number];
      expect(said).toContain('1.1.0 rolled_back, seen by 0 outsiders; 1.2.0 completed, by 260 of 300');
      expect(code).toBe(0);
    },
    120_000,
  );
});
