/** The provider in the client that programs use. */
import { join } from 'node:path';
import { OpenFeature, ProviderEvents } from '@openfeature/server-sdk';
import { expect, onTestFinished, test } from 'vitest';
import { SentinelProvider } from '../../src/flags/openfeature.ts';
import { flagProject } from '../support/flag.ts';

let domains = 0;

async function clientOf(options: ConstructorParameters<typeof SentinelProvider>[0]) {
  const domain = `d${++domains}`;
  const provider = new SentinelProvider(options);
  onTestFinished(() => provider.onClose());
  const ready = OpenFeature.setProviderAndWait(domain, provider).then(
    () => true,
    () => false,
  );
  return { ready: await ready, client: OpenFeature.getClient(domain) };
}

const flag = 'shop/new-checkout';

test('answers with the reasons of the specification', async () => {
  const project = await flagProject();
  await project.begin(5_000);
  const store = join(project.cwd, '.sentinel/state.db');
  const { client, ready } = await clientOf({ store, flags: [flag] });
  expect(ready).toBe(true);

  const internal = { targetingKey: 'u3@example.com', workspace: 'w1', region: 'us' };
  expect(await client.getBooleanDetails(flag, false, internal)).toMatchObject({
    value: true,
    reason: 'TARGETING_MATCH',
    variant: expect.stringMatching(/^[ab]$/u) as string,
    flagMetadata: { bucket: expect.any(Number) as number },
  });
  expect(['a', 'b']).toContain(await client.getStringValue(flag, 'old', internal));
  const outsider = { targetingKey: 'u1', workspace: 'w1', region: 'us' };
  expect(await client.getBooleanDetails(flag, true, outsider)).toMatchObject({
    value: false,
    reason: 'DEFAULT',
  });
  expect(await client.getStringDetails(flag, 'old', outsider)).toMatchObject({
    value: 'old',
    variant: 'stable',
  });

  expect(await client.getBooleanDetails(flag, true, { workspace: 'w1' })).toMatchObject({
    value: true,
    reason: 'ERROR',
    errorCode: 'TARGETING_KEY_MISSING',
  });
  expect(await client.getBooleanDetails('none', false, outsider)).toMatchObject({
    errorCode: 'FLAG_NOT_FOUND',
  });
  expect(await client.getNumberDetails(flag, 7, internal)).toMatchObject({
    value: 7,
    errorCode: 'TYPE_MISMATCH',
  });
  expect(await client.getObjectDetails(flag, {}, internal)).toMatchObject({ errorCode: 'TYPE_MISMATCH' });
});

test('is in error where the store is not there, and false where it is switched off here', async () => {
  const gone = await clientOf({ store: '/nowhere/state.db', flags: [flag] });
  expect(gone.ready).toBe(false);
  expect(gone.client.providerStatus).toBe('ERROR');
  const killed = await clientOf({ store: '/nowhere/state.db', env: { SENTINEL_KILL: '1' } });
  expect(await killed.client.getBooleanDetails(flag, true, { targetingKey: 'a' })).toMatchObject({
    value: false,
    reason: 'DISABLED',
  });
});

test('says that it is stale, and that it is well again', async () => {
  const project = await flagProject();
  await project.begin(5_000);
  const store = join(project.cwd, '.sentinel/state.db');
  // Whatever was read is too old at once.
  const { client } = await clientOf({ store, flags: [flag], refresh: 1e9, maxAge: -1 });
  const stale = new Promise((resolve) => {
    client.addHandler(ProviderEvents.Stale, resolve);
  });
  const internal = { targetingKey: 'u3@example.com', workspace: 'w1', region: 'us' };
  expect(await client.getBooleanDetails(flag, false, internal)).toMatchObject({
    value: true,
    reason: 'STALE',
  });
  await stale;
  expect(client.providerStatus).toBe('STALE');
});
