import { describe, expect, test } from 'vitest';
import { explain, kinds, probe } from '../../src/app/index.ts';
import { temporaryFolder } from '../support/folder.ts';
import { hostIn, requestWith } from '../support/host.ts';
import { refusedWith } from '../support/refusal.ts';

const policy = `sentinel: 1
policy: shop
environments: [dev, prod]
probes:
  ready: { file: { path: ready.txt } }
gates:
  ready: { when: release.event != "tag", require: ready.exists and release.version is vsemver, prefer: release.region == "eu" }
  prod: { environments: [prod], require: ready.exists }
`;

async function explained(rule: string, parts: { whyNot?: boolean; release?: Record<string, string> } = {}) {
  const host = hostIn(await temporaryFolder({ 'sentinel.yaml': policy }));
  const { release = {}, ...more } = parts;
  return explain(
    { ...requestWith({ release: { env: 'dev', version: 'v1', event: 'push', ...release } }), rule, ...more },
    host,
  );
}

describe('explain', () => {
  test('shows each part with its value and source', async () => {
    const report = await explained('ready');
    expect(report.rule.verdict).toBe('fail');
    expect(report.when).toMatchObject({ text: 'release.event != "tag"', value: true });
    expect(report.require).toMatchObject([
      {
        value: false,
        parts: [
          { text: 'ready.exists', value: false, from: expect.stringContaining('probe ready') },
          { text: 'release.version is vsemver', parts: [{ text: 'release.version', from: '--version' }] },
        ],
      },
    ]);
    expect(report.prefer).toHaveLength(1);
    expect(report.whyNot).toBeUndefined();
  });

  test('says what would turn the verdict', async () => {
    const { whyNot } = await explained('ready', { whyNot: true });
    expect(whyNot).toHaveLength(2);
    expect(whyNot?.[0]).toContain('ready.exists');
  });

  test('of a rule that does not apply shows why', async () => {
    expect(await explained('prod', { whyNot: true })).toMatchObject({
      rule: { verdict: 'skipped' },
      require: [],
    });
    const tagged = await explained('ready', { release: { event: 'tag' } });
    expect(tagged).toMatchObject({ rule: { verdict: 'skipped' }, when: { value: false }, require: [] });
  });

  test('knows its rules', async () => {
    expect(await refusedWith(explained('raedy'))).toMatchObject([
      { code: 'SEN2016', help: 'did you mean `ready`?' },
    ]);
    expect(await refusedWith(explained('zebra'))).toMatchObject([{ help: 'it has `ready`, `prod`' }]);
  });
});

describe('probe', () => {
  test('runs one probe and shows its fields', async () => {
    const host = hostIn(await temporaryFolder({ 'sentinel.yaml': policy, 'ready.txt': 'yes' }));
    const report = await probe({ ...requestWith({ release: { env: 'dev' } }), probe: 'ready' }, host);
    expect(report).toMatchObject({ probe: 'ready', kind: 'file', readings: [{ subject: 'ready.txt' }] });
    expect(report.readings[0]?.fields).toContainEqual({ name: 'exists', type: 'boolean', value: true });
    expect(
      await refusedWith(probe({ ...requestWith({ release: { env: 'dev' } }), probe: 'redy' }, host)),
    ).toMatchObject([{ code: 'SEN2016' }]);
  });

  test('kinds are listed', async () => {
    const { probes, steps } = await kinds();
    expect(probes.map(({ kind }) => kind)).toContain('prometheus');
    expect(steps.map(({ kind }) => kind)).toEqual(['command', 'git_tag', 'github_release', 'webhook']);
  });
});
