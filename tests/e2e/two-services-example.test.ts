/** `examples/two-services` as its reader runs it: four real services, and a router before each pair. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { skipUnlessProving } from '../support/tier.ts';

const example = join(import.meta.dirname, '../../examples/two-services');

test.skipIf(skipUnlessProving)(
  'a frontend that fails takes its backend back, and a good one takes over with it',
  async () => {
    const child = spawn(process.execPath, [join(example, 'run.mjs')], {
      env: { PATH: process.env['PATH'] },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    const [code] = (await once(child, 'close')) as [number];
    const weights = said.matchAll(/shop\/(\w+) weight is (\d+) %/gu);
    expect(Array.from(weights, ([, name, weight]) => `${name ?? ''} ${weight ?? ''}`)).toEqual([
      'backend 50',
      'frontend 50',
      'frontend 0',
      'backend 0',
      'backend 50',
      'frontend 50',
      'backend 100',
      'frontend 100',
    ]);
    expect(code).toBe(0);
  },
  120_000,
);
