import { describe, expect, test } from 'vitest';
import { hoverAt } from '../../../src/lsp/features/hover.ts';
import { edit, textIn } from '../../support/editor.ts';

const now = Date.parse('2026-11-24T10:00:00Z');

const head = `sentinel: 1
policy: shop
environments: [prod]
settings:
  url: { env: URL, per_env: { prod: "http://prod" }, default: "http://x" }
  plain: { default: x }
secrets:
  token: { env: TOKEN }
  key: { file: /run/key }
inputs:
  ticket: { type: string }
probes:
  disk: { disk: { path: / } }
  api: { http: { url: "\${settings.url}", headers: { A: "\${secrets.token}", B: "\${secrets.key}" } } }
  up:
    each: { svc: [cart, pay] }
    http: { url: "http://\${svc}/\${track}" }
`;

/** What is shown, and the text that it is shown for. */
function hover(marked: string, file?: string): readonly [about: string, text: string] | undefined {
  const { snapshot, offset } = edit(marked, file === undefined ? {} : { file });
  const found = hoverAt(snapshot, offset, snapshot.diagnostics(0), now);
  if (!found?.range) return undefined;
  return [textIn(snapshot, found.range), (found.contents as { value: string }).value];
}

const condition = (text: string) => hover(`${head}gates:\n  a:\n    require: ${text}\n`);

test('what the last run saw', () => {
  const { snapshot, offset } = edit(`${head}gates:\n  a:\n    require: disk.us▮ed < 1%\n`);
  const last = { at: now - 180_000, facts: new Map([['disk.used', 0.91]]) };
  const found = hoverAt(snapshot, offset, [], now, last)?.contents as { value: string };
  expect(found.value).toMatch(/Last: `91 %`, 3 min ago\.$/u);
  const unseen = edit(`${head}gates:\n  a:\n    require: ap▮i\n`);
  const other = hoverAt(unseen.snapshot, unseen.offset, [], now, last)?.contents as { value: string };
  expect(other.value).not.toContain('Last:');
});

describe('names in expressions', () => {
  test.each([
    [
      'disk.us▮ed < 1%',
      'used',
      '`disk.used`: ratio\n\nThe part in use of what programs may use, as `df` counts it. From the `disk` probe `disk`.',
    ],
    ['ap▮i', 'api', '`api`: boolean\n\nThe status is the expected one. From the `http` probe `api`.'],
    ['all(u▮p, p => p.ok)', 'up', '`up`: list of record\n\nAll observations of the `http` probe `up`.'],
    ['all(up, p => p.o▮k)', 'ok', '`p.ok`: boolean'],
    [
      'release.ver▮sion is semver',
      'version',
      '`release.version`: string\n\nA field of the release: from the command line, else the CI system, else git. Unknown where none of them gives it.',
    ],
    [
      'settings.ur▮l == ""',
      'url',
      '`settings.url`: string\n\nA setting, from the environment variable `URL`.\n\nIn `prod`: `http://prod`.\n\nDefault: `http://x`.',
    ],
    ['settings.pla▮in == ""', 'plain', '`settings.plain`: string\n\nA setting.\n\nDefault: `x`.'],
    ['tick▮et == ""', 'ticket', '`ticket`: string\n\nAn input, given with `--set ticket=…`.'],
    [
      'deployed.prod.healthy▮_for > 1h',
      'healthy_for',
      '`deployed.prod.healthy_for`: duration\n\nHow long the last release has been completed, without a failed check or a roll-back since then, in `prod`, as the store tells. Unknown where nothing was completed there.',
    ],
    ['within(no▮w, 1h)', 'now', '`now`: instant\n\nThe instant of the evaluation.'],
    [
      'git.release_▮tag.exists',
      'release_tag',
      '`git.release_tag`\n\n- `exists`: boolean\n\n- `commit`: string',
    ],
    ['disk.used < m▮ax(1%, 2%)', 'max', '`max(a, b, …)`\n\nThe greatest of values with like units.'],
  ])('%s', (text, about, shown) => {
    const [on, said] = condition(text) ?? [];
    expect(on).toBe(about);
    expect(said?.replace(/\n- /gu, '\n\n- ').replaceAll('\n\n\n', '\n\n')).toContain(shown);
  });

  test('secrets and variables in a configuration', () => {
    expect(hover(head.replace('secrets.token', 'secrets.to▮ken'))?.[1]).toBe(
      '`secrets.token`: string\n\nA secret, from the environment variable `TOKEN`. It is never shown.',
    );
    expect(hover(head.replace('secrets.key', 'secrets.ke▮y'))?.[1]).toContain('from the file `/run/key`');
    expect(hover(head.replace('${svc}', '${sv▮c}'))?.[1]).toBe('`svc`: string');
    expect(hover(head.replace('${track}', '${tra▮ck}'))?.[1]).toBe(
      '`track`: string\n\nStands for `stable` outside a rollout.',
    );
  });

  test('nothing for what has no meaning', () => {
    expect(condition('release.source == "a▮bc"')).toBeUndefined();
    expect(condition('disk.used < 1▮%')).toBeUndefined();
  });
});

describe('keys', () => {
  test.each([
    ['requ▮ire', 'What must hold.'],
    ['sever▮ity', 'One of `advisory`, `block`, `critical`.\n\nDefault: `block`.'],
  ])('%s', (key, shown) => {
    const text = `${head}gates:\n  a: { ${key}: critical }\n`;
    expect(hover(text)?.[1]).toContain(shown);
  });

  test('kinds of probes and steps, declared probes', () => {
    expect(hover(head.replace('{ disk:', '{ di▮sk:'))?.[1]).toMatch(/^The .*\n\n- `used` \(ratio\): /u);
    expect(hover(`${head}before:\n  - comm▮and: { run: [x] }\n`)?.[1]).toMatch(/^[A-Z]/u);
    expect(hover(head.replace('  disk:', '  di▮sk:'))?.[1]).toContain('`disk`: ratio');
    expect(hover(`${head}  m: { promet▮heus: {} }\n`)?.[1]).toContain('- `value` (by `unit`): ');
  });

  test('nothing for names that the schema does not know', () => {
    expect(hover(`${head}bef▮ore: x\n`)?.[1]).toContain('Steps');
    expect(hover('sentinel: 1\npolicy: x\nfoo▮: 1\n')?.[0]).toBe('foo');
  });
});

describe('findings', () => {
  test('the page of the code', () => {
    const [about, text] = condition('dis▮c.used < 1%') ?? [];
    expect(about).toBe('disc');
    expect(text).toMatch(/^\*\*SEN1401: unknown name\*\*\n\nAn expression uses a name/u);
    expect(text).toContain('A misspelt name must never');
    expect(text).not.toContain('```');
  });

  test('the code of a suppression', () => {
    const text = `${head}gates:\n  # sentinel-ignore SEN12▮01: because\n  a: { require: disk.used < 1% }\n`;
    expect(hover(text)?.[1]).toContain('SEN1201: ');
    expect(hover(text.replace('SEN12▮01', 'SEN9▮999').replace('sentinel-ignore', 'see'))).toBeUndefined();
    expect(
      hover(text.replace('SEN12▮01: because', 'SEN1201: beca▮use').replace('sentinel-ignore', 'see')),
    ).toBeUndefined();
  });

  test('above what else is there', () => {
    const said = hover(`${head}gates:\n  a: { require: git.cle▮an and 1 }\n`);
    expect(said?.[1]).toContain('git.clean');
  });
});

test('nothing in a text that cannot be read', () => {
  const { snapshot } = edit('sentinel: 99\npolicy: x\n');
  expect(hoverAt(snapshot, 15, [], now)).toBeUndefined();
});

test('the DSL', () => {
  const text = 'policy "x" {\n  probe disk = disk { path "/" }\n  gate "a" { require disk.us▮ed < 1% }\n}\n';
  expect(hover(text, 'x.sntl')?.[1]).toContain('`disk.used`: ratio');
});

test('the name of a freeze: its window in words, and when it comes next', () => {
  const freeze = (keys: string) => hover(`${head}freezes:\n  clo▮sed: { ${keys} }\n`);
  const [about, text] = freeze('every: [sat, sun], timezone: America/New_York') ?? [];
  expect(about).toBe('closed');
  expect(text).toContain(
    'frozen every Sat and Sun, on the clocks of America/New_York\n\nnext: Sat 28 Nov 00:00 New York',
  );
  expect(freeze('calendar: ./a.ics, timezone: UTC')?.[1]).toContain('during the events of ./a.ics');
  expect(freeze('timezone: UTC')?.[1] ?? '').not.toContain('frozen');
});
