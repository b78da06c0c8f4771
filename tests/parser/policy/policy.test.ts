/** From text to the tree of a policy. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readBlocks, readPolicyText, withoutSpans } from '../../support/policy-tree.ts';

const fixture = (name: string): string =>
  readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');

test('the example of the language is read without a finding', () => {
  const { policy, found } = readPolicyText(fixture('checkout-api.yaml'));
  expect(found).toEqual([]);
  expect(policy?.name?.value).toBe('checkout-api');
  expect(policy?.gates.map(({ name, require }) => `${name.value} ${require.length}`)).toEqual([
    'clean-tree 1',
    'branch 1',
    'version 2',
    'change-ticket 1',
    'disk 1',
    'dependency 1',
    'slo 2',
  ]);
  expect(withoutSpans(policy?.limits[0]?.atMost)).toEqual([
    { count: 1, per: 60_000 },
    { count: 3, per: 3_600_000 },
  ]);
  expect(withoutSpans(policy?.rollouts[0]?.stages.map(({ weight, hold }) => [weight, hold]))).toEqual([
    [0.1, 1_800_000],
    [0.5, 1_800_000],
    [1, 3_600_000],
  ]);
  expect(withoutSpans(policy?.rollouts[0]?.unknown)).toMatchObject({
    action: 'hold',
    for: 600_000,
  });
  expect(policy?.comments.map(({ text }) => text)).toContain('language version');
});

test('the health score of the language is read, with a hint about its commas', () => {
  const { policy, found } = readPolicyText(fixture('health-score.yaml'));
  expect(found).toEqual(['SEN1013 all(replicas, r => r.ok)']);
  expect(policy?.scores[0]?.criteria.map(({ of }) => of?.kind)).toEqual(['call', 'arithmetic', 'compare']);
});

describe('fragments of the language', () => {
  test.each([
    'inputs: { ticket: { type: string, default: "" }, regions: { type: [string] } }',
    'probes: { up: { each: { svc: [cart, pay] }, http: { url: "http://${svc}/health" } } }',
    'freezes: { f: { every: day, between: "22:00-06:00", timezone: Europe/Berlin } }',
    'freezes: { f: { holidays: US-NY, timezone: UTC } }',
    'limits: { deploys: { at_most: [1 per 1m, 3 per 1h], by: [workload, env] } }',
    'rollouts: { r: { ramp: { from: 10%, by: 10%, to: 100%, every: 5m } } }',
    'rollouts: { r: { stages: [{ weight: 50%, approve: { from: sre, count: 2, not_author: true, expires: 4h } }] } }',
    'rollouts: { r: { unknown: { action: hold, for: 10m, then: rollback } } }',
    'rollouts: { r: { assign: { by: [workspace, actor], seed: s } } }',
    'rollouts: { r: { tracks: { canary: "v2", stable: "v1" } } }',
    'rollouts: { r: { analysis: { compare: error_rate, test: sequential, significance: 5%, margin: 0.5% } } }',
    'groups: { shop: { rollouts: [backend, frontend] } }',
    'extends: ./org.yaml',
  ])('%s', (text) => {
    expect(readBlocks(text).found).toEqual([]);
  });
});

test('ten mistakes are told in one go', () => {
  const text = fixture('ten-mistakes.yaml');
  const { found, messages } = readPolicyText(text);
  expect(found.map((line, index) => `${line}: ${messages[index]}`).join('\n')).toBe(
    fixture('ten-mistakes.txt').trimEnd(),
  );
  expect(found).toHaveLength(10);
});

describe('the version of the language', () => {
  test('stands first', () => {
    expect(readPolicyText('policy: x\nsentinel: 1\n').messages).toEqual([
      '`sentinel` is the first key of a policy; move `sentinel: 1` to the top',
    ]);
  });

  test('is one that the program reads', () => {
    const { policy, messages } = readPolicyText('sentinel: 2\nfuture: yes\n');
    expect(messages).toEqual([
      'there is no version `2` of the language here; this program reads version `1`',
    ]);
    expect(policy).toBeUndefined();
  });

  test('is a number', () => {
    expect(readPolicyText('sentinel: "1"\npolicy: x').found).toEqual(['SEN1102 "1"']);
    expect(readPolicyText('sentinel: [1]\npolicy: x').found).toEqual(['SEN1102 [1]']);
  });
});

test("the language's own syntax gives the same tree", () => {
  const { policy, messages } = readPolicyText('policy "x" {\n  description "a shop"\n}', 'x.sntl');
  expect(messages).toEqual([]);
  const yaml = readPolicyText('sentinel: 1\npolicy: x\ndescription: a shop').policy;
  expect(withoutSpans(policy?.document)).toEqual(withoutSpans(yaml?.document));
});

test('a text without a tree has a finding', () => {
  expect(readPolicyText('').policy).toBeUndefined();
});

describe('expressions', () => {
  test('numbers and booleans of YAML are expressions', () => {
    const { policy, found } = readBlocks('gates: { g: { require: true, prefer: [1, "x"] } }');
    expect(found).toEqual([]);
    expect(policy?.gates[0]?.require.map(({ kind }) => kind)).toEqual(['boolean']);
    expect(policy?.gates[0]?.prefer.map(({ kind }) => kind)).toEqual(['number', 'name']);
  });

  test('their places are those of the file, in every style', () => {
    const text = [
      'gates:',
      '  g:',
      '    require:',
      '      - \'a == "x" and disc\'',
      '      - "a == \\"x\\" and disc"',
      '      - |',
      '        a and',
      '          disc',
      '      - a and',
      '        disc',
    ].join('\n');
    const source = `sentinel: 1\npolicy: shop\n${text}\n`;
    const { policy, found } = readPolicyText(source);
    expect(found).toEqual([]);
    const places = policy?.gates[0]?.require.map((item) => {
      const last = item.kind === 'and' ? item.items.at(-1) : undefined;
      return source.slice(last?.span.start, last?.span.end);
    });
    expect(places).toEqual(['disc', 'disc', 'disc', 'disc']);
  });

  test('nothing invisible stands in them', () => {
    expect(readBlocks('gates: { g: { require: x == "ma\u200bin" } }').found).toEqual(['SEN1004 \u200b']);
  });

  test('texts with expressions inside', () => {
    const { policy, found } = readBlocks('gates: { g: { require: a, message: "is ${a}" } }');
    expect(found).toEqual([]);
    expect(policy?.gates[0]?.message?.parts).toHaveLength(2);
    expect(readBlocks('gates: { g: { require: a, message: 5 } }').policy?.gates[0]?.message).toBeUndefined();
  });
});

describe('names that expressions use', () => {
  test.each([
    ['probes', '{ disk: {} }', 'a probe'],
    ['settings', '{ env: X }', 'a setting'],
    ['secrets', '{ env: X }', 'a secret'],
    ['inputs', '{ type: string }', 'an input'],
    ['scores', '{ criteria: [{ of: a }] }', 'a score'],
  ])('%s', (block, body, what) => {
    expect(readBlocks(`${block}: { Root-disk: ${body} }`).messages).toEqual([
      `\`Root-disk\` cannot name ${what}; use small letters, digits and \`_\`: \`root_disk\``,
    ]);
    expect(readBlocks(`${block}: { 1a: ${body} }`).messages).toEqual([
      `\`1a\` cannot name ${what}; use small letters, digits and \`_\``,
    ]);
  });

  test('other blocks are called as one likes', () => {
    expect(readBlocks('gates: { "Root disk / 1": { require: a } }').found).toEqual([]);
  });
});

describe('components', () => {
  test('name one kind', () => {
    const { policy } = readBlocks('probes: { p: { each: { svc: [cart, 1, true] }, http: { url: x } } }');
    expect(policy?.probes[0]?.component?.kind.value).toBe('http');
    expect(withoutSpans(policy?.probes[0]?.each)).toEqual({ name: 'svc', values: ['cart', 1, true] });
  });

  test.each([
    [
      'probes: { p: { each: { a: [1] } } }',
      'the probe `p` names no kind; write one as `kind: { … }`',
      'SEN1110 p',
    ],
    [
      'probes: { p: { disk: {}, tcp: {} } }',
      'the probe `p` names two kinds, `disk` and `tcp`; keep one of them',
      'SEN1110 tcp',
    ],
    ['after: [{ name: x }]', 'this step names no kind; write one as `kind: { … }`', 'SEN1110 name'],
    [
      'rollouts: { r: { traffic: {} } }',
      '`traffic` names no kind; write one as `kind: { … }`',
      'SEN1110 traffic',
    ],
    [
      'rollouts: { r: { rollback: { tiers: [{ within: 1m }] } } }',
      'this tier names no kind; write one as `kind: { … }`',
      'SEN1110 within',
    ],
    [
      'notifications: { n: { on: [blocked] } }',
      'the notification `n` names no kind; write one as `kind: { … }`',
      'SEN1110 n',
    ],
  ])('%s', (blocks, message, found) => {
    expect(readBlocks(blocks)).toMatchObject({ messages: [message], found: [found] });
  });

  test('have a body', () => {
    expect(readBlocks('probes: { p: { http: x } }').messages).toEqual([
      '`http` takes a component, written as `kind: { … }`, not `x`',
    ]);
    expect(readBlocks('probes: { p: { http: } }').found).toEqual(['SEN1008 http']);
  });

  test('an empty step is told once', () => {
    expect(readBlocks('after: [{}]').found).toEqual(['SEN1106 after', 'SEN1110 {}']);
  });
});

describe('inputs', () => {
  test('defaults are read by their type', () => {
    const { policy, found } = readBlocks(
      [
        'inputs:',
        '  a: { default: "" }',
        '  b: { type: string, default: 5m }',
        '  c: { type: duration, default: 5m }',
        '  d: { type: [string], default: [x, y] }',
        '  e: { type: [ratio], default: [1%] }',
        '  f: { type: boolean, default: true }',
        '  g: { type: number, default: 3 }',
        '  h: { type: string, required: true }',
      ].join('\n'),
    );
    expect(found).toEqual([]);
    expect(withoutSpans(policy?.inputs.map(({ default: preset }) => preset ?? null))).toEqual([
      { kind: 'text', parts: [] },
      { kind: 'text', parts: ['5m'] },
      { kind: 'duration', value: 300_000 },
      {
        kind: 'list',
        items: [
          { kind: 'text', parts: ['x'] },
          { kind: 'text', parts: ['y'] },
        ],
      },
      { kind: 'list', items: [{ kind: 'ratio', value: 0.01 }] },
      { kind: 'boolean', value: true },
      { kind: 'number', value: 3 },
      null,
    ]);
    expect(policy?.inputs.map(({ type }) => type?.value)).toEqual([
      undefined,
      'string',
      'duration',
      '[string]',
      '[ratio]',
      'boolean',
      'number',
      'string',
    ]);
  });

  test('what fits nowhere is left out', () => {
    const { policy, found } = readBlocks(
      'inputs: { a: { type: { x: 1 }, default: { y: 1 } }, b: { default: [[1], 2%x] } }',
    );
    expect(found).toEqual(['SEN1102 { x: 1 }', 'SEN1102 { y: 1 }', 'SEN1102 [1]']);
    expect(policy?.inputs[0]).not.toHaveProperty('default');
    expect(readBlocks('inputs: { a: { type: [duration], default: [[1], 1.5h] } }').found).toEqual([
      'SEN1102 [1]',
      'SEN1302 1.5h',
    ]);
  });
});

test('every key of every block arrives in the tree', () => {
  const { policy, found } = readBlocks(fixture('every-key.yaml'));
  expect(found).toEqual([]);
  expect(withoutSpans({ ...policy, document: undefined, comments: undefined })).toMatchSnapshot();
});

test('literals and forms are told where they stand', () => {
  const { messages, found } = readBlocks(
    [
      'freezes:',
      '  a: { from: 2026-11-27T00:00Z, until: 2026-12-01, every: friday, between: "10:00-10:00" }',
      '  b: { every: [Sat, sonntag] }',
      'rollouts:',
      '  r: { rollback: { to: half, tolerate: many, if: a, when: b }, dwell: 1.5h }',
    ].join('\n'),
  );
  expect(found).toEqual([
    'SEN1108 2026-11-27T00:00Z',
    'SEN1108 friday',
    'SEN1108 "10:00-10:00"',
    'SEN1108 Sat',
    'SEN1108 sonntag',
    'SEN1108 half',
    'SEN1108 many',
    'SEN1111 if',
    'SEN1108 1.5h',
  ]);
  expect(messages).toContain('`friday` is not a day: `mon` to `sun`, `day` or `weekday`; write `fri`');
  expect(messages).toContain('`sonntag` is not a day: `mon` to `sun`, `day` or `weekday`');
  expect(messages).toContain('`half` is neither a percentage such as `0%` nor `previous_stage`');
});

test('what is of the wrong kind is left out of the tree, and told once', () => {
  const { policy, found } = readBlocks(
    [
      'settings: { a: { env: [X], per_env: { prod: [1] } } }',
      'gates: { g: { require: [[a]], tolerate: 1.5, environments: [[x], 1], severity: high, when: [x] } }',
      'limits: { l: { at_most: { a: 1 } } }',
      'rollouts: { r: { checks: { require: a, tolerate: 1.5 }, runway: 1, stages: [x], assign: x, audience: [{ who: a }] } }',
      'groups: { g: x }',
      'before: [x]',
    ].join('\n'),
  );
  expect(found.every((line) => /^SEN110[234]/u.test(line))).toBe(true);
  expect(withoutSpans(policy?.gates[0])).toEqual({
    kind: 'gate',
    name: 'g',
    environments: [],
    require: [],
    prefer: [],
    tolerate: 1.5,
  });
  expect(policy?.rollouts[0]).toMatchObject({ stages: [], audience: [], checks: { require: [{}] } });
});
