/** Limits that are counted on Redis, beside the store that holds the records. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { apply } from '../../../src/app/index.ts';
import { type Daemon, describeWithDaemon, startRedis } from '../../support/daemons.ts';
import { requestWith } from '../../support/host.ts';
import { dev, policy, project } from '../../support/project.ts';
import { auditOf } from '../../support/store.ts';

const hourly = `${policy}limits: { hourly: { at_most: 1 per 1h } }\n`;
const yes = { shadow: false, confirm: () => Promise.resolve(true) };

describeWithDaemon(['redis-server'], 'limits on Redis', () => {
  let redis: Daemon;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  test('admit before the start is recorded; broken glass is recorded as over the limit', async () => {
    const { cwd, host, log } = await project({ 'sentinel.yaml': hourly });
    const request = requestWith({ ...dev, limitStore: redis.url });
    const first = await apply({ ...request, ...yes }, host);
    expect(first).toMatchObject({ exitCode: 0, store: { limits: redis.url } });
    expect(first.store?.caveats).toContainEqual(
      expect.stringMatching(/^limits on redis:.*: replicas follow a Redis with a delay/u),
    );
    expect(await apply({ ...request, ...yes }, host)).toMatchObject({
      exitCode: 1,
      decision: { decision: 'blocked' },
    });
    const breakGlass = 'the shop is down and this is the repair';
    expect(await apply({ ...request, ...yes, breakGlass }, host)).toMatchObject({ exitCode: 0 });
    expect(await log()).toBe('v1.2.3\nv1.2.3\n');
    const admissions = (await auditOf(cwd)).filter(({ type }) => type === 'admission');
    expect(admissions.map(({ reasonCode }) => reasonCode)).toEqual(['admitted', 'over_limit']);
  });

  test('that cannot be reached stop the start', async () => {
    const { host, log } = await project({ 'sentinel.yaml': hourly });
    const request = requestWith({ ...dev, limitStore: 'redis://127.0.0.1:1' });
    const report = await apply({ ...request, ...yes }, host);
    expect(report).toMatchObject({ exitCode: 1, diagnostics: [{ code: 'SEN2404' }, { code: 'SEN2402' }] });
    expect(await log()).toBe('');
  });
});
