import { expect, test } from 'vitest';

import { parseExposition } from '../../../../src/runtime/probes/metrics/exposition.ts';

const openMetrics = 'application/openmetrics-text; version=1.0.0; charset=utf-8';

function samplesOf(text: string, type?: string) {
  return parseExposition(text, type).samples.map(({ labels, ...sample }) => ({
    ...sample,
    labels: Object.fromEntries(labels),
  }));
}

test('the text format', () => {
  const text = `# HELP http_requests_total The total number of HTTP requests.
# TYPE http_requests_total counter
http_requests_total{method="post",code="200"} 1027 1395066363000

# a comment
  \t
msdos_file_access_time_seconds{path="C:\\\\DIR\\\\FILE.TXT",error="Cannot find file:\\n\\"FILE.TXT\\"",} 1.458255915e9
metric_without_labels 12.47
a:b_c{} -.5
spaced { a = "b" , c = "d" } 3
up 1\t-62135596800000
`;
  const { types } = parseExposition(text, undefined);
  expect([...types]).toEqual([['http_requests_total', 'counter']]);
  expect(samplesOf(text)).toEqual([
    {
      name: 'http_requests_total',
      labels: { method: 'post', code: '200' },
      value: 1027,
      time: 1_395_066_363_000,
    },
    {
      name: 'msdos_file_access_time_seconds',
      labels: { path: 'C:\\DIR\\FILE.TXT', error: 'Cannot find file:\n"FILE.TXT"' },
      value: 1_458_255_915,
    },
    { name: 'metric_without_labels', labels: {}, value: 12.47 },
    { name: 'a:b_c', labels: {}, value: -0.5 },
    { name: 'spaced', labels: { a: 'b', c: 'd' }, value: 3 },
    { name: 'up', labels: {}, value: 1, time: -62_135_596_800_000 },
  ]);
});

test.each([
  ['1', 1],
  ['+1e3', 1000],
  ['NaN', Number.NaN],
  ['+Inf', Number.POSITIVE_INFINITY],
  ['-Inf', Number.NEGATIVE_INFINITY],
  ['inf', Number.POSITIVE_INFINITY],
  ['1e309', Number.POSITIVE_INFINITY],
])('the number %s', (text, value) => {
  expect(samplesOf(`a ${text}\n`)).toEqual([{ name: 'a', labels: {}, value }]);
});

test('OpenMetrics: exemplars, times in seconds, an end', () => {
  const text = '# TYPE a counter\na_total{b="c # d"} 5 1.5 # {id="x"} 0.67 1.2\n# EOF\n';
  expect(samplesOf(text, openMetrics)).toEqual([
    { name: 'a_total', labels: { b: 'c # d' }, value: 5, time: 1500 },
  ]);
  expect(() => samplesOf('a_total 5\n', openMetrics)).toThrow('the metrics are cut short');
});

test.each([
  '9a 1',
  'a',
  'a one',
  'a 1 2 3',
  'a 1 now',
  'a 0x10',
  'a 1_000',
  'a -',
  'a{b="c} 1',
  'a{b="c" 1',
  'a{b="c"d="e"} 1',
  'a{b="c",b="d"} 1',
  'a{b=c} 1',
  'a{9="c"} 1',
  'a{b="\\x"} 1',
  'a{b="c"}1',
  'a 1 # {id="x"} 1',
  '{"a": 1}',
  '\uFEFFa 1',
])('`%s` is no line of it', (line) => {
  expect(() => samplesOf(`up 1\n${line}\n`)).toThrow(
    'line 2 of the answer is not in the Prometheus text format',
  );
});

test.each([
  ['', 'the answer holds no metrics'],
  ['up 1', 'the metrics are cut short'],
  ['\n', 'the answer holds no metrics'],
  ['# TYPE a counter\n', 'the answer holds no metrics'],
  [' <html>\n', 'the answer is a page and not metrics'],
])('%j: %s', (text, reason) => {
  expect(() => samplesOf(text)).toThrow(reason);
});

test('a line as long as the cap is read in linear time', () => {
  const value = 'x'.repeat(1024 ** 2);
  expect(samplesOf(`a{b="${value}"} 1\n`)).toHaveLength(1);
  expect(() => samplesOf(`a{b="${value}\n`)).toThrow('line 1');
  expect(() => samplesOf(`a{${'b="c",'.repeat(100_000)}} 1\n`)).toThrow('line 1');
});
