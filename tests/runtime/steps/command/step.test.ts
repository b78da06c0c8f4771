import { describe, expect, test } from 'vitest';

import { SecretText } from '../../../../src/plan/secret.ts';
import { StepFailure } from '../../../../src/runtime/failure.ts';
import { descriptor } from '../../../../src/runtime/steps/command/descriptor.ts';
import { step } from '../../../../src/runtime/steps/command/step.ts';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withDefaults } from '../../../support/defaults.ts';
import { temporaryFolder } from '../../../support/folder.ts';
import { stepContext } from '../../../support/step.ts';

describe('a command', () => {
  test('runs with its variables and the key that makes it idempotent', async () => {
    const root = await temporaryFolder({ 'inner/x': '' });
    const outcome = await step.perform(
      {
        run: ['sh', '-c', 'echo "$TOKEN $SENTINEL_IDEMPOTENCY_KEY" > out'],
        cwd: 'inner',
        env: { TOKEN: new SecretText('token', 's3cret'), SENTINEL_IDEMPOTENCY_KEY: 'forged' },
        timeout: 5000,
      },
      stepContext(root),
    );
    expect(outcome).toEqual({ result: 'done', text: 'ran `sh`' });
    expect(await readFile(join(root, 'inner/out'), 'utf8')).toBe('s3cret key-1\n');
  });

  test.each([
    [{ run: ['false'] }, '`false` ended with exit code 1'],
    [{ run: ['sh', '-c', 'echo a >&2; echo no luck >&2; exit 3'] }, '`sh` ended with exit code 3: no luck'],
    [{ run: ['sh', '-c', 'kill -TERM $$'] }, '`sh` was ended by SIGTERM'],
    [{ run: ['no-such-program'] }, 'there is no program `no-such-program` in PATH'],
    [{ run: ['true'], cwd: '..' }, '`..` lies outside the directory of the policy'],
    [{ run: ['true'], cwd: 'nowhere' }, 'there is no directory `nowhere`'],
    [{ run: ['true'], env: { 'A=B': 'x' } }, '`A=B` cannot be the name of an environment variable'],
    [{ run: ['sleep', '60'], timeout: 30 }, '`sleep` did not end within 30 ms'],
  ])('%j fails', async (config, message) => {
    await expect(
      step.perform(withDefaults(descriptor, config), stepContext(await temporaryFolder())),
    ).rejects.toThrow(new StepFailure(message));
  });
});
