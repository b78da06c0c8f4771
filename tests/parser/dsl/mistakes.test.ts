/** Each mistake is told once, and what stands around it is read. */
import { describe, expect, test } from 'vitest';
import { expectations } from '../../../src/parser/dsl/messages.ts';
import { readClauses, readDsl } from '../../support/dsl.ts';

test('ten mistakes, ten diagnostics', () => {
  const { found, messages, data } = readDsl(`policy "shop" {
  environments dev,, prod
  probe disk disk { path "/" }
  probe api = http {
    url: "http://localhost"
    timeout
    attempts 3
  }
  gate "a" crit { require b }
  gate "c" {
    require d &&
    require e < 010
    evry 5m
    message "open
    tolerate 1 %
  }
  freeze f { every sat; until 2026-01-01 }
  limit l { at most 3 per 1h }
}`);
  expect(messages).toEqual([
    'expected a value after `,`, found `,`',
    'expected `=` after `disk`, found `disk`',
    'expected a value after `url`, found `:`; a key and its value stand side by side: `timeout 3s`',
    '`timeout` has no value; write it on the line of its key, or remove the key',
    'expected `{` after `"a"`, found `crit`',
    'expected an operator or the next clause after `d`, found `&&`; write `and` for `&&`',
    '`010` has a leading zero; write `10`',
    '`evry` is not a key of a gate; did you mean `every`?',
    'the text that begins here has no end; close it with `"` on the same line',
    'expected a clause or `}` after `1`, found `%`; write `1%`, without the blank',
    'expected a clause or `}` after `sat`, found `;`; clauses stand one after the other, with nothing between them',
  ]);
  expect(found).toEqual([
    'SEN1014 ,',
    'SEN1014 disk',
    'SEN1014 :',
    'SEN1008 timeout',
    'SEN1014 crit',
    'SEN1301 &&',
    'SEN1302 010',
    'SEN1101 evry',
    'SEN1303 "',
    'SEN1014 %',
    'SEN1014 ;',
  ]);
  expect(data).toMatchObject({
    probes: { api: { http: { attempts: 3 } } },
    limits: { l: { at_most: '3 per 1h' } },
  });
});

describe('braces', () => {
  test('one that is missing is told where it opens', () => {
    const { found, data } = readDsl('policy p {\n  gate a {\n    require b\n  gate c { require d }\n}');
    expect(found).toEqual(['SEN1014 {']);
    expect(data).toMatchObject({ gates: { a: { require: 'b' }, c: { require: 'd' } } });
  });

  test('at the end of the file, the first that is not indented like its opener', () => {
    const text = 'policy p {\n  rollout r {\n    checks {\n      require b\n  }\n}\n';
    const { found, root } = readDsl(text);
    expect(found).toEqual(['SEN1014 {']);
    expect(root?.span.end).toBe(text.trimEnd().length);
  });

  test('one too many', () => {
    const { found, messages, data } = readDsl(
      'policy p {\n  gate a { require b } }\n  gate c { require d }\n}',
    );
    expect(found).toEqual(['SEN1014 }']);
    expect(messages).toEqual([
      'the policy ends here, and more follows; remove this `}`, or the one too many before it',
    ]);
    expect(data).toMatchObject({ gates: { a: { require: 'b' }, c: { require: 'd' } } });
  });

  test('all that are missing are one mistake', () => {
    expect(readDsl('policy p { gate a { require b').found).toEqual(['SEN1014 {']);
  });

  test('a file holds one policy', () => {
    expect(readDsl('policy a {}\npolicy b {}').messages).toEqual([
      'a file holds one policy; put the second one into a file of its own',
    ]);
  });
});

describe('the head of the policy', () => {
  test.each([
    ['', 'SEN1102 ', 'the policy is empty; it begins with `policy "name" {`'],
    ['# only a comment', 'SEN1102 ', 'the policy is empty; it begins with `policy "name" {`'],
    ['gate a {}', 'SEN1014 gate', 'expected `policy`, found `gate`'],
    [
      'sentinel: 1\npolicy: p',
      'SEN1014 :',
      'expected a number after `sentinel`, found `:`; this is YAML: let the name of the file end with `.yaml`',
    ],
    [
      'policy {}',
      'SEN1103 policy',
      'the policy needs a name; write it behind `policy`: `policy "checkout-api" {`',
    ],
    ['policy', 'SEN1014 policy', 'expected a name after `policy`, found the end'],
    ['policy a', 'SEN1014 a', 'expected `{` after `a`, found the end'],
    ['policy a b {}', 'SEN1014 b', 'expected `{` after `a`, found `b`'],
    ['policy a b', 'SEN1014 b', 'expected `{` after `a`, found `b`'],
    ['policy a }', 'SEN1014 }', 'expected `{` after `a`, found `}`'],
  ])('%j', (text, found, message) => {
    const reading = readDsl(text);
    expect(reading.found).toEqual([found]);
    expect(reading.messages).toEqual([message]);
  });
});

describe('clauses', () => {
  test.each([
    ['gate { require a }', 'SEN1014 {', 'expected a name after `gate`, found `{`'],
    [
      'gate a whn b { require a }',
      'SEN1014 whn',
      'expected `{` after `a`, found `whn`; did you mean `when`?',
    ],
    [
      'setting a from file',
      'SEN1008 file',
      '`file` has no value; write it on the line of its key, or remove the key',
    ],
    ['setting a from nowhere', 'SEN1014 nowhere', 'expected `env` after `from`, found `nowhere`'],
    ['input a: 5', 'SEN1014 5', 'expected a value after `:`, found `5`'],
    ['score s { 3 error_rate }', 'SEN1014 error_rate', 'expected `of` after `3`, found `error_rate`'],
    [
      'limit l { at most many }',
      'SEN1014 many',
      'expected a rate such as `3 per 1h` after `most`, found `many`',
    ],
    [
      'rollout r { stage 10% hold }',
      'SEN1008 hold',
      '`hold` has no value; write it on the line of its key, or remove the key',
    ],
    [
      'gate a { require }',
      'SEN1008 require',
      '`require` has no value; write it on the line of its key, or remove the key',
    ],
    [
      'gate a { tolerate }',
      'SEN1008 tolerate',
      '`tolerate` has no value; write it on the line of its key, or remove the key',
    ],
    [
      'freeze a { every }',
      'SEN1008 every',
      '`every` has no value; write it on the line of its key, or remove the key',
    ],
    [
      'freeze a { blocks }',
      'SEN1008 blocks',
      '`blocks` has no value; write it on the line of its key, or remove the key',
    ],
    [
      'gate a { - require b }',
      'SEN1014 -',
      'expected a clause or `}` after `{`, found `-`; a list is written `[a, b]`',
    ],
    [
      '// a note',
      'SEN1014 /',
      'expected a clause or `}` after `{`, found `/`; a comment begins with `#`, and a path stands in quotes',
    ],
    [
      'probe p = disk { path / }',
      'SEN1014 /',
      'expected a value after `path`, found `/`; a comment begins with `#`, and a path stands in quotes',
    ],
    ['gate a { require b c }', 'SEN1014 c', 'expected an operator or the next clause after `b`, found `c`'],
    ['gate a { message "x" c }', 'SEN1014 c', 'expected a clause or `}` after `"x"`, found `c`'],
    ['gate a { require b }\ngate a { require c }', 'SEN1006 a', '`a` is given twice'],
    ['mode shadow mode enforce', 'SEN1006 mode', '`mode` is given twice'],
    ['gate "" { require a }', 'SEN1011 ""', 'a key is empty'],
    ['gate constructor { require a }', 'SEN1011 constructor', '`constructor` cannot be used as a key'],
    ['gate a { message "x ${b" }', 'SEN1301 "', undefined],
    ['gate a { message "\\q" }', 'SEN1303 \\q', undefined],
    ['gate a { require b == "\\q" }', 'SEN1303 \\q', undefined],
    [
      'gate a { require b = 1 }',
      'SEN1301 =',
      'expected an operator or the next clause after `b`, found `=`; write `==` for `=`',
    ],
    [
      `description "${'x'.repeat(60)}" ; `,
      'SEN1014 ;',
      `expected a clause or \`}\` after \`"${'x'.repeat(39)}…\`, found \`;\`; clauses stand one after the other, with nothing between them`,
    ],
  ])('%j', (clauses, found, message) => {
    const reading = readClauses(clauses);
    expect(reading.found.slice(0, 1)).toEqual([found]);
    if (message !== undefined) expect(reading.messages).toEqual([message]);
  });

  test('a word that no clause begins with', () => {
    expect(readClauses('gaet a { require b }\ngate c { require d }').messages).toEqual([
      '`gaet` is not a key of a policy; did you mean `gate`?',
    ]);
    expect(readClauses('gate a {\n  colour red\n  require b\n}').messages).toEqual([
      '`colour` is not a key of a gate; it may have `require`, `prefer`, `when`, `environments`, `tolerate`, `mode`, `severity`, `message`, `runbook`, `over`, `for`, `every`',
    ]);
  });

  test('a change that makes a condition readable is offered', () => {
    expect(readClauses('gate a {\n  require b && c || d\n}').fixes).toEqual([
      'policy "shop" {\ngate a {\n  require b and c or d\n}\n}',
    ]);
    expect(readClauses('gate a {\n  require (b && c)\n  prefer d\n}').fixes).toEqual([
      'policy "shop" {\ngate a {\n  require (b and c)\n  prefer d\n}\n}',
    ]);
  });

  test('what could not be read is not told to be missing', () => {
    const unread = (clauses: string): string =>
      [...JSON.stringify(readClauses(clauses).root).matchAll(/"unread":\[[^\]]*\]/gu)].join(' ');
    expect(unread('gate a { require b < }')).toContain('"require"');
    expect(unread('gate a when { require b }')).toContain('"component"');
    expect(unread('gate "" x')).toContain('"gates"');
    expect(unread('rollout r { stage hold 010 }')).toContain('"hold"');
    expect(unread('rollout r { stage 10% { hold ; } }')).toContain('"hold"');
    expect(unread('owners 010')).toContain('"owners"');
    expect(unread('limit l { at 3 }')).toContain('"at_most"');
  });

  test('of two conditions one', () => {
    const { data, root } = readClauses('gate a { require b\n require c <\n }');
    expect(data).toMatchObject({ gates: { a: { require: ['b'] } } });
    expect(JSON.stringify(root)).toContain('"unread":1');
  });
});

describe('size', () => {
  test('brackets inside each other', () => {
    const { found, root } = readClauses(`gate a { require ${'('.repeat(70)}b${')'.repeat(70)} }`);
    expect(found).toEqual(['SEN1005 (']);
    expect(root).toBeUndefined();
  });

  test('operations inside each other', () => {
    expect(readClauses(`gate a { require ${'not '.repeat(70)}b }`).messages).toEqual([
      'operations are nested more than 64 deep; split it into several conditions',
    ]);
    expect(readClauses(`gate a { message "\${${'not '.repeat(70)}b}" }`).messages).toEqual([
      'operations are nested more than 64 deep; split it into several conditions',
    ]);
  });

  test('words and signs of one condition', () => {
    const long = Array.from({ length: 1100 }, () => 'b').join(' or ');
    expect(readClauses(`gate a { require ${long} }`).messages).toEqual([
      'the expression has more than 2,000 words and signs; split it into several conditions',
    ]);
    const wide = `b == "${'x'.repeat(3000)}"`;
    expect(readClauses(`gate a { require ${wide} }`).messages).toEqual([]);
  });

  test('mistakes beyond the hundredth are not looked for', () => {
    const { found } = readClauses('gate a { require < }\n'.repeat(300));
    expect(found.length).toBeGreaterThan(100);
    expect(found.length).toBeLessThan(110);
  });
});

describe('characters', () => {
  test.each([
    ['gate é { require a }', 'SEN1301 é'],
    ['gate a { require b\u200B }', 'SEN1303 \u200B'],
    ['gate "a\u200Bb" { require b }', 'SEN1303 \u200B'],
  ])('%j', (clauses, found) => {
    expect(readClauses(clauses).found).toContain(found);
  });

  test('of files that are no text', () => {
    expect(readDsl('\uFEFFpolicy p {}').messages[0]).toMatch(/byte order mark/u);
    expect(readDsl('\u200B').found).toEqual(['SEN1303 \u200B']);
  });
});

test('all four kinds of error of the parser speak the language', () => {
  expect(expectations.buildNotAllInputParsedMessage({} as never)).toBe('the end');
  expect(expectations.buildEarlyExitMessage({} as never)).toBe('a value');
  expect(readClauses('gate g { require a( }').messages).toEqual(['expected a value after `(`, found `}`']);
});
