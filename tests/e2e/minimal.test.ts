/** The smallest example by the built command. Its disk gate depends on the machine; the others do not. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runSentinel } from '../support/cli.ts';
import { emptyRepository } from '../support/git.ts';
import { examples, verdicts } from './support/release-gate.ts';

it('judges the repository that it lies in', async () => {
  const repository = await emptyRepository();
  await repository.commit({
    'sentinel.yaml': await readFile(join(examples, 'minimal/sentinel.yaml'), 'utf8'),
  });
  const plan = ['plan', '--version', 'v1.0.0', '--format', 'json'];
  expect(verdicts(await runSentinel(plan, { cwd: repository.folder }))).toMatchObject({
    'clean-tree': 'pass',
    version: 'pass',
  });
  await repository.write({ 'left.txt': 'behind\n' });
  const spoilt = await runSentinel(plan, { cwd: repository.folder });
  expect(verdicts(spoilt)).toMatchObject({ 'clean-tree': 'fail', version: 'pass' });
  expect(spoilt.exitCode).not.toBe(0);
});
