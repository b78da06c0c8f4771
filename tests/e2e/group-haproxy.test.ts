/** Two services released together by the built command, on one real HAProxy that says itself where the users are. */
import { setTimeout as sleep } from 'node:timers/promises';

import { expect, onTestFinished, test } from 'vitest';

import { startSentinel } from '../support/cli.ts';
import { describeWithDaemon, type HaproxyDaemon, startHaproxy } from '../support/daemons.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type Service, startService } from '../support/haproxy.ts';
import { auditOf } from '../support/store.ts';
import { skipUnlessProving } from '../support/tier.ts';

const names = ['api', 'site'] as const;
type Name = (typeof names)[number];

const probe = (name: Name) =>
  `  ${name}: { haproxy: { socket: "\${settings.socket}", backend: ${name}, server: "\${track}", window: 300ms, min_samples: 2 } }`;
const rollout = (name: Name) => `  ${name}_main:
    traffic: { haproxy: { socket: "\${settings.socket}", backend: ${name}, slots: [blue, green] } }
    stages: [{ weight: 20%, hold: 500ms }, { weight: 50%, hold: 2s }, { weight: 100%, hold: 1s }]
    checks: { every: 500ms, require: canary.${name} < 5% }`;

const policy = [
  'sentinel: 1',
  'policy: shop',
  'settings: { socket: { env: SHOP_SOCKET } }',
  'probes:',
  ...names.map(probe),
  'rollouts:',
  ...names.map(rollout),
  'groups: { both: { rollouts: [api_main, site_main] } }',
].join('\n');

async function stand() {
  const services = new Map<Name, Record<'blue' | 'green', Service>>();
  for (const name of names)
    services.set(name, { blue: await startService('blue'), green: await startService('green') });
  const backend = (name: Name) => [
    `backend ${name}`,
    '  balance roundrobin',
    `  server blue 127.0.0.1:${services.get(name)?.blue.port} weight 200`,
    `  server green 127.0.0.1:${services.get(name)?.green.port} weight 0`,
  ];
  const haproxy = await startHaproxy(
    [
      'defaults',
      '  mode http',
      ...['connect', 'client', 'server'].map((what) => `  timeout ${what} 5s`),
      'frontend web',
      '  bind ${WEB}',
      '  use_backend api if { path_beg /api }',
      '  default_backend site',
      ...names.flatMap(backend),
    ].join('\n'),
  );
  onTestFinished(haproxy.stop);
  const users = setInterval(() => {
    for (const path of ['/api', '/'])
      void fetch(haproxy.url + path).then(
        (answer) => answer.text(),
        () => undefined, // it was stopped meanwhile
      );
  }, 5);
  onTestFinished(() => clearInterval(users));
  return { haproxy, services };
}

/** `api 20, site 0`: percent of the traffic on each green server, by the weights of HAProxy at one moment. */
async function greens({ tell }: HaproxyDaemon): Promise<string> {
  const rows = (await tell('show servers state')).split('\n').map((line) => line.split(' '));
  const weight = (name: Name, server: string) => {
    const cells = rows.find((row) => row[1] === name && row[3] === server);
    return cells?.[6] === '0' ? Number(cells[7]) : 0;
  };
  return names
    .map((name) => {
      const [blue, green] = [weight(name, 'blue'), weight(name, 'green')];
      return `${name} ${Math.round((green / (blue + green)) * 100)}`;
    })
    .join(', ');
}

/** Each after the other, and none but these. */
const way = [
  'api 0, site 0',
  'api 20, site 0',
  'api 20, site 20',
  'api 50, site 20',
  'api 50, site 50',
  'api 50, site 0',
  'api 0, site 0',
];

describeWithDaemon(['haproxy'], 'a group on HAProxy', () => {
  test.skipIf(skipUnlessProving)(
    'the second fails at the second stage, and both go back, the last first',
    async () => {
      const { haproxy, services } = await stand();
      const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
      const words = ['--version', 'api_main=1.1.0', '--version', 'site_main=2.1.0', '--auto-approve'];
      const apply = startSentinel(['apply', ...words], { cwd, env: { SHOP_SOCKET: haproxy.socket } });
      const over = new AbortController();
      const ended = apply.ended.finally(() => over.abort());
      const seen: string[] = [];
      while (!over.signal.aborted) {
        const now = await greens(haproxy);
        if (now !== seen.at(-1)) seen.push(now);
        const green = services.get('site')?.green;
        if (green && now === 'api 50, site 50') green.errors = 1;
        await sleep(10);
      }
      const { exitCode, stdout } = await ended;
      // Two changes may follow each other within a sample.
      expect(seen, stdout).toEqual(way.filter((moment) => seen.includes(moment)));
      expect(seen).toContain('api 50, site 50');
      expect(await greens(haproxy)).toBe('api 0, site 0');
      expect(exitCode).toBe(1);
      expect(stdout).toContain('site_main goes back: canary.site');
      const moves = (await auditOf(cwd)).filter(({ type }) => type === 'rollout.shift.confirmed');
      expect(moves.map(({ subject, to }) => [subject?.['rollout'], to])).toEqual([
        ['api_main', 20],
        ['site_main', 20],
        ['api_main', 50],
        ['site_main', 50],
        ['site_main', 0],
        ['api_main', 0],
      ]);
    },
    30_000,
  );
});
