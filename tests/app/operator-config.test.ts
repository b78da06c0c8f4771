import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadOperatorConfig } from '../../src/app/operator-config.ts';
import { temporaryFolder } from '../support/folder.ts';
import { hostIn } from '../support/host.ts';
import { refusedWith } from '../support/refusal.ts';

async function configured(text: string) {
  const folder = await temporaryFolder({ 'sentinel.config.yaml': text });
  return loadOperatorConfig(hostIn(folder), join(folder, 'sentinel.config.yaml'), '/elsewhere');
}

describe('the operator’s configuration', () => {
  test('lists variables', async () => {
    expect(await configured('allow_env: [API_URL, SHOP_*]\n')).toMatchObject({
      allowEnv: ['API_URL', 'SHOP_*'],
    });
    expect(await configured('# nothing\n')).not.toHaveProperty('allowEnv');
    expect(await configured('')).not.toHaveProperty('allowEnv');
  });

  test.each([
    ['alow_env: [A]', 'unknown key `alow_env`'],
    ['zebra: 1', 'unknown key `zebra`'],
    ['hosts: [a]', '`hosts` is not yet in this version'],
    ['- a', 'the configuration is a map of keys'],
    ['allow_env: API_URL', 'this is a list of names'],
    ['allow_env: [a-b]', 'this is not the name of an environment variable'],
    ['allow_env: [[A]]', 'this is not the name of an environment variable'],
  ])('%s is refused', async (text, message) => {
    expect(await refusedWith(configured(`${text}\n`))).toMatchObject([{ code: 'SEN2012', message }]);
  });

  test('names a store, one for limits, and the sources that may be exempt', async () => {
    expect(
      await configured(
        'exempt_sources: [emergency]\nstore: postgres://db/sentinel\nlimit_store: redis://cache\n',
      ),
    ).toMatchObject({
      exemptSources: ['emergency'],
      store: 'postgres://db/sentinel',
      limitStore: 'redis://cache',
    });
    expect(await configured('exempt_sources: []\n')).toMatchObject({ exemptSources: [] });
  });

  test.each([
    ['store: [a]', 'this is not the URL of a store'],
    ['limit_store: ""', 'this is not the URL of a store'],
    ['exempt_sources: [a b]', 'this is not the name of a source'],
  ])('%s is refused too', async (text, message) => {
    expect(await refusedWith(configured(`${text}\n`))).toMatchObject([{ code: 'SEN2012', message }]);
  });

  test('knows people by the digests of their tokens, and their groups', async () => {
    const digest = 'a'.repeat(64);
    const actors = `actors: { ann: { tokens: ["sha256:${digest}"] }, bob: { tokens: [] } }`;
    expect(await configured(`groups: { sre: [ann, bob], ops: [] }\n${actors}\n`)).toMatchObject({
      actors: new Map([
        ['ann', [digest]],
        ['bob', []],
      ]),
      groups: new Map([
        ['sre', ['ann', 'bob']],
        ['ops', []],
      ]),
    });
  });

  test.each([
    ['actors: [ann]', 'this is a map by name'],
    ['actors: { ann: token }', '`ann` has no list of tokens'],
    ['actors: { ann: { token: [] } }', '`ann` has no list of tokens'],
    ['actors: { ann: { tokens: [], mail: a } }', '`ann` has no list of tokens'],
    ['actors: { ann: { tokens: [secret] } }', 'this is not the digest of a token'],
    ['actors: { ann: { tokens: [[]] } }', 'this is not the digest of a token'],
    ['groups: { sre: ann }', '`sre` is a list of names'],
    ['groups: { sre: [ann] }', 'nobody of `actors` is called `ann`'],
    ['groups: sre', 'this is a map by name'],
  ])('%s is refused as well', async (text, message) => {
    expect(await refusedWith(configured(`${text}\n`))).toMatchObject([{ code: 'SEN2012', message }]);
  });

  test('that is not YAML is refused', async () => {
    expect(await refusedWith(configured('allow_env: [\n'))).not.toEqual([]);
  });

  test('is the user’s, where none is named', async () => {
    const home = await temporaryFolder({ '.config/sentinel/sentinel.config.yaml': 'allow_env: [A]\n' });
    expect(await loadOperatorConfig(hostIn(home), undefined, '/elsewhere')).toMatchObject({
      allowEnv: ['A'],
    });
    const xdg = hostIn('/', { XDG_CONFIG_HOME: join(home, '.config') });
    expect(await loadOperatorConfig(xdg, undefined, '/elsewhere')).toMatchObject({ allowEnv: ['A'] });
  });

  test('is never from the tree that the policy governs', async () => {
    const tree = await temporaryFolder({
      'sentinel.config.yaml': 'allow_env: [A]\n',
      'sentinel/sentinel.config.yaml': 'allow_env: [A]\n',
    });
    const given = loadOperatorConfig(hostIn(tree), 'sentinel.config.yaml', tree);
    expect(await refusedWith(given)).toMatchObject([{ code: 'SEN2012' }]);
    const found = loadOperatorConfig(hostIn(tree, { XDG_CONFIG_HOME: tree }), undefined, tree);
    expect(await found).not.toHaveProperty('allowEnv');
  });

  test('that is named and missing is refused', async () => {
    expect(
      await refusedWith(loadOperatorConfig(hostIn('/tmp'), '/nowhere/c.yaml', '/elsewhere')),
    ).toMatchObject([{ code: 'SEN2011' }]);
  });
});
