import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sink } from '../../../src/plan/plan.ts';
import { isUnknown, unknown } from '../../../src/plan/value.ts';
import { joinPieces, type Piece } from '../../../src/runtime/core/sinks.ts';
import { codePoint } from '../../support/arbitrary/code-point.ts';
import { runs } from '../../support/tier.ts';

/** `${}` in the text stands for the values in turn. */
function joined(sink: Sink, text: string, ...values: (string | number)[]) {
  const pieces = text.split('${}').flatMap((written, i): Piece[] => {
    const value = values[i];
    return [
      ...(written === '' ? [] : [{ written }]),
      ...(value === undefined
        ? []
        : [{ value: String(value), bare: typeof value === 'number', name: `v${i}` }]),
    ];
  });
  return joinPieces(pieces, sink);
}

test.each<[Sink, string, string, string]>([
  ['text', 'a ${} b', '<x>\n', 'a <x>\n b'],
  ['header', 'Bearer ${}', 'x y\t"z"', 'Bearer x y\t"z"'],
  ['argv', '${}', 'main', 'main'],
  ['argv', '--ref=${}', '-x', '--ref=-x'],
  ['argv', '${}', 'a b; rm -rf $HOME', 'a b; rm -rf $HOME'],
  ['path', 'reports/${}.xml', 'v1.2.3', 'reports/v1.2.3.xml'],
  ['path', '../${}', '..x', '../..x'],
  ['url', 'https://example.com/${}?q=1', 'a/b?c#d&é', 'https://example.com/a%2Fb%3Fc%23d%26%C3%A9?q=1'],
  ['url', '${}/health', 'http://localhost:8080', 'http://localhost:8080/health'],
  ['url', '${}/health', 'https://example.com/base/', 'https://example.com/base/health'],
  ['url', '${}', 'https://example.com/hook?key=1', 'https://example.com/hook?key=1'],
  ['url', 'https://example.com/../a/${}', 'x', 'https://example.com/../a/x'],
  ['url', 'http://${}/x', 'web-1', 'http://web-1/x'],
  ['json', '{"text": "released ${}"}', 'a "b"\n', '{"text": "released a \\"b\\"\\n"}'],
  ['json', '{"text": ${}}', 'a "b"', '{"text": "a \\"b\\""}'],
  ['json', '{"a\\"": ${}}', 'x', '{"a\\"": "x"}'],
  ['promql', 'up{job="${}"}', 'a"b\\c\nd', 'up{job="a\\"b\\\\c\\nd"}'],
  ['promql', "up{job='${}'}", `a'b"`, `up{job='a\\'b"'}`],
  ['promql', 'up{job=`${}`}', 'a"b', 'up{job=`a"b`}'],
  ['promql', 'up{a=`\\`, job="${}"}', 'x', 'up{a=`\\`, job="x"}'],
  ['promql', 'rate(x[${}])', '5m', 'rate(x[5m])'],
])('%s: %s with %s', (sink, text, value, expected) => {
  expect(joined(sink, text, value)).toBe(expected);
});

test('numbers and booleans are bare in JSON', () => {
  expect(joined('json', '{"count": ${}, "text": "${}"}', 5, 6)).toBe('{"count": 5, "text": "6"}');
});

test.each<[Sink, string, string, string]>([
  [
    'header',
    '${}',
    'a\r\nX: y',
    '`v0` has a line break or another control character, which no header can hold',
  ],
  ['argv', '${}', '--upload-pack=x', '`v0` begins with `-`, and the program would take it for an option'],
  ['argv', 'a${}', 'x\0y', '`v0` has a NUL character, which no argument can hold'],
  ['path', 'reports/${}', 'a/b', '`v0` has a path separator, and only a name can be filled in'],
  ['path', 'reports/${}', 'a\\b', '`v0` has a path separator, and only a name can be filled in'],
  ['path', 'reports/${}', '..', '`v0` leads to another directory'],
  ['path', 'reports/.${}/x', '.', '`v0` leads to another directory'],
  ['url', 'https://example.com/a/${}/b', '..', '`v0` leads to another directory'],
  ['url', 'https://example.com/${}', '\ud800', '`v0` is not well-formed text'],
  ['url', '${}/x', 'example.com', '`v0` is not an address such as `https://example.com`'],
  ['url', '${}/x', 'file:///etc/passwd', '`v0` is not an http or https address'],
  ['url', '${}/x', 'https://user:word@example.com', '`v0` has credentials in its address'],
  ['url', '${}/x', 'https://example.com/?a', '`v0` has a query or a fragment, and more follows'],
  ['url', '${}.evil.example/x', 'https://example.com', '`v0` is followed by text that changes the host'],
  ['url', '${}:8443/x', 'https://example.com', '`v0` is followed by text that changes the host'],
  ['url', 'http://${}/x', 'evil.example/', 'it is not a URL once its values are filled in'],
  ['json', '{"text": ${', 'x', 'it is not JSON once its values are filled in'],
  ['promql', 'up{job=`${}`}', 'a`b', '`v0` has a backtick and stands in backticks'],
  [
    'promql',
    'up{${}}',
    'job="x"',
    '`v0` stands outside of quotes, where only a name, a number or a duration can be filled in',
  ],
])('%s: %s refuses %j', (sink, text, value, reason) => {
  expect(joined(sink, text, value)).toEqual(unknown(reason));
});

describe('whatever is filled in', () => {
  const hostile = fc.oneof(
    fc.string({ unit: codePoint }),
    fc.constantFrom('..', '.', '"', '\\', "'", '`', '\\"', '\r\n', '@', '//'),
  );

  test('stays one JSON string', () => {
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        const text = joined('json', '{"a": "x${}y", "b": ${}}', a, b);
        expect(JSON.parse(isUnknown(text) ? text.reason : text)).toEqual({ a: `x${a}y`, b });
      }),
      { seed: 61, numRuns: runs(200, 20_000) },
    );
  });

  test('leaves the host and the directory of a URL as they are', () => {
    fc.assert(
      fc.property(hostile, hostile, (a, b) => {
        const text = joined('url', 'https://example.com/api/${}/x?q=${}', a, b);
        const refused = isUnknown(text);
        const url = new URL(refused ? 'https://example.com/api/-/x?q=-' : text);
        expect(url.origin + url.pathname.replace(/[^/]*\/x$/u, '')).toBe('https://example.com/api/');
        expect([...url.searchParams].length + url.hash.length).toBe(1);
      }),
      { seed: 62, numRuns: runs(200, 20_000) },
    );
  });
});
