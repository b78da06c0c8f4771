/** What a probe is told instead of a measurement. Each is a row of the table, for one kind of probe. */
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

export type Kind = 'prometheus' | 'ratio' | 'http' | 'metrics' | 'command' | 'file';

/** Does with the answer what the fault is. */
export type Answer = (response: ServerResponse, call: Call) => void;

export interface Call {
  /** Seconds since the epoch, as the one who asks sees it. */
  readonly now: number;
  /** How often this fault was asked before. */
  readonly count: number;
  /** What a metrics server is asked for. */
  readonly query: string;
  /** Seconds; of a range query. */
  readonly range?: { readonly start: number; readonly end: number; readonly step: number };
}

const MiB = 1024 ** 2;

type Text = string | ((call: Call) => string);

const text =
  (body: Text, status = 200, headers: Readonly<Record<string, string>> = {}): Answer =>
  (response, call) => {
    response.writeHead(status, headers).end(told(body, call));
  };

const told = (body: Text, call: Call): string => (typeof body === 'string' ? body : body(call));

const page = '<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body>0</body></html>\n';

/** Made beforehand: a server that compresses first would be slow, which is another fault. */
const gzipBomb = gzipSync(Buffer.alloc(64 * MiB), { level: 1 });

/** Whatever is asked: no whole answer, or none to the question. `sound` is the body that would be one. */
const exchanges = (sound: Text): Readonly<Record<string, Answer>> => ({
  'provider fails: connection closed': (response) => response.socket?.destroy(),
  'provider fails: reset in the headers': (response) => response.socket?.resetAndDestroy(),
  'never answers': () => undefined,
  'slow body': (response, call) => response.writeHead(200).write(told(sound, call).slice(0, 1)),
  'endless body': (response) => {
    response.writeHead(200);
    const pour = () => {
      while (!response.destroyed && response.write(' '.repeat(65_536)));
    };
    response.on('drain', pour);
    pour();
  },
  'body above the cap': text((call) => `${told(sound, call)}${' '.repeat(MiB)}`),
  'body cut short': (response, call) => {
    const body = told(sound, call);
    response.writeHead(200, { 'content-length': String(body.length + 50) }).write(body);
    setImmediate(() => response.socket?.destroy());
  },
  'gzip bomb': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipBomb),
  'damaged gzip': (response, call) =>
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(told(sound, call)).subarray(0, -9)),
  '200 with HTML': text(page, 200, { 'content-type': 'text/html' }),
  'empty 200': text(''),
  '204': text('', 204),
  '301': text(sound, 301, { location: '/sound' }),
  '304': text('', 304),
  '401': text(sound, 401),
  '404': text(sound, 404),
  '429': text(sound, 429),
  'evaluator 500': text(sound, 500),
  'evaluator 503': text(sound, 503),
  'byte order mark': text((call) => `\uFEFF${told(sound, call)}`),
  NUL: text((call) => `${told(sound, call)}\0`),
});

/** One sample of Prometheus; `after` is seconds from the time asked for. */
interface Sample {
  readonly value?: unknown;
  readonly after?: number;
}

interface Series {
  readonly value?: readonly Sample[];
  /** Seconds. */
  readonly age?: readonly Sample[];
  readonly samples?: readonly Sample[];
}

/** What Prometheus answers about a value, about its age and about the events behind it. */
const dataOf =
  (series: Series) =>
  ({ query, range, now }: Call): { readonly resultType: string; readonly result: readonly unknown[] } => {
    const part = query.startsWith('time()')
      ? 'age'
      : /^(?:events|sum\(increase\(all)/u.test(query)
        ? 'samples'
        : 'value';
    const samples = series[part] ?? [{ value: sound[part] }];
    const result = samples.map(({ value, after = 0 }) => ({
      metric: {},
      ...(range
        ? { values: pointsOf(range).map((point) => [point + after, value]) }
        : { value: [now + after, value] }),
    }));
    return { resultType: range ? 'matrix' : 'vector', result };
  };

const sound = { value: '0', age: '5', samples: '1000' };

function pointsOf({ start, end, step }: NonNullable<Call['range']>): readonly number[] {
  return Array.from({ length: Math.round((end - start) / step) + 1 }, (_, place) => start + place * step);
}

const series = (of: Series): Answer =>
  text((call) => JSON.stringify({ status: 'success', data: dataOf(of)(call) }));

/** Sound now and another time not. */
const inTurn =
  (...answers: readonly Answer[]): Answer =>
  (response, call) =>
    answers[call.count % answers.length]?.(response, call);

const numbers: Readonly<Record<string, unknown>> = {
  NaN: 'NaN',
  '+Inf': '+Inf',
  '-Inf': '-Inf',
  '1e309': '1e309',
  'empty string': '',
  blank: ' ',
  null: null,
  '{}': {},
  '[]': [],
  'number in JSON': 0,
  hexadecimal: '0x0',
};

/** An answer of Prometheus that is sound but for what is changed. */
const prometheusBody =
  (changes: object = {}): ((call: Call) => string) =>
  (call) =>
    JSON.stringify({ status: 'success', data: dataOf({})(call), ...changes });

/** Of another kind than a number at each instant. */
const prometheusData = (resultType: string, resultOf: (now: number) => unknown): Answer =>
  text((call) => prometheusBody({ data: { resultType, result: resultOf(call.now) } })(call));

const ofValues = Object.fromEntries(
  Object.entries(numbers).map(([name, value]) => [`value ${name}`, series({ value: [{ value }] })]),
);

const ofSamples = {
  'samples: none': series({ samples: [] }),
  'samples: too few': series({ samples: [{ value: '3' }] }),
  'samples: NaN': series({ samples: [{ value: 'NaN' }] }),
  'samples: two series': series({ samples: [{ value: '900' }, { value: '900' }] }),
  'samples: negative': series({ samples: [{ value: '-1000' }] }),
};

const ofAge: Readonly<Record<string, Answer>> = {
  stale: series({ age: [{ value: '3600' }] }),
  'of a time to come': series({ age: [{ value: '-3600' }] }),
  'age: none': series({ age: [] }),
  'age: NaN': series({ age: [{ value: 'NaN' }] }),
  'age: two series': series({ age: [{ value: '5' }, { value: '5' }] }),
  'answer of the past': series({ value: [{ value: '0', after: -3600 }] }),
  'answer of the future': series({ value: [{ value: '0', after: 3600 }] }),
};

const prometheus: Readonly<Record<string, Answer>> = {
  ...exchanges(prometheusBody()),
  ...ofValues,
  ...ofSamples,
  ...ofAge,
  'zero measurements': series({ value: [] }),
  'several series': series({ value: [{ value: '0' }, { value: '0' }] }),
  'several series, one NaN': series({ value: [{ value: 'NaN' }, { value: '0' }] }),
  'unusable metric name': text('{"status":"error","errorType":"bad_data","error":"invalid parameter"}', 400),
  'error with data': text(prometheusBody({ status: 'error' })),
  'error in a 200': text(prometheusBody({ error: 'query timed out' })),
  warning: text(prometheusBody({ warnings: ['a store did not answer'] })),
  'truncated JSON': text((call) => prometheusBody()(call).slice(0, -5)),
  'a string': prometheusData('string', (now) => [now, '0']),
  'a scalar that is NaN': prometheusData('scalar', (now) => [now, 'NaN']),
  'a histogram': prometheusData('vector', (now) => [{ metric: {}, histogram: [now, {}] }]),
};

const ratio: Readonly<Record<string, Answer>> = {
  ...ofValues,
  ...ofAge,
  'samples: NaN': ofSamples['samples: NaN'],
  'samples: two series': ofSamples['samples: two series'],
  'samples: negative': ofSamples['samples: negative'],
  'empty side': series({ value: [], samples: [] }),
  'no traffic': series({ value: [], samples: [{ value: '0' }] }),
  'all-error group': series({ value: [{ value: '1000' }] }),
  'counter reset': series({ value: [{ value: '-5' }] }),
  'more bad than all': series({ value: [{ value: '1001' }] }),
  'several series': series({ value: [{ value: '0' }, { value: '0' }] }),
};

const httpBody = '{"rate":0}';

const http: Readonly<Record<string, Answer>> = {
  ...exchanges(httpBody),
  'truncated JSON': text('{"rate":0'),
  NaN: text('{"rate":NaN}'),
  Infinity: text('{"rate":Infinity}'),
  '1e309': text('{"rate":1e309}'),
  '-1e309': text('{"rate":-1e309}'),
  'empty string': text('{"rate":""}'),
  'number as text': text('{"rate":"0"}'),
  null: text('{"rate":null}'),
  boolean: text('{"rate":false}'),
  record: text('{"rate":{}}'),
  list: text('{"rate":[]}'),
  'body {}': text('{}'),
  'body []': text('[]'),
  'body null': text('null'),
  'body 0': text('0'),
};

const metricsBody = '# TYPE queue gauge\nqueue 0\n';

const metrics: Readonly<Record<string, Answer>> = {
  ...exchanges(metricsBody),
  'zero measurements': text('# TYPE queue gauge\n'),
  'another metric': text('queues 0\n'),
  'several series': text('queue{a="1"} 0\nqueue{a="2"} 0\n'),
  'twice the same series': text('queue 0\nqueue 0\n'),
  NaN: text('queue NaN\n'),
  '+Inf': text('queue +Inf\n'),
  '-Inf': text('queue -Inf\n'),
  '1e309': text('queue 1e309\n'),
  'no value': text('queue \n'),
  'number as text': text('queue "0"\n'),
  null: text('queue null\n'),
  stale: text(({ now }) => `queue 0 ${(now - 3600) * 1000}\n`),
  'of a time to come': text(({ now }) => `queue 0 ${(now + 3600) * 1000}\n`),
  'cut short': text('# TYPE queue gauge\nqueue 0'),
};

/** Programs for `sh`. A byte order mark is no fault here, nor in a file: it is read over. */
const command: Readonly<Record<string, string>> = {
  'exit 0 without output': 'exit 0',
  'exit 1 with a number': 'echo 0; exit 1',
  'exit by signal': 'echo 0; kill -9 $$',
  'grandchild holding the pipe': '(sleep 5; echo 0) & exit 0',
  'never ends': 'echo 0; exec sleep 5',
  'endless output': 'exec yes 0',
  'complains only': 'echo 0 >&2',
  NaN: 'echo NaN',
  Infinity: 'echo Infinity',
  '1e309': 'echo 1e309',
  null: 'echo null',
  '{}': 'echo {}',
  '[]': 'echo []',
  'number as text': `echo '"0"'`,
  truncated: 'printf [0',
  'two numbers': 'echo 0 0',
  hexadecimal: 'echo 0x0',
  'a word': 'echo none',
  NUL: `printf '0\\000'`,
};

const file: Readonly<Record<string, string | Buffer | undefined>> = {
  'not there': undefined,
  empty: '',
  truncated: '{"rate":0',
  NaN: '{"rate":NaN}',
  '1e309': '{"rate":1e309}',
  'empty string': '{"rate":""}',
  'number as text': '{"rate":"0"}',
  null: '{"rate":null}',
  record: '{"rate":{}}',
  list: '{"rate":[]}',
  'nothing at the place': '{}',
  'no UTF-8': Buffer.from([0x7b, 0xff, 0x7d]),
  'above the cap': `{"rate":0}${' '.repeat(MiB)}`,
};

/** Servers by kind and fault. `sound` is the control: a measurement of 0. */
export const answers: Readonly<
  Record<'prometheus' | 'ratio' | 'http' | 'metrics', Readonly<Record<string, Answer>>>
> = {
  prometheus: { sound: series({}), ...prometheus },
  ratio: { sound: series({}), ...ratio },
  http: { sound: text(httpBody), ...http },
  metrics: { sound: text(metricsBody), ...metrics },
};

export const programs: Readonly<Record<string, string>> = { sound: 'echo 0', ...command };

export const files: Readonly<Record<string, string | Buffer | undefined>> = { sound: httpBody, ...file };

/** Good and bad in turn, which is no pass where more than one look counts. */
export const flipFlops: Readonly<Record<string, Answer>> = {
  'good and bad in turn': inTurn(series({}), series({ value: [{ value: '100' }] })),
  'good and nothing in turn': inTurn(series({}), series({ value: [] })),
  'good and down in turn': inTurn(series({}), text('', 502)),
};
