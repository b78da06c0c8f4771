/** Whole policies as document trees: every block of the language, in any order of keys that an author may choose. */
import * as fc from 'fast-check';
import type { MapNode } from '../../../src/parser/document.ts';
import { codePoint } from './code-point.ts';
import {
  anyOf,
  type Keys,
  list,
  map,
  maybe,
  named,
  type Node,
  oneOf,
  oneOrMore,
  seldom,
  textOf,
} from './document.ts';
import { conditions } from './expression.ts';
import { sampleFacts, type TypedFacts } from './facts.ts';

/** What a syntax may trip over. */
const oddities = [
  'a;peak trading;two  blanks; led;trailed ;- x;x: y;a #b;#b;yes;null;~;true;1;1.0;0x1;1e3;3s;10%;2026-11-27'.split(
    ';',
  ),
  '22:00-06:00;&a;*a;!t;@a;`;";\';\'"\';\\;{;};[a, b];%;|;>;?;:;a,b;---;...;<<;= 1;$;$${x};""";release;and'.split(
    ';',
  ),
  [
    'gate "x" {',
    'line\nline',
    'line\n',
    '\n',
    ' led\nline',
    'a\n\n\nb',
    'a\n  b\n',
    'tab\tin',
    '\ttab',
    'a\n\tb',
  ],
  [
    'a\n "\\b"""',
    '\u200B',
    '\u2028',
    'é😀',
    '\0\x07',
    'a\r\nb',
    'a\n ',
    'many words in one line, on and on '.repeat(4),
  ],
].flat();

/** Texts of every sort; none with a `${` that closes nowhere. */
const texts = fc
  .oneof(
    fc.constantFrom(...oddities),
    fc.string({ minLength: 1, maxLength: 12, unit: codePoint }),
    fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme-ascii' }),
  )
  .map((text) => text.replaceAll(/\$(?=\{)(?!\{x\})/gu, '%'));

/** What people read, with values of the policy in it. */
const templates = fc
  .oneof(
    texts,
    fc.constantFrom('${ticket}', 'a ${ticket} "b"', '${ tags["a"] }\nline', "it's ${'x'}", '$${ticket}'),
  )
  .filter((text) => !/[\u200B\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/u.test(text));

const text = textOf(texts);
const template = textOf(templates);
const word = textOf(
  fc.constantFrom('dev', 'prod', 'stage', 'in', 'when', 'true', 'a b', 'day', 'x-1', 'critical'),
);
const duration = oneOf('3s', '250ms', '1h30m', '2w', '15m');
const ratio = oneOf('0%', '10%', '0.5%', '100%');
const count = oneOf(1, 2, 30);
const flag = oneOf(true, false);
const tolerance = oneOf(2, 0, '2 of 5', '3 consecutive');
const localTime = oneOf('2026-11-27T00:00', '2026-11-27', '2026-11-27T22:30:15');

const identifiers = fc.constantFrom(
  'disk',
  'p95',
  'api_url',
  'error_rate',
  'stage',
  'default',
  'when',
  'gate',
  'x',
);

/** Names that people choose freely, and the keys of components. */
const names = fc
  .oneof(
    fc.constantFrom(
      'clean-tree',
      'slo',
      'in',
      'a b',
      '"',
      "it's",
      '1',
      'true',
      'x: y',
      '#',
      '\\',
      '${x}',
      '$${x}',
    ),
    fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme-ascii' }),
  )
  .filter((name) => !(name in {}) && name !== '<<' && name !== 'prototype');

/** Any value of a component's body. */
function bodyValue(depth: number): Node {
  const simple = fc.oneof(text, template, duration, ratio, flag, oneOf(0, 1, -2, 2.5, 1000));
  if (depth === 0) return simple;
  const inner = bodyValue(depth - 1);
  return fc.oneof(
    { weight: 4, arbitrary: simple },
    { weight: 1, arbitrary: list(inner, { minLength: 0 }) },
    { weight: 1, arbitrary: body(depth - 1) },
  );
}

function body(depth: number): fc.Arbitrary<MapNode> {
  const keys = fc.oneof(
    names,
    fc.constantFrom('url', 'socket', 'Authorization', 'X-Request-Id', 'for', 'to'),
  );
  return fc.oneof({ weight: 1, arbitrary: map({}) }, { weight: 4, arbitrary: named(keys, bodyValue(depth)) });
}

const kinds = ['http', 'haproxy', 'command', 'slack', 'gate'];

/** One kind with its body, among other keys. */
function component(others: Keys = {}): fc.Arbitrary<MapNode> {
  return fc.constantFrom(...kinds).chain((kind) => map({ ...others, [kind]: body(2) }));
}

/** Policies of every block, sound in structure; their names and types are nobody's care. */
export function policies(): fc.Arbitrary<MapNode> {
  const condition = textOf(conditions(sampleFacts, 2));
  const step = component({ name: maybe(text), when: maybe(condition) });
  const mode = oneOf('enforce', 'shadow');
  const rule = { mode: maybe(mode), environments: maybe(list(word)), when: maybe(condition) };
  return map({
    sentinel: oneOf(1),
    policy: text,
    description: seldom(text),
    owners: seldom(list(text)),
    mode: seldom(mode),
    extends: seldom(text),
    environments: seldom(list(word)),
    release: seldom(release),
    settings: seldom(named(identifiers, setting)),
    secrets: seldom(named(identifiers, secret)),
    inputs: seldom(named(identifiers, input)),
    probes: seldom(named(identifiers, component({ each: seldom(each) }))),
    scores: seldom(named(identifiers, score(condition))),
    gates: seldom(named(names, gate(rule, condition))),
    freezes: seldom(named(names, freeze(rule, condition))),
    limits: seldom(named(names, limit(rule, condition))),
    rollouts: seldom(named(names, rollout(rule, condition, step), 2)),
    groups: seldom(named(names, map({ rollouts: list(text) }))),
    notifications: seldom(named(names, component({ on: list(oneOf('blocked', 'drift', 'override')) }))),
    before: seldom(list(step)),
    after: seldom(list(step)),
  });
}

const release = map({
  tag: text,
  paths: maybe(list(text)),
  version_map: maybe(named(names, text)),
});

const setting = map({
  env: maybe(text),
  per_env: maybe(named(names, textOf(fc.oneof(texts, fc.constant(''))))),
  default: maybe(text),
});

const secret = anyOf(
  map({ env: text }),
  map({ file: text }),
  map({ vault: map({ path: text, key: maybe(text) }) }),
  map({ env: text, file: text }),
);

const input = anyOf(
  map({
    type: oneOf('string'),
    default: maybe(textOf(fc.oneof(texts, fc.constant('')))),
    required: maybe(flag),
  }),
  map({ default: oneOf('5m', '10%', '1GiB'), type: oneOf('duration') }),
  map({ type: list(oneOf('string'), { maxLength: 1 }), default: maybe(list(text, { minLength: 0 })) }),
  map({ type: oneOf('number', 'boolean'), default: maybe(oneOf(1, true, 2.5)) }),
);

const each = map({ svc: list(fc.oneof(text, count, flag)) });

function score(condition: Node): Node {
  return map({
    criteria: list(map({ weight: maybe(oneOf(1, 2, 0.5)), of: condition })),
    healthy: maybe(oneOf(0.85, 1)),
    degraded: maybe(oneOf(0.5, 0)),
  });
}

function gate(rule: Keys, condition: Node): Node {
  return map({
    prefer: maybe(oneOrMore(condition)),
    severity: maybe(oneOf('advisory', 'block', 'critical')),
    ...rule,
    require: oneOrMore(condition),
    message: maybe(template),
    runbook: maybe(text),
    for: maybe(duration),
    over: maybe(duration),
    every: maybe(duration),
    tolerate: maybe(count),
  });
}

const days = oneOf('sat', 'sun', 'day', 'weekday');
const range = oneOf('22:00-06:00', '09:00-17:00');
const windows = [
  map({ from: localTime, until: localTime }),
  map({ every: oneOrMore(days), between: maybe(range) }),
  map({ rrule: text, start: localTime, duration }),
  map({ calendar: text, max_age: maybe(duration) }),
] as const;

function freeze(rule: Keys, condition: Node): Node {
  const more = {
    timezone: maybe(oneOf('Europe/Berlin')),
    ...rule,
    except: maybe(condition),
    reason: maybe(text),
    blocks: maybe(list(oneOf('start', 'promote'))),
    in_flight: maybe(oneOf('pause', 'finish_stage')),
  };
  return anyOf(
    map({ from: localTime, until: localTime, ...more }),
    map({ ...more, every: oneOrMore(days), between: maybe(range) }),
    map({ rrule: text, start: localTime, duration, ...more }),
    map({ holidays: text, ...more }),
    map({ outside: list(anyOf(...windows)), ...more }),
  );
}

function limit(rule: Keys, condition: Node): Node {
  return map({
    at_most: oneOrMore(oneOf('1 per 1m', '3 per 1h')),
    by: maybe(list(word)),
    ...rule,
    except: maybe(condition),
  });
}

function rollout(rule: Keys, condition: Node, step: Node): Node {
  const checks = map({
    every: maybe(duration),
    warmup: maybe(duration),
    require: oneOrMore(condition),
    prefer: maybe(oneOrMore(condition)),
    show: maybe(oneOrMore(condition)),
    tolerate: maybe(tolerance),
    on_fail: maybe(oneOf('rollback', 'pause', 'hold')),
    max_extend: maybe(duration),
  });
  const approve = fc.oneof<[Node, Node]>(
    text,
    map({ from: text, count: maybe(count), not_author: maybe(flag), expires: maybe(duration) }),
  );
  const stage = anyOf(
    map({ weight: ratio, hold: maybe(duration), approve: maybe(approve), when: maybe(condition) }),
    map({
      hold: duration,
      weights: maybe(named(names, ratio)),
      exit: maybe(list(text)),
      checks: maybe(checks),
    }),
  );
  const ramp = map({ from: maybe(ratio), by: ratio, to: maybe(ratio), every: duration });
  const rollback = anyOf(
    map({
      when: condition,
      tolerate: maybe(tolerance),
      to: maybe(oneOf('0%', 'previous_stage')),
      retry: maybe(count),
      quarantine: maybe(flag),
      tiers: maybe(list(component({ within: maybe(duration) }))),
    }),
    map({ tolerate: maybe(tolerance), if: condition }),
  );
  return map({
    ...rule,
    traffic: maybe(component()),
    tracks: maybe(map({ canary: text, stable: maybe(text) })),
    identity: maybe(condition),
    stages: maybe(list(stage)),
    ramp: maybe(ramp),
    checks: maybe(checks),
    rollback: maybe(rollback),
    dwell: maybe(duration),
    cooldown: duration,
    unknown: maybe(
      // oxlint-disable-next-line unicorn/no-thenable -- a key of the language; nobody awaits it
      map({ for: maybe(duration), action: oneOf('hold', 'pause'), then: maybe(oneOf('rollback', 'hold')) }),
    ),
    finish: maybe(map({ keep: duration, promote: maybe(oneOf('swap', 'copy', 'none')) })),
    deadline: maybe(duration),
    watch: maybe(duration),
    concurrent: maybe(count),
    newer: maybe(oneOf('queue', 'replace', 'reject')),
    runway: maybe(flag),
    first: maybe(oneOf('analyze', 'skip')),
    assign: maybe(map({ by: list(word), seed: maybe(text) })),
    overrides: maybe(list(map({ who: condition, in: flag }))),
    audience: maybe(list(map({ name: text, who: condition, stages: maybe(list(stage)), ramp: maybe(ramp) }))),
    variants: maybe(named(names, body(1))),
    analysis: maybe(map({ compare: condition, test: maybe(oneOf('sequential')), margin: maybe(ratio) })),
    before: maybe(list(step)),
    after: maybe(list(step)),
  });
}

/** Inputs by the types that they may have, and the time. */
const inputFacts = {
  ready: 'boolean',
  count: 'number',
  used: 'ratio',
  latency: 'duration',
  free: 'bytes',
  branch: 'string',
  current: 'version',
} as const satisfies TypedFacts;

/** Policies that have a plan. */
export function soundPolicies(): fc.Arbitrary<MapNode> {
  const condition = textOf(conditions({ ...inputFacts, tags: { list: 'string' }, now: 'instant' }, 2));
  const step = map({
    name: maybe(text),
    when: maybe(condition),
    webhook: map({ url: oneOf('https://example.com/x') }),
  });
  const inputs = Object.entries(inputFacts).map(
    ([name, type]) => [name, map({ type: oneOf(type) })] as const,
  );
  return map({
    sentinel: oneOf(1),
    policy: text,
    description: maybe(text),
    owners: maybe(list(text)),
    environments: list(oneOf('prod'), { maxLength: 1 }),
    settings: map({ url: map({ default: oneOf('https://example.com', 'http://localhost') }) }),
    inputs: map({
      ...Object.fromEntries(inputs),
      tags: map({ type: list(oneOf('string'), { maxLength: 1 }) }),
    }),
    probes: maybe(
      map({ api: map({ http: map({ url: oneOf('${settings.url}/health'), timeout: maybe(duration) }) }) }),
    ),
    gates: named(names, soundGate(condition)),
    after: maybe(list(step, { maxLength: 1 })),
  });
}

function soundGate(condition: Node): Node {
  return map({
    require: oneOrMore(condition),
    prefer: maybe(oneOrMore(condition)),
    severity: maybe(oneOf('advisory', 'critical')),
    environments: maybe(list(oneOf('prod'), { maxLength: 1 })),
    when: maybe(condition),
    message: maybe(textOf(fc.constantFrom('a "b"', 'now ${branch}', 'line\nline', '${count}'))),
  });
}
