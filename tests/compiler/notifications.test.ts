/** Notifications: what their bodies may hold, and what they become. */
import { expect, test } from 'vitest';
import { expectDiags } from '../../src/testkit/index.ts';
import { lintText, planOf } from '../support/pipeline.ts';
import { cleanTree, policyWith } from '../support/policy.ts';

const secret = 'secrets: { hook: { env: HOOK } }';

function linted(body: string, ...more: readonly string[]) {
  return expectDiags(policyWith(...more, `notifications: { team: ${body} }`, ...cleanTree));
}

test('what a notification becomes', () => {
  const text = policyWith(
    secret,
    'settings: { room: { default: releases } }',
    'notifications:',
    '  team: { on: [blocked, rolled_back], slack: { url: "${secrets.hook}" } }',
    '  log: { on: [completed], command: { run: [logger, "${settings.room}"] } }',
    ...cleanTree,
  );
  expect(lintText(text).diagnostics).toEqual([]);

  expect(planOf(text).notifications).toMatchObject([
    {
      name: 'team',
      on: ['blocked', 'rolled_back'],
      kind: 'slack',
      config: { url: { secret: true, sink: 'url' }, timeout: 3000, attempts: 3 },
      reads: ['secrets.hook'],
    },
    { name: 'log', kind: 'command', config: { timeout: 10_000 }, reads: ['settings.room'] },
  ]);
});

test('what happened is part of the meaning of a policy', () => {
  const digest = (on: string) =>
    planOf(policyWith(`notifications: { a: { on: [${on}], command: { run: [x] } } }`, ...cleanTree)).digest;
  expect(digest('blocked')).not.toBe(digest('failed'));
});

test('a kind that there is not', () => {
  linted('{ on: [blocked], slak: { url: "https://x.example" } }')
    .only('SEN1510')
    .underlines('slak')
    .message('`slak` is not a kind of notification')
    .help('did you mean `slack`?');
});

test('an event that there is not', () => {
  linted('{ on: [blockd], command: { run: [x] } }').only('SEN1104').underlines('blockd');
});

test('a key that is missing, and one that is too many', () => {
  linted('{ on: [blocked], slack: {} }').only('SEN1103').message('`slack` needs the key `url`');
  linted('{ on: [blocked], command: { run: [x], shell: true } }').only('SEN1101').underlines('shell');
});

test('a secret stands only in a slot of secrets', () => {
  linted('{ on: [blocked], pagerduty: { routing_key: k1, url: "${secrets.hook}" } }', secret)
    .only('SEN1405')
    .underlines('secrets.hook');
});

test.each(['release.version', 'ticket', 'now', 'canary.disk', 'git.branch'])(
  '%s belongs to what is told, not to who is told',
  (name) => {
    linted(
      `{ on: [blocked], command: { run: [x, "\${${name}}"] } }`,
      'inputs: { ticket: { type: string, default: "" } }',
    )
      .only('SEN1516')
      .underlines(name.split('.')[0] ?? '');
  },
);
