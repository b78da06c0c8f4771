import { describe, expect, test } from 'vitest';
import { expectClean, expectDiag, expectDiags } from '../../src/testkit/index.ts';
import { lintText, planOf } from '../support/pipeline.ts';
import { policyWith } from '../support/policy.ts';

/** A policy whose only probe is `x`, read by a gate. */
function withProbe(probe: string, require = 'x.ok', ...more: readonly string[]): string {
  return policyWith(...more, `probes: { x: ${probe} }`, `gates: { g: { require: '${require}' } }`);
}

describe('configuration', () => {
  test('literals in base units, defaults filled in', () => {
    const [probe] = planOf(
      withProbe('{ http: { url: "http://localhost", timeout: 3s, max_body: 2KiB } }'),
    ).probes;
    expect(probe?.config).toMatchObject({
      url: 'http://localhost',
      timeout: 3000,
      max_body: 2048,
      attempts: 3,
      backoff: 500,
      method: 'GET',
      expect_status: 200,
      follow_redirects: false,
    });
  });

  test('defaults of a block that is given', () => {
    const [probe] = planOf(
      withProbe(
        '{ metrics: { url: "http://localhost", growth: { metric: pings, labels: { a: b } } } }',
        'x.growth > 0',
      ),
    ).probes;
    expect(probe?.config['growth']).toEqual({ metric: 'pings', labels: { a: 'b' }, over: 5000 });
  });

  test('lists', () => {
    const [probe] = planOf(
      withProbe('{ http: { url: "http://localhost", expect_status: [200, 204] } }'),
    ).probes;
    expect(probe?.config['expect_status']).toEqual([200, 204]);
  });

  test('templates with what they are, and whether they hold a secret', () => {
    const plan = planOf(
      withProbe(
        '{ http: { url: "${settings.url}/health?at=${release.version}", headers: { Authorization: "Bearer ${secrets.token}" } } }',
        'x.ok',
        'settings: { url: { env: URL } }',
        'secrets: { token: { env: TOKEN } }',
      ),
    );
    const [probe] = plan.probes;
    expect(probe?.config['url']).toMatchObject({
      sink: 'url',
      secret: false,
      template: [{ fact: 'settings.url' }, '/health?at=', { fact: 'release.version' }],
    });
    expect(probe?.config['headers']).toMatchObject({
      Authorization: { sink: 'header', secret: true, template: ['Bearer ', { fact: 'secrets.token' }] },
    });
    expect(probe?.reads).toEqual(['settings.url', 'release.version', 'secrets.token']);
  });

  test('a literal `${`', () => {
    const [probe] = planOf(withProbe('{ http: { url: "http://localhost", select: "a$${b}" } }')).probes;
    expect(probe?.config['select']).toBe('a${b}');
  });

  test('without a rollout every probe looks at the stable side', () => {
    const [probe] = planOf(
      withProbe('{ prometheus: { url: http://prom, query: \'x{track="${track}"}\' } }', 'x > 1'),
    ).probes;
    expect(probe?.config['query']).toMatchObject({
      template: ['x{track="', { op: 'const', value: 'stable' }, '"}'],
      secret: false,
    });
    expect(probe?.reads).toEqual([]);
  });

  test('a key that looks like a prototype', () => {
    const { diagnostics } = lintText(withProbe('{ http: { url: "http://localhost", __proto__: 1 } }'));
    expect(diagnostics.every(({ severity }) => severity === 'error')).toBe(true);
    expect(diagnostics).toHaveLength(1);
  });
});

describe('mistakes', () => {
  test('a kind that is none', () => {
    expectDiag(withProbe('{ htpt: { url: "http://localhost" } }'))
      .code('SEN1510')
      .underlines('htpt')
      .message('`htpt` is not a kind of probe')
      .help('did you mean `http`?');
    expectDiag(withProbe('{ carrier_pigeon: {} }')).help(/^the kinds are `changelog`, /u);
  });

  test('a key that is none, and what depends on it', () => {
    expectDiags(withProbe('{ http: { url: "http://localhost", timeot: "${nothing}" } }')).are(
      'SEN1101 timeot',
    );
  });

  test('a literal that cannot be read', () => {
    expectDiag(withProbe('{ http: { url: "http://localhost", timeout: 1.5s } }'))
      .code('SEN1108')
      .underlines('1.5s')
      .help('write `1s500ms`');
    expectDiag(withProbe('{ http: { url: "http://localhost", timeout: soon } }')).code('SEN1108');
  });

  test('a literal of another kind is told once', () => {
    expectDiag(withProbe('{ http: { url: "http://localhost", timeout: [3s] } }')).code('SEN1102');
    expectDiag(withProbe('{ http: { url: "http://localhost", timeout: 3 } }'))
      .code('SEN1102')
      .underlines('3');
  });

  test('a text with a mistake inside', () => {
    expectDiag(withProbe('{ http: { url: "http://localhost/${" } }')).code('SEN1301');
    expectDiag(withProbe('{ http: { url: "http://localhost/${nothing}" } }'))
      .code('SEN1401')
      .underlines('nothing');
  });

  test('an interpolation in a fixed text', () => {
    expectDiag(withProbe('{ http: { url: "http://localhost", select: "#${release.env}" } }'))
      .code('SEN1511')
      .underlines('release.env')
      .message('nothing can be interpolated in this text')
      .help('write the value itself; a literal `${` is written `$${`');
  });

  test('a secret where none may stand', () => {
    expectDiags(
      withProbe(
        '{ http: { url: "http://localhost/${secrets.token}" } }',
        'x.ok',
        'secrets: { token: { env: TOKEN } }',
      ),
    ).only('SEN1405');
  });

  test('keys of which one has to be given', () => {
    expectDiag(withProbe('{ prometheus: { url: "http://prom" } }', 'x > 1'))
      .code('SEN1512')
      .underlines('prometheus')
      .message('`prometheus` needs `query` or `ratio`')
      .help('write one of them');
    expectDiag(
      withProbe(
        '{ prometheus: { url: "http://prom", query: x, ratio: { bad: a, total: b, window: 1m }, min_samples: 9 } }',
        'x > 1%',
      ),
    )
      .code('SEN1512')
      .underlines('ratio')
      .message('`prometheus` takes only one of `query` or `ratio`')
      .help('remove it, or remove `query`');
  });

  test('keys of which none has to be given, but not two', () => {
    const ratio = 'ratio: { bad: { metric: b }, total: { metric: t } }';
    expectClean(withProbe(`{ metrics: { url: "http://a", ${ratio} } }`, 'x < 1%'));
    expectDiag(withProbe(`{ metrics: { url: "http://a", metric: m, ${ratio} } }`, 'x < 1%'))
      .code('SEN1512')
      .underlines('ratio')
      .message('`metrics` takes only one of `metric` or `ratio` or `quantile`')
      .help('remove it, or remove `metric`');
    expectDiag(
      withProbe(`{ metrics: { url: "http://a", ${ratio}, growth: { metric: m } } }`, 'x < 1%'),
    ).underlines('ratio');
  });

  test('a key that could not be read counts as given', () => {
    expectDiags(withProbe('{ prometheus: { url: "http://prom", query: ~ } }', 'x > 1')).without('SEN1512');
  });

  test('a probe with a mistake is still known to its gates', () => {
    expectDiags(withProbe('{ http: { url: 5 } }', 'x.ok and x.oks')).are('SEN1102 5', 'SEN1402 oks');
    expectDiags(withProbe('{ htpt: {} }', 'x.anything < 5%')).are('SEN1510 htpt');
  });
});

describe('units', () => {
  test.each([
    ['ratio', '5%'],
    ['percent', '5%'],
    ['seconds', '5s'],
    ['milliseconds', '5s'],
    ['bytes', '5MB'],
    ['number', '5'],
  ])('%s', (unit, limit) => {
    expectClean(withProbe(`{ prometheus: { url: "http://prom", query: x, unit: ${unit} } }`, `x < ${limit}`));
  });

  test('a number unless it says otherwise', () => {
    expectClean(withProbe('{ prometheus: { url: "http://prom", query: x } }', 'x < 5'));
  });

  test('a ratio is one', () => {
    expectClean(
      withProbe(
        '{ prometheus: { url: "http://prom", ratio: { bad: a, total: b, window: 1m }, min_samples: 9 } }',
        'x < 5%',
      ),
    );
  });
});

describe('each', () => {
  test('a probe for each value is a list of records', () => {
    const plan = planOf(
      withProbe(
        '{ each: { port: [80, 443] }, http: { url: "http://localhost:${port}" } }',
        'all(x, p => p.ok)',
      ),
    );
    expect(plan.probes[0]).toMatchObject({
      each: { name: 'port', values: [80, 443] },
      config: { url: { template: ['http://localhost:', { op: 'local', name: 'port', type: 'number' }] } },
    });
    expect(plan.facts).toEqual([
      { id: 'x', type: { list: { record: plan.probes[0]?.fields } }, source: { kind: 'probe', probe: 'x' } },
    ]);
  });

  test('values of several types', () => {
    expectDiag(
      withProbe(
        '{ each: { port: [80, "443"] }, http: { url: "http://localhost:${port}" } }',
        'all(x, p => p.ok)',
      ),
    )
      .code('SEN1518')
      .underlines('"443"')
      .message('`443` is a string among values of another type')
      .help('the first one is a number; put texts in quotes');
  });

  test('a name that stands for something else', () => {
    expectDiag(
      withProbe('{ each: { release: [a] }, http: { url: "http://${release}" } }', 'all(x, p => p.ok)'),
    )
      .code('SEN1502')
      .underlines('release')
      .help('choose another name, such as `each_release`');
  });

  test('values that could not be read', () => {
    expectDiags(withProbe('{ each: { svc: [~] }, http: { url: "http://${svc}" } }', 'all(x, p => p.ok)')).are(
      'SEN1008 ~',
    );
  });
});
