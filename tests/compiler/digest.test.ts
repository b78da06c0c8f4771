import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { planOf } from '../support/pipeline.ts';
import { cleanTree, policyWith } from '../support/policy.ts';
import { runs } from '../support/tier.ts';

/** A policy as data, with its maps as lists of entries, so that they can be shuffled. */
type Tree = string | readonly Tree[] | { readonly map: readonly (readonly [string, Tree])[] };

const map = (...entries: readonly (readonly [string, Tree])[]): Tree => ({ map: entries });

const policy = map(
  ['policy', 'shop'],
  ['owners', ['sre', 'shop']],
  ['environments', ['dev', 'prod']],
  ['release', map(['tag', '"{version}"'], ['version_map', map(['b', 'b.json'], ['a', 'a.json'])])],
  [
    'settings',
    map(
      ['url', map(['env', 'URL'], ['per_env', map(['prod', 'http://prod'], ['dev', 'http://dev'])])],
      ['note', map(['default', 'well'])],
    ),
  ],
  ['secrets', map(['token', map(['env', 'TOKEN'])])],
  ['inputs', map(['ticket', map(['type', 'string'], ['default', '""'])])],
  [
    'probes',
    map(
      [
        'api',
        map([
          'http',
          map(
            ['url', '"${settings.url}/${settings.note}"'],
            ['timeout', '3s'],
            [
              'headers',
              map(['Span', '"${secrets.token}"'], ['Location', 'here'], ['reads', '"${release.version}"']),
            ],
          ),
        ]),
      ],
      ['disk', map(['disk', map(['path', '/'])])],
    ),
  ],
  [
    'gates',
    map(
      ['disk', map(['severity', 'critical'], ['require', 'disk.used < 85%'], ['prefer', 'disk.used < 75%'])],
      [
        'api',
        map(
          ['when', 'release.event != "tag"'],
          ['require', ["'api.ok and (git.clean or not git.detached)'", '\'ticket like ["a", "b"]\'']],
          ['message', '"${api.status}"'],
          ['for', '1m'],
        ),
      ],
    ),
  ],
  [
    'freezes',
    map(
      ['fri', map(['every', ['fri', 'sat']], ['timezone', 'UTC'], ['except', "'git.clean and api.ok'"])],
      ['peak', map(['from', '2026-11-27'], ['until', '2026-12-01'], ['when', 'release.event == "push"'])],
    ),
  ],
  [
    'limits',
    map(
      ['few', map(['at_most', ['3 per 1h']], ['except', 'git.clean'])],
      ['all', map(['at_most', '9 per 1d'])],
    ),
  ],
  ['after', [map(['git_tag', map()]), map(['name', 'tell'], ['command', map(['run', ['echo', 'done']])])]],
);

interface Writing {
  /** Which of a map's remaining entries is written next. */
  readonly choose: (count: number) => number;
  readonly comment: () => string;
}

/** `indent` is that of the entries and items. */
function write(tree: Tree, writing: Writing, indent = ''): string {
  if (typeof tree === 'string') return tree;
  const inner = `${indent}  `;
  if (isList(tree)) return tree.map((item) => `\n${indent}- ${write(item, writing, inner)}`).join('');
  const rest = [...tree.map];
  let text = rest.length === 0 ? '{}' : '';
  while (rest.length > 0) {
    const [[key, value]] = rest.splice(writing.choose(rest.length), 1) as [(typeof rest)[number]];
    text += `\n${indent}# ${writing.comment()}\n${indent}${key}: ${write(value, writing, inner)}`;
  }
  return text;
}

function isList(tree: Tree): tree is readonly Tree[] {
  return Array.isArray(tree);
}

function policyText(writing: Writing): string {
  return `sentinel: 1${write(policy, writing)}\n`;
}

const plain: Writing = { choose: () => 0, comment: () => 'as it is' };

test('maps in any order, with any comments, have one digest', () => {
  const { digest } = planOf(policyText(plain));
  fc.assert(
    fc.property(
      fc.infiniteStream(fc.nat()),
      fc.infiniteStream(fc.stringMatching(/^[ -~]{0,20}$/u)),
      (numbers, comments) => {
        const next = <T>(stream: Iterator<T>): T => stream.next().value as T;
        const writing: Writing = {
          choose: (count) => next(numbers) % count,
          comment: () => next(comments),
        };
        expect(planOf(policyText(writing)).digest).toBe(digest);
      },
    ),
    { seed: 7, numRuns: runs(25, 1000) },
  );
});

function digest(...lines: readonly string[]): string {
  return planOf(policyWith(...lines)).digest;
}

describe('the same meaning', () => {
  test('one condition, or a list of one', () => {
    expect(digest('gates: { g: { require: git.clean } }')).toBe(
      digest('gates: { g: { require: [git.clean] } }'),
    );
  });

  test('units and defaults', () => {
    expect(
      digest('probes: { a: { http: { url: http://a, timeout: 3s } } }', 'gates: { g: { require: a.ok } }'),
    ).toBe(
      digest(
        'probes: { a: { http: { url: http://a, timeout: 3000ms } } }',
        'gates: { g: { require: a.ok } }',
      ),
    );
    expect(digest('gates: { g: { require: git.clean, severity: block } }')).toBe(
      digest('gates: { g: { require: git.clean } }'),
    );
  });

  test('times and days of freezes', () => {
    const withFreeze = (keys: string) => digest(`freezes: { f: { ${keys} } }`, ...cleanTree);
    expect(withFreeze('every: [mon, tue, wed, thu, fri], timezone: UTC, in_flight: pause')).toBe(
      withFreeze('every: weekday, blocks: [promote, start]'),
    );
    expect(withFreeze('from: 2026-11-27, until: 2026-12-01T00:00')).toBe(
      withFreeze('from: 2026-11-27T00:00:00, until: 2026-12-01'),
    );
  });

  test('descriptions and the name of the file', () => {
    expect(digest('description: a shop', ...cleanTree)).toBe(digest(...cleanTree));
  });
});

describe('another meaning', () => {
  test.each([
    [
      ['gates: { g: { require: [git.clean, git.inside] } }'],
      ['gates: { g: { require: [git.inside, git.clean] } }'],
    ],
    [['gates: { g: { require: git.clean } }'], ['gates: { g: { require: not git.clean } }']],
    [['gates: { g: { require: git.clean } }'], ['gates: { h: { require: git.clean } }']],
    [['gates: { g: { require: git.clean } }'], ['gates: { g: { require: git.clean, message: x } }']],
    [
      ['owners: [a, b]', ...cleanTree],
      ['owners: [b, a]', ...cleanTree],
    ],
    [['after: [{ git_tag: {} }]', ...cleanTree], [...cleanTree]],
    [
      ['before: [{ git_tag: {} }]', ...cleanTree],
      ['after: [{ git_tag: {} }]', ...cleanTree],
    ],
    [
      ['probes: { a: { http: { url: http://a, headers: { span: x } } } }', 'gates: { g: { require: a.ok } }'],
      ['probes: { a: { http: { url: http://a, headers: { span: y } } } }', 'gates: { g: { require: a.ok } }'],
    ],
    [['gates: { g: { require: git.ahead < 5 } }'], ['gates: { g: { require: git.ahead < 6 } }']],
    [['freezes: { f: { every: [fri] } }'], ['freezes: { f: { every: [sat] } }']],
    [['freezes: { f: { every: [fri] } }'], ['freezes: { f: { every: [fri], timezone: Asia/Tokyo } }']],
    [['freezes: { f: { every: [fri] } }'], ['freezes: { f: { every: [fri], except: git.clean } }']],
    [['limits: { l: { at_most: 1 per 1h } }'], ['limits: { l: { at_most: 1 per 1h, by: [env] } }']],
  ])('%j and %j', (one, other) => {
    expect(digest(...one)).not.toBe(digest(...other));
  });
});
