/** `deployed.ENV` from one `apply` to the gate of the next environment. */
import { expect, test } from 'vitest';
import { apply, check } from '../../src/app/index.ts';
import { requestWith } from '../support/host.ts';
import { policy, project } from '../support/project.ts';

const soak = policy.replace(
  'after:',
  `  soak:
    environments: [prod]
    require: [deployed.dev.version == release.version, deployed.dev.healthy_for >= 1h]
after:`,
);
const yes = { shadow: false, confirm: () => Promise.resolve(true) };
const hour = 3_600_000;

async function bench(text = soak) {
  const { cwd, host } = await project({ 'sentinel.yaml': text });
  const release = (env: string, version: string) => requestWith({ release: { env, version } });
  return {
    cwd,
    host,
    apply: (env: string, version = 'v1') => apply({ ...release(env, version), ...yes }, host),
    async soak(version = 'v1', parts = {}) {
      const { decision } = await check({ ...release('prod', version), ...parts }, host);
      const rule = decision.rules.find(({ name }) => name === 'soak');
      return [rule?.verdict, ...(rule?.reasons ?? []).map(({ text }) => text)];
    },
  };
}

test('a version goes on when it was well for long enough where it was before', async () => {
  const it = await bench();
  expect((await it.soak()).slice(0, 2)).toEqual(['unknown', expect.stringMatching(/nothing was completed/u)]);
  await it.apply('dev');
  expect(await it.soak()).toEqual(['fail', expect.stringMatching(/deployed\.dev\.healthy_for/u)]);
  await it.host.clock.run(it.host.clock.sleep(hour));
  expect(await it.soak()).toEqual(['pass']);
  expect(await it.soak('v2')).toEqual(['fail', expect.stringMatching(/deployed\.dev\.version/u)]);
});

test('as of before it was completed nothing is known', async () => {
  const it = await bench();
  await it.apply('dev');
  const [verdict, reason] = await it.soak('v1', { at: '2026-11-24T09:00:00Z' });
  expect([verdict, reason]).toEqual(['unknown', expect.stringMatching(/completed later/u)]);
});

test('a release that fails midway leaves the version before, of which nobody knows how it does', async () => {
  const it = await bench(soak.replace('>> log.txt', '>> log.txt; test "$1" = v1'));
  await it.apply('dev');
  await it.host.clock.run(it.host.clock.sleep(hour));
  expect((await it.apply('dev', 'v2')).exitCode).toBe(1);
  expect(await it.soak()).toEqual(['unknown', expect.stringMatching(/the release of v2 failed midway/u)]);
});

test('what was only played is not there', async () => {
  const it = await bench(soak.replace('policy: shop', 'policy: shop\nmode: shadow'));
  await it.apply('dev');
  expect((await it.soak()).slice(0, 2)).toEqual([
    'unknown',
    expect.stringMatching(/nothing was completed in `dev`/u),
  ]);
});

test('what cannot be read is unknown', async () => {
  const it = await bench();
  const { writeFile, mkdir } = await import('node:fs/promises');
  await mkdir(`${it.cwd}/.sentinel`);
  await writeFile(`${it.cwd}/.sentinel/state.db`, 'no store');
  expect((await it.soak()).slice(0, 2)).toEqual(['unknown', expect.stringMatching(/the store is lost/u)]);
});
