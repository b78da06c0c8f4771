import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { ask, apply, status } from '../../../src/app/index.ts';
import { unknown } from '../../../src/plan/value.ts';
import { adapters, canary, canaryPolicy } from '../../support/canary.ts';
import { hostIn } from '../../support/host.ts';

vi.mock('../../../src/app/adapters.ts', () => ({
  openDriver: () => Promise.resolve(adapters.driver),
  loadProbe: () => Promise.resolve(adapters.probe),
  loadStep: () => Promise.reject(new Error('there are no steps')),
}));

const token = 'c4nary-9f81';
const policy = canaryPolicy
  .replace('gates:', 'secrets: { token: { env: TOKEN } }\ngates:')
  .replace('query:', 'headers: { Authorization: "${secrets.token}" }\n      query:');

test('what a driver or a probe gave back is kept without the secrets that it was sent', async () => {
  const { cwd, host, driver, errors, request } = await canary(policy, { TOKEN: token });
  driver.deaf = `the driver says ${token}`;
  errors.set('green', unknown(`the probe says ${token}`));
  await host.clock.run(apply(request('v1', { timeout: 6_000 }), host));
  const { signal } = new AbortController();
  const choice = { shadow: false };
  await ask({ request: 'abort', choice, reason: 'OPS-931', look: true, signal }, host);

  // Whoever asks later need not know the secret.
  const stranger = hostIn(cwd);
  const report = await status({ choice, watch: false, signal, listener: () => undefined }, stranger);
  expect(JSON.stringify(report)).toContain('the driver says ‹secret token›');
  expect((await readFile(join(cwd, '.sentinel/state.db'))).includes(token)).toBe(false);
});
