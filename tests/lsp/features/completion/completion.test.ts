import { describe, expect, test } from 'vitest';
import { completions } from '../../../../src/lsp/features/completion/index.ts';
import { edit, textIn } from '../../../support/editor.ts';

const head = `sentinel: 1
policy: shop
environments: [dev, prod]
settings:
  url: { env: URL, per_env: { prod: "http://prod" } }
secrets:
  token: { env: TOKEN }
inputs:
  ticket: { type: string }
probes:
  disk: { disk: { path: / } }
  up:
    each: { svc: [cart, pay] }
    http: { url: "http://\${svc}" }
`;

const dslHead = `policy "shop" {
  environments dev, prod
  probe disk = disk { path "/" }
  probe up each svc in ["cart"] = http { url "http://\${svc}" }
`;

function offered(marked: string, file = 'sentinel.yaml') {
  const { snapshot, offset } = edit(marked, {
    file,
    before: file === 'sentinel.yaml' ? head : `${dslHead}}\n`,
  });
  return completions(snapshot, offset).map(({ label, textEdit }) => {
    if (!textEdit || !('range' in textEdit)) throw new Error(`${label} changes nothing`);
    return { label, insert: textEdit.newText, replaces: textIn(snapshot, textEdit.range) };
  });
}

const labels = (marked: string, file?: string) => offered(marked, file).map(({ label }) => label);

describe('keys', () => {
  test('of the policy, less those that stand there', () => {
    const found = labels(`${head}▮`);
    expect(found).toContain('gates');
    expect(found).not.toContain('probes');
  });

  test('what is half-written is no key that stands there', () => {
    expect(offered(`${head}gate▮`)).toContainEqual({ label: 'gates', insert: 'gates:', replaces: 'gate' });
    expect(labels(`${head}gates▮: {}\n`)).toContain('gates');
  });

  test('of a gate', () => {
    const found = offered(`${head}gates:\n  a:\n    severity: block\n    re▮`);
    expect(found).toContainEqual({ label: 'require', insert: 'require: ', replaces: 're' });
    expect(found.map(({ label }) => label)).not.toContain('severity');
  });

  test('of a gate in braces', () => {
    expect(labels(`${head}gates:\n  a: { severity: block, ▮`)).toContain('require');
  });

  test('kinds of probes, and of steps', () => {
    expect(labels(`${head}  new:\n    ▮`)).toEqual(expect.arrayContaining(['each', 'http', 'prometheus']));
    expect(labels(`${head}before:\n  - ▮`)).toEqual(expect.arrayContaining(['name', 'when', 'command']));
  });

  test('of the configuration of a probe', () => {
    expect(labels(`${head}  new:\n    http:\n      url: x\n      ▮`)).toContain('expect_status');
    expect(labels(`${head}  new:\n    nothing:\n      ▮`)).toEqual([]);
  });

  test('of an item of a list', () => {
    expect(labels('rollouts:\n  a:\n    stages:\n      - { weight: 1%, ▮')).toContain('weight');
  });

  test('environments under `per_env`', () => {
    expect(offered(`${head}  x: { disk: {} }\nsettings:\n  y:\n    per_env:\n      ▮`)).toEqual([
      { label: 'dev', insert: 'dev: ', replaces: '' },
      { label: 'prod', insert: 'prod: ', replaces: '' },
    ]);
  });

  test('names are the author’s', () => {
    expect(labels(`${head}gates:\n  ▮`)).toEqual([]);
  });

  test('help says what a key is for', () => {
    const { snapshot, offset } = edit('▮');
    const mode = completions(snapshot, offset).find(({ label }) => label === 'mode');
    expect(mode?.documentation).toEqual({
      kind: 'markdown',
      value:
        'With `shadow` everything is evaluated and recorded, and nothing is enforced.\n\nOne of `enforce`, `shadow`.\n\nDefault: `enforce`.',
    });
  });
});

describe('values', () => {
  test.each([
    ['words of the language', 'gates:\n  a:\n    severity: cr▮', ['advisory', 'block', 'critical']],
    ['truths', 'inputs:\n  a: { required: ▮', ['true', 'false']],
    ['environments', 'gates:\n  a:\n    environments: [dev, ▮', ['dev', 'prod']],
    ['days', 'freezes:\n  a: { every: [▮', ['day', 'weekday', 'mon']],
    ['types of inputs', 'inputs:\n  b: { type: ▮', ['string', 'boolean', 'number']],
    ['fields of a release', 'limits:\n  a: { by: [▮', ['version', 'tag', 'env']],
    ['time zones', 'freezes:\n  a:\n    timezone: Eur▮', ['UTC', 'Africa/Abidjan']],
    ['words of a list', 'freezes:\n  a: { blocks: [▮', ['start', 'promote']],
  ])('%s', (_, text, words) => {
    expect(labels(`${head}${text}`).slice(0, words.length)).toEqual(words);
  });

  test('a list where one is wanted', () => {
    expect(offered(`${head}gates:\n  a:\n    environments: ▮`)[0]).toEqual({
      label: 'dev',
      insert: '[dev]',
      replaces: '',
    });
    expect(offered(`${head}freezes:\n  a:\n    blocks: st▮`)[0]).toEqual({
      label: 'start',
      insert: '[start]',
      replaces: 'st',
    });
  });

  test('gates that a stage asks, rollouts of a group', () => {
    const gate = `${head}gates:\n  slo: { require: disk.used < 1% }\nrollouts:\n  main:\n    stages:\n      - weight: 1%\n        exit: [▮]\n`;
    expect(labels(gate)).toEqual(['slo']);
    expect(labels(`${head}rollouts:\n  main: { dwell: 1m }\ngroups:\n  g: { rollouts: [▮] }\n`)).toEqual([
      'main',
    ]);
  });

  test('none where anything may stand', () => {
    expect(labels(`${head}description: ▮`)).toEqual([]);
  });
});

describe('expressions', () => {
  const condition = (text: string) => labels(`${head}gates:\n  a:\n    require: ${text}`);

  test('names, functions and words', () => {
    const found = condition('▮');
    expect(found).toEqual(
      expect.arrayContaining(['disk', 'up', 'ticket', 'git', 'release', 'now', 'max', 'not']),
    );
    expect(found).not.toContain('system');
  });

  test('fields of a probe, members of a prefix, of a record in a list', () => {
    expect(condition('disk.▮')).toEqual(['used', 'free', 'total']);
    expect(condition('git.release_tag.▮')).toEqual(['exists', 'commit', 'annotated']);
    expect(condition('settings.▮')).toEqual(['url']);
    expect(condition('deployed.▮')).toEqual(['dev', 'prod']);
    expect(condition('deployed.dev.▮')).toEqual(['version', 'artifact', 'completed_at', 'healthy_for']);
    expect(condition('all(up, p => p.▮')).toContain('latency');
    expect(condition('any(git.tags, t => ▮')).toContain('t');
    expect(condition('nothing.▮')).toEqual([]);
    expect(condition('ticket.▮')).toEqual([]);
  });

  test('operators behind a value, tests behind `is`', () => {
    const operators = ['and', 'or', 'is', 'is not', 'in', 'not in', 'like', 'matches'];
    expect(condition('disk.used ▮')).toEqual(operators);
    expect(condition('release.source == "ci" ▮')).toEqual(operators);
    expect(condition('release.source == "${ticket}" ▮')).toEqual(operators);
    expect(condition('release.version is ▮')).toEqual(['known', 'empty', 'semver', 'vsemver']);
    expect(condition('release.version is not v▮')).toContain('vsemver');
  });

  test('environments that `release.env` is compared with', () => {
    expect(condition("release.env == '▮")).toEqual(['dev', 'prod']);
    expect(condition('release.env in ["dev", "▮')).toEqual(['dev', 'prod']);
  });

  test('nothing inside other texts, and where nothing can be read', () => {
    expect(condition('release.source == "x ▮')).toEqual([]);
    expect(condition('release.source == "x ${re▮')).toContain('release');
    expect(condition('lower("${ticket}") == ▮')).toContain('disk');
    expect(condition('é▮')).toEqual([]);
  });

  test('inside texts of a configuration', () => {
    const url = (text: string) => labels(`${head}  new:\n    http:\n      url: "${text}`);
    expect(url('${settings.▮')).toEqual(['url']);
    expect(url('${▮')).toContain('secrets');
    expect(url('${▮')).not.toContain('disk');
    for (const text of ['htt▮', '$${▮', '${now}▮']) expect(url(text)).toEqual([]);
  });

  test('the variable of `each`', () => {
    expect(labels(head.replace('${svc}', '${▮'))).toContain('svc');
  });

  test('both sides of a rollout', () => {
    const probe = `  m: { prometheus: { url: "http://x", query: 'a{t="\${track}"}' } }`;
    expect(labels(`${head}${probe}\nrollouts:\n  a:\n    identity: canary.▮`)).toEqual(['m']);
  });

  test('of the last text that could be read', () => {
    const broken = `${head}gates:\n  a: { require: "disk.▮`;
    expect(labels(broken)).toEqual(['used', 'free', 'total']);
  });

  test('nothing where no policy was ever read', () => {
    const { snapshot, offset } = edit('sentinel: 99\ngates:\n  a:\n    require: ▮');
    expect(snapshot.policy).toBeUndefined();
    expect(completions(snapshot, offset)).toEqual([]);
  });
});

describe('the DSL', () => {
  const dsl = (text: string) => offered(`${dslHead}${text}`, 'shop.sntl');

  test.each([
    ['clauses of the policy', '▮', { label: 'gate', insert: 'gate ', replaces: '' }],
    ['clauses of a gate', 'gate x { re▮', { label: 'require', insert: 'require ', replaces: 're' }],
    ['clauses of a limit', 'limit x { ▮', { label: 'at_most', insert: 'at most ', replaces: '' }],
    ['kinds of probes', 'probe x = ▮', { label: 'http', insert: 'http {', replaces: '' }],
    ['keys of a probe', 'probe x = http {\n  ▮', { label: 'url', insert: 'url ', replaces: '' }],
    ['severities', 'gate x ▮', { label: 'critical', insert: 'critical', replaces: '' }],
    ['environments', 'gate x in dev, p▮', { label: 'prod', insert: 'prod', replaces: 'p' }],
    ['words of a list', 'freeze x { blocks start, ▮', { label: 'promote', insert: 'promote', replaces: '' }],
    [
      'what follows in a header',
      'rollout x { stage 10% h▮',
      { label: 'hold', insert: 'hold ', replaces: 'h' },
    ],
    ['fields', 'gate x { require disk.u▮', { label: 'used', insert: 'used', replaces: 'u' }],
    [
      'environments in texts',
      'gate x { when release.env == "▮',
      { label: 'dev', insert: 'dev', replaces: '' },
    ],
    ['environments as keys', 'setting x per env { ▮', { label: 'prod', insert: 'prod ', replaces: '' }],
  ])('%s', (_, text, offer) => {
    expect(dsl(text).map(({ label, ...rest }) => ({ label, ...rest }))).toContainEqual(
      offer.label === 'at_most' ? { ...offer, label: 'at' } : offer,
    );
  });

  test('nothing in a comment', () => {
    expect(dsl('# gate ▮')).toEqual([]);
  });
});
