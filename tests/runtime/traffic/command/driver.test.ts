import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import type { ResolvedRecord } from '../../../../src/runtime/ports/index.ts';
import type { Shift, TrafficDriver } from '../../../../src/runtime/ports/traffic.ts';
import { descriptor } from '../../../../src/runtime/traffic/command/descriptor.ts';
import { openDriver } from '../../../../src/runtime/traffic/command/driver.ts';
import { withDefaults } from '../../../support/defaults.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { driverContract } from '../driver-contract.ts';

const roles = { stable: 'blue', canary: 'green' };
const never = new AbortController().signal;

function shift(weight: number, parts: Partial<Shift> = {}): Shift {
  return { roles, weight, verb: 'shift', fence: { epoch: 3, intent: '7-2' }, ...parts };
}

/** Keeps a share for each slot in a file of its own. */
const set = `#!/bin/sh
set -e
test -f "$SENTINEL_STABLE" && test -f "$SENTINEL_CANARY"
echo "$SENTINEL_WEIGHT" > "$SENTINEL_CANARY"
echo "$SENTINEL_WEIGHT" | awk '{ print 100 - $1 }' > "$SENTINEL_STABLE"
env | sort > env
`;
const read = `#!/bin/sh
test -f "$SENTINEL_STABLE" || exit 3
exec cat "$SENTINEL_CANARY"
`;

async function open(
  scripts: { readonly set?: string; readonly read?: string } = {},
  parts: ResolvedRecord = {},
): Promise<{ readonly driver: TrafficDriver; readonly root: string }> {
  const root = await temporaryFolder({ set, read, blue: '100\n', green: '0\n', ...scripts });
  for (const name of ['set', 'read']) await chmod(join(root, name), 0o755);
  const config = withDefaults(descriptor, { set: ['./set'], read: ['./read'], cwd: '.', ...parts });
  return { driver: await openDriver(config, { root }), root };
}

const telling = (text: string) => async () => (await open({ read: text, set: '#!/bin/sh\nexit 1\n' })).driver;

driverContract({
  descriptor,
  afterRestart: 30,
  disbelieves: {
    'without an answer': telling('#!/bin/sh\n'),
    'no percentage': telling('#!/bin/sh\necho many\n'),
    'a failure with a percentage': telling('#!/bin/sh\necho 10\nexit 1\n'),
    'ended by a signal': telling('#!/bin/sh\nkill -9 $$\n'),
    'without an end': async () =>
      (await open({ read: '#!/bin/sh\nsleep 60\n', set: '#!/bin/sh\nsleep 60\n' }, { timeout: 200 })).driver,
  },
  async stand() {
    const { driver, root } = await open();
    return {
      driver,
      async meddle(share) {
        await writeFile(join(root, 'green'), `${share}\n`);
        await writeFile(join(root, 'blue'), `${100 - share}\n`);
      },
      restart: () => Promise.resolve(),
      async stop() {
        await rm(join(root, 'set'));
        await rm(join(root, 'read'));
      },
    };
  },
});

describe('the programs', () => {
  test('get what they need to know and little else', async () => {
    const { driver, root } = await open({}, { env: { REGION: 'eu' } });
    await driver.shift(shift(0, { verb: 'evict' }), never);
    const lines = (await readFile(join(root, 'env'), 'utf8')).split('\n');
    expect(lines.filter((line) => line.startsWith('SENTINEL_') || line.startsWith('REGION'))).toEqual([
      'REGION=eu',
      'SENTINEL_CANARY=green',
      'SENTINEL_EPOCH=3',
      'SENTINEL_IDEMPOTENCY_KEY=7-2',
      'SENTINEL_STABLE=blue',
      'SENTINEL_VERB=evict',
      'SENTINEL_WEIGHT=0',
    ]);
    expect(lines.some((line) => line.startsWith('VITEST'))).toBe(false);
  });

  test('say why they failed', async () => {
    const { driver } = await open({ set: '#!/bin/sh\necho "no rights here" >&2\nexit 4\n' });
    await expect(driver.shift(shift(10), never)).rejects.toThrow(
      '`./set` ended with exit code 4: no rights here',
    );
  });

  test('may not write without an end', async () => {
    const { driver } = await open({ read: '#!/bin/sh\nhead -c 3000000 /dev/zero\n' });
    await expect(driver.read(roles, never)).rejects.toThrow(/`.\/read` .*(much|larger)/u);
  });
});
