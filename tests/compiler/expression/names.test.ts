/** What names and members stand for, and what is said of those that stand for nothing. */
import { describe, expect, test } from 'vitest';
import { checkedCondition, told } from '../../support/expression.ts';
import { gateScope } from '../../support/expression-scope.ts';

describe('a name that nothing has', () => {
  test.each([
    [
      'dsk.used < 1%',
      ['SEN1401 nothing is called `dsk` ⟦dsk⟧', 'help: did you mean `disk`?', 'fix: disk.used < 1%'],
    ],
    [
      'branch == "main"',
      [
        'SEN1401 nothing is called `branch` ⟦branch⟧',
        'help: did you mean `git.branch`?',
        'fix: git.branch == "main"',
      ],
    ],
    [
      'commit == "x"',
      [
        'SEN1401 nothing is called `commit` ⟦commit⟧',
        'help: did you mean `release.commit`?',
        'fix: release.commit == "x"',
      ],
    ],
    [
      'frobnicate',
      [
        'SEN1401 nothing is called `frobnicate` ⟦frobnicate⟧',
        'help: there are `now`, `ticket`, `count`, `tags`, `up`, `p95`, `error_rate`, `disk`, `api`, `git`, `release`, `settings` and 2 more',
      ],
    ],
    ['True', ['SEN1401 nothing is called `True` ⟦True⟧', 'help: did you mean `true`?', 'fix: true']],
    [
      'ticket == null',
      [
        'SEN1401 there is no `null` ⟦null⟧',
        'help: what is not there is unknown: ask `is known` or `is not known`',
      ],
    ],
    [
      'none',
      [
        'SEN1401 there is no `none` ⟦none⟧',
        'help: what is not there is unknown: ask `is known` or `is not known`',
      ],
    ],
    ['canary.error_rate < 1%', ['SEN1501 `canary` is not yet in this version ⟦canary⟧', 'help: remove it']],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});

describe('a member that is not there', () => {
  test.each([
    [
      'disk.usd < 1%',
      [
        'SEN1402 the probe `disk` has no `usd` ⟦usd⟧',
        'help: did you mean `used`? there are `used` and `free`',
        'fix: disk.used < 1%',
      ],
    ],
    [
      'git.release_tag.exist',
      [
        'SEN1402 `git.release_tag` has no `exist` ⟦exist⟧',
        'help: did you mean `exists`? there are `exists` and `commit`',
        'fix: git.release_tag.exists',
      ],
    ],
    ['settings.url == ""', ['SEN1402 `settings` has no `url` ⟦url⟧', 'help: there is `api_url`']],
    [
      'release.frobnicate == ""',
      ['SEN1402 `release` has no `frobnicate` ⟦frobnicate⟧', 'help: there are `version`, `commit` and `at`'],
    ],
    [
      'api.headers.etga == ""',
      [
        'SEN1402 `api.headers` has no `etga` ⟦etga⟧',
        'help: did you mean `etag`? there is `etag`',
        'fix: api.headers.etag == ""',
      ],
    ],
    ['api.headers["x"] == ""', ['SEN1402 `api.headers` has no `x` ⟦"x"⟧', 'help: there is `etag`']],
    ['up[0].okay', ['SEN1402 `up[0]` has no `okay` ⟦okay⟧', 'help: there are `ok` and `latency`']],
    ['all(up, r => r.okay)', ['SEN1402 `r` has no `okay` ⟦okay⟧', 'help: there are `ok` and `latency`']],
    [
      'git["brnch"] == ""',
      [
        'SEN1402 `git` has no `brnch` ⟦"brnch"⟧',
        'help: did you mean `branch`? there are `branch`, `clean` and `release_tag`',
        'fix: git["branch"] == ""',
      ],
    ],
    ['disk[""] == 1', ['SEN1402 the probe `disk` has no `` ⟦""⟧', 'help: there are `used` and `free`']],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});

describe('a name without a value', () => {
  test.each([
    [
      'git',
      [
        'SEN1402 `git` has no value of its own ⟦git⟧',
        'help: write a member behind it; there are `branch`, `clean` and `release_tag`',
      ],
    ],
    [
      'git.release_tag',
      [
        'SEN1402 `git.release_tag` has no value of its own ⟦git.release_tag⟧',
        'help: write a member behind it; there are `exists` and `commit`',
      ],
    ],
    [
      'disk == 1',
      [
        'SEN1402 `disk` has no value of its own ⟦disk⟧',
        'help: write a member behind it; there are `used` and `free`',
      ],
    ],
    ['git.clean.x', ['SEN1403 `git.clean` is a boolean and has no members ⟦git.clean.x⟧']],
    [
      '"${git}"',
      [
        'SEN1402 `git` has no value of its own ⟦git⟧',
        'help: write a member behind it; there are `branch`, `clean` and `release_tag`',
      ],
    ],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});

describe('a member chosen at run time', () => {
  test.each([
    [
      'git[ticket] == ""',
      [
        'SEN1402 a member of `git` is chosen when the policy is written ⟦ticket⟧',
        'help: write its name; there are `branch`, `clean` and `release_tag`',
      ],
    ],
    [
      'api.headers[ticket] == ""',
      [
        'SEN1403 a field of `api.headers` is chosen when the policy is written ⟦ticket⟧',
        'help: write its name; there is `etag`',
      ],
    ],
    [
      'git["${ticket}"] == ""',
      [
        'SEN1402 a member of `git` is chosen when the policy is written ⟦"${ticket}"⟧',
        'help: write its name; there are `branch`, `clean` and `release_tag`',
      ],
    ],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});

describe('a member of what has none', () => {
  test.each([
    [
      'tags.first == ""',
      [
        'SEN1403 `tags` is a list, whose items are chosen by number ⟦first⟧',
        'help: write `tags[0]`, or ask all of them: `all(tags, x => …)`',
      ],
    ],
    [
      'tags[ticket] == ""',
      [
        'SEN1403 `tags` is a list, whose items are chosen by number ⟦ticket⟧',
        'help: write `tags[0]`, or ask all of them: `all(tags, x => …)`',
      ],
    ],
    ['ticket.length == 1', ['SEN1403 `ticket` is a string and has no members ⟦ticket.length⟧']],
    ['p95["x"]', ['SEN1403 `p95` is a duration and has no members ⟦p95["x"]⟧']],
    ['api.json[true] == 1', ['SEN1403 a member is chosen by a string or a number, not by a boolean ⟦true⟧']],
    ['(count + 1).x', ['SEN1403 `count + 1` is a number and has no members ⟦(count + 1).x⟧']],
    ['api.json.x.y[ticket][count] == 1 and tags[api.json.i] == ""', ['']],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});

describe('a secret', () => {
  test.each([
    [
      'secrets.token == "x"',
      [
        'SEN1405 the secret `secrets.token` cannot be read here ⟦secrets.token⟧',
        'help: a secret stands alone in `${…}`, at a place that takes secrets, such as a header',
      ],
    ],
    [
      'len(secrets.token) > 5',
      [
        'SEN1405 the secret `secrets.token` cannot be read here ⟦secrets.token⟧',
        'help: a secret stands alone in `${…}`, at a place that takes secrets, such as a header',
      ],
    ],
    [
      '"${secrets.token}" == ""',
      [
        'SEN1405 the secret `secrets.token` cannot be read here ⟦secrets.token⟧',
        'help: a secret stands alone in `${…}`, at a place that takes secrets, such as a header',
      ],
    ],
    [
      'secrets',
      [
        'SEN1402 `secrets` has no value of its own ⟦secrets⟧',
        'help: write a member behind it; there is `token`',
      ],
    ],
    [
      'secrets.tokn == ""',
      [
        'SEN1402 `secrets` has no `tokn` ⟦tokn⟧',
        'help: did you mean `token`? there is `token`',
        'fix: secrets.token == ""',
      ],
    ],
  ])('%j', (text, lines) => {
    expect(told(checkedCondition(text, gateScope))).toBe(lines.join('\n'));
  });
});
