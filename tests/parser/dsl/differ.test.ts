/** The points of the grammar where two people would differ, each fixed here. */
import { describe, expect, test } from 'vitest';
import { PolicyGrammar } from '../../../src/parser/dsl/grammar/policy.ts';
import { readClauses, readDsl, written } from '../../support/dsl.ts';

test('the grammar is sound: no two alternatives begin alike, but for words that are more than words', () => {
  expect(() => new PolicyGrammar({ skipValidations: false })).not.toThrow();
});

describe('words are contextual', () => {
  test.each([
    ['environments stage, dev,\n  gate,\n  prod', { environments: ['stage', 'dev', 'gate', 'prod'] }],
    ['probe disk = disk { path "/" }', { probes: { disk: { disk: { path: '/' } } } }],
    ['gate gate { require policy }', { gates: { gate: { require: 'policy' } } }],
    ['gate require\n{ require env.from }', { gates: { require: { require: 'env.from' } } }],
    [
      'probe p = stage {\n  gate "x"\n  when y\n  in z\n  not true\n  policy policy }',
      { probes: { p: { stage: { gate: 'x', when: 'y', in: 'z', not: true, policy: 'policy' } } } },
    ],
  ])('%j', (clause, data) => {
    expect(written(clause)).toEqual(data);
  });
});

describe('where a condition ends', () => {
  test.each([
    ['require a every 5m', { require: 'a', every: '5m' }],
    ['require a\n  and b\n  or\n  c', { require: 'a\n  and b\n  or\n  c' }],
    [
      'require release.tag == "x" and\n  release.env == "y"',
      {
        require: 'release.tag == "x" and\n  release.env == "y"',
      },
    ],
    ['require every(a)', { require: 'every(a)' }],
  ])('%j', (clause, data) => {
    expect(written(`gate g { ${clause} }`)).toEqual({ gates: { g: data } });
  });

  test('an opener at the start of a line is never an operand', () => {
    const { data, messages } = readClauses(
      'gate g {\n  require a <\n  prefer b\n  require all(x,\n  message "m"\n}',
    );
    expect(messages).toEqual([
      'expected a value after `<`, found `prefer`',
      'expected a value after `,`, found `message`',
    ]);
    expect(data).toMatchObject({ gates: { g: { prefer: 'b', message: 'm' } } });
  });

  test('in the middle of a line it may be', () => {
    expect(written('gate g { require a < prefer }')).toEqual({ gates: { g: { require: 'a < prefer' } } });
  });

  test('no clause begins with `-`, `[` or `(`, so the condition goes on', () => {
    expect(written('gate g { require a\n - b\n [c]\n and d\n (e) }')).toEqual({
      gates: { g: { require: 'a\n - b\n [c]\n and d\n (e)' } },
    });
  });
});

describe('header', () => {
  test('name, environments, condition, severity, in this order', () => {
    expect(readClauses('gate a critical in prod { require b }').messages).toEqual([
      'expected `{` after `critical`, found `in`; a header says `in`, `when` and the severity in this order, each once',
    ]);
    expect(readClauses('gate a when b in prod { require c }').data).toMatchObject({
      gates: { a: { when: 'b in prod' } },
    });
  });

  test('what it says may stand in the braces instead, and not twice', () => {
    expect(readClauses('gate a critical { require b severity advisory }').found).toEqual([
      'SEN1006 severity',
    ]);
  });
});

describe('stages', () => {
  test('after a bare stage, `checks` and `when` belong to the rollout', () => {
    expect(written('rollout r {\n stage 10% hold 1m\n checks every 1m { require a }\n when b\n}')).toEqual({
      rollouts: {
        r: { stages: [{ weight: '10%', hold: '1m' }], checks: { every: '1m', require: 'a' }, when: 'b' },
      },
    });
  });
});

describe('bodies of components', () => {
  const body = (text: string) => readClauses(`probe p = http { ${text} }`);

  test('a literal, a list, a block or one bare word', () => {
    expect(
      body(
        'a "x" b \'y\' c 1 d 1.5 e 30s f 5% g 2GB h true i word j 22:00-06:00 k 2026-01-01 l [1, "x", [y], { z 1 }] m { n {} } o """t""" p -2',
      ).data,
    ).toMatchObject({
      probes: {
        p: {
          http: {
            a: 'x',
            b: 'y',
            c: 1,
            d: 1.5,
            e: '30s',
            f: '5%',
            g: '2GB',
            h: true,
            i: 'word',
            j: '22:00-06:00',
            k: '2026-01-01',
            l: [1, 'x', ['y'], { z: 1 }],
            m: { n: {} },
            o: 't',
            p: -2,
          },
        },
      },
    });
  });

  test('keys may be quoted', () => {
    expect(body('"X-Request-Id" "1" \'a b\' 2').data).toMatchObject({
      probes: { p: { http: { 'X-Request-Id': '1', 'a b': 2 } } },
    });
  });

  test('a value stands on the line of its key', () => {
    const { messages, data, root } = body('timeout\n 3s headers\n {} url\n "u" "x" retries');
    expect(messages).toEqual([
      'the value of `timeout` is not on its line; move it behind the key',
      'the value of `headers` is not on its line; move it behind the key',
      '`url` has no value; write it on the line of its key, or remove the key',
      '`retries` has no value; write it on the line of its key, or remove the key',
    ]);
    expect(data).toMatchObject({ probes: { p: { http: { timeout: '3s', headers: {}, u: 'x' } } } });
    expect(JSON.stringify(root)).toContain('"unread":["url","retries"]');
  });

  test('one word is one value', () => {
    expect(body('a b c').found).toEqual(['SEN1008 c']);
  });
});

describe('any key without a clause of its own', () => {
  test('is written as a key with its value', () => {
    expect(written('rollout r { watch 24h assign { by [workspace, actor] } }')).toEqual({
      rollouts: { r: { watch: '24h', assign: { by: ['workspace', 'actor'] } } },
    });
  });
});

describe('literals', () => {
  test('the longest reading wins', () => {
    expect(written('freeze f { from 2026-11-27T00:00 between 22:00-06:00 duration 1h30m }')).toEqual({
      freezes: { f: { from: '2026-11-27T00:00', between: '22:00-06:00', duration: '1h30m' } },
    });
  });

  test.each([
    ['1.5h', '`1.5h` is not a duration, which takes whole numbers; write `1h30m`', '1h30m'],
    ['1e3', '`1e3` has an exponent; write `1000`', '1000'],
    ['1_000', '`1_000` has an underscore; write `1000`', '1000'],
    ['010', '`010` has a leading zero; write `10`', '10'],
    ['.5', '`.5` has no digit before the point; write `0.5`', '0.5'],
    ['1.4.0', '`1.4.0` is not a number; write `"1.4.0"`', '"1.4.0"'],
    ['30m1h', '`30m1h` has units that do not fall; write `1h30m`', '1h30m'],
    ['99999999999999999999', '`99999999999999999999` is larger than can be counted exactly', undefined],
  ])('%s is refused', (literal, message, write) => {
    const { found, messages, fixes } = readClauses(`rollout r { dwell ${literal} cooldown 1h }`);
    expect(found).toEqual([`SEN1302 ${literal}`]);
    expect(messages).toEqual([message]);
    expect(fixes).toEqual(
      write === undefined ? [] : [`policy "shop" {\nrollout r { dwell ${write} cooldown 1h }\n}`],
    );
  });

  test('a blank before the unit is refused', () => {
    expect(readClauses('rollout r { stage 10 % }').messages).toEqual([
      'expected a clause or `}` after `10`, found `%`; write `10%`, without the blank',
    ]);
  });

  test('a list of malformed literals is not half read', () => {
    expect(readClauses('probe p = a { b [010, 1] } limit l { by 010 }').found).toEqual([
      'SEN1302 010',
      'SEN1302 010',
    ]);
    expect(readClauses('limit l { by a, 010 }').data).toMatchObject({ limits: { l: { by: ['a'] } } });
  });
});

describe('regular expressions', () => {
  test('stand only behind `matches`; elsewhere `/` divides', () => {
    expect(written('gate g { require a matches /^x{2}#$/i require b / c / d > 1 }')).toEqual({
      gates: { g: { require: ['a matches /^x{2}#$/i', 'b / c / d > 1'] } },
    });
  });
});

describe('texts', () => {
  const text = (quoted: string): unknown =>
    (written(`gate g { message ${quoted} }`) as { gates: { g: { message: unknown } } }).gates.g.message;

  test.each([
    ['"a"', 'a'],
    ['\'a "b"\'', 'a "b"'],
    ['""', ''],
    ['"""a"""', 'a'],
    ['"\\\\ \\" \\\' \\n \\t \\u{e9}"', '\\ " \' \n \t é'],
    ['"${a["b"]}"', '${a["b"]}'],
    ['"x${a}${b}y${c}"', 'x${a}${b}y${c}'],
    ['"\\t${a}${b}\\t"', '\t${a}${b}\t'],
    ['"$${a} $5 $"', '$${a} $5 $'],
    ['"\\u{24}{a}"', '${"$"}{a}'],
    ['"$\\u{7b}a}"', '$${"{"}a}'],
    ['"\\u{24} \\u{7b}"', '$ {'],
    ['"""\n  a\n    b ${c}\n  d\n  """', 'a\n  b ${c}\nd'],
    ['"""\n\n  a\r\n  "b" \\u{41}\n"""', '\na\n"b" A'],
    ['"""x\n  ${a}\n  y"""', 'x\n${a}\ny'],
    ['"""\n"""', ''],
  ])('%j', (quoted, value) => {
    expect(text(quoted)).toBe(value);
  });

  test('a name and a key interpolate nothing', () => {
    expect(readClauses('gate "a${b}" { require c }').found).toEqual(['SEN1511 b']);
    expect(readClauses('probe p = a { "$${x}" 1 }').data).toMatchObject({
      probes: { p: { a: { '${x}': 1 } } },
    });
  });

  test('every unit of a text knows where it stands', () => {
    const source = 'policy p {\n  gate g { message """\n    a\\tb ${c}${d}\n      "e"\n    """ }\n}';
    const gates = readDsl(source).root?.entries.find(({ key }) => key.text === 'gates')?.value;
    const gate = gates?.kind === 'map' ? gates.entries[0]?.value : undefined;
    const message = gate?.kind === 'map' ? gate.entries[0]?.value : undefined;
    if (message?.kind !== 'scalar') throw new Error('no message');
    const { text, offsets } = message;
    expect(text).toBe('a\tb ${c}${d}\n  "e"');
    const places = Array.from(text, (unit, index) => (unit === '\t' ? '\t' : source[offsets.at(index)]));
    expect(places.join('')).toBe(text);
    expect(source.slice(offsets.at(text.length)).trimStart()).toBe('""" }\n}');
  });
});
