import { describe, expect, test } from 'vitest';
import { definitionsAt, referencesAt } from '../../../src/lsp/features/navigation.ts';
import { edit, textIn, uri } from '../../support/editor.ts';

const yaml = `sentinel: 1
policy: shop
environments: [dev, prod]
settings:
  url: { env: URL, per_env: { prod: "http://prod" } }
secrets:
  token: { env: TOKEN }
inputs:
  ticket: { type: string }
probes:
  api: { http: { url: "\${settings.url}/\${ticket}", headers: { A: "\${secrets.token}" } } }
  up:
    each: { svc: [cart] }
    http: { url: "http://\${svc}" }
  err: { prometheus: { url: "\${settings.url}", query: 'x{t="\${track}"}' } }
scores:
  health: { criteria: [{ of: api.ok }] }
gates:
  ok:
    environments: [prod]
    when: release.env in ["prod", "dev"] and "dev" != release.env
    require: [api.ok and ticket != "", 'all(up, p => p.ok and any(up, p => p.ok))', health.value > 0, 'settings["url"] != ""']
    message: "\${ticket} of \${api.status}"
rollouts:
  main:
    identity: canary.err < stable.err and deployed.prod.version is known
    stages:
      - { weight: 10%, exit: [ok] }
groups:
  all: { rollouts: [main] }
`;

const dsl = `policy "shop" {
  environments dev, prod
  setting url from env "URL" per env { prod "http://prod" }
  probe api = http { url "\${settings.url}" }
  gate "ok" in prod when release.env == "prod" { require api.ok and api.status == 200 }
}
`;

/** The line, from 1, of each place, with its text. */
function places(marked: string, withDefinition: boolean, file = 'sentinel.yaml'): readonly string[] {
  const { snapshot, offset } = edit(marked, { file });
  return referencesAt(snapshot, uri, offset, withDefinition).map(
    ({ range }) => `${range.start.line + 1} ${textIn(snapshot, range)}`,
  );
}

const at = (text: string, before: string, behind: string) =>
  text.replace(before + behind, `${before}▮${behind}`);

describe('YAML', () => {
  test.each([
    ['a setting', 'settings.u', 'rl', ['5 url', '11 url', '15 url', '22 url']],
    ['a secret', 'secrets.', 'token', ['7 token', '11 token']],
    ['an input', 'message: "${tic', 'ket', ['9 ticket', '11 ticket', '22 ticket', '23 ticket']],
    ['a probe', 'of ${a', 'pi.status', ['11 api', '17 api', '22 api', '23 api']],
    ['a score', 'he', 'alth.value', ['17 health', '22 health']],
    ['a gate', 'exit: [', 'ok', ['19 ok', '28 ok']],
    ['a rollout', 'rollouts: [', 'main', ['25 main', '30 main']],
    ['a probe by its side', 'canary.', 'err', ['15 err', '26 err', '26 err']],
    ['the variable of `each`', '${', 'svc', ['13 svc', '14 svc']],
  ] as const)('%s', (_, before, behind, expected) => {
    expect(places(at(yaml, before, behind), true)).toEqual(expected);
  });

  test('an environment', () => {
    const found = places(at(yaml, 'environments: [', 'prod'), true);
    expect(found.map((place) => place.split(' ')[1])).toEqual(found.map(() => 'prod'));
    expect(found.map((place) => Number(place.split(' ')[0]))).toEqual([3, 5, 20, 21, 26]);
  });

  test('parameters of quantifiers are apart', () => {
    const definition = (quantifier: string) => {
      const { snapshot, offset } = edit(at(yaml, `${quantifier}(up, `, 'p'));
      return definitionsAt(snapshot, uri, offset);
    };
    expect(definition('any')).toHaveLength(1);
    expect(definition('any')).not.toEqual(definition('all'));
  });

  test('without the definition', () => {
    expect(places(at(yaml, 'he', 'alth.value'), false)).toEqual(['22 health']);
  });

  test('the definition', () => {
    const { snapshot, offset } = edit(at(yaml, 'settings.u', 'rl'));
    expect(definitionsAt(snapshot, uri, offset).map(({ range }) => textIn(snapshot, range))).toEqual(['url']);
    const nowhere = edit(`${yaml}▮`);
    expect(definitionsAt(nowhere.snapshot, uri, nowhere.offset)).toEqual([]);
  });

  test('nothing in a text that cannot be read', () => {
    const { snapshot } = edit('sentinel: 99\npolicy: x\n');
    expect(definitionsAt(snapshot, uri, 3)).toEqual([]);
  });
});

describe('the DSL', () => {
  test.each([
    ['a setting', 'settings.u', 'rl', ['3 url', '4 url']],
    ['a probe', 'probe a', 'pi', ['4 api', '5 api', '5 api']],
    ['an environment', 'in p', 'rod', ['2 prod', '3 prod', '5 prod', '5 prod']],
    ['a gate', '"o', 'k"', ['5 ok']],
  ] as const)('%s', (_, before, behind, expected) => {
    expect(places(at(dsl, before, behind), true, 'shop.sntl')).toEqual(expected);
  });
});
