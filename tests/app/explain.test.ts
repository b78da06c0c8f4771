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

  test('says how long it has to be so, and since when time alone would do', async () => {
    const turned = async (gate: string) => {
      const gates = `sentinel: 1\npolicy: shop\nprobes: { ready: { file: { path: ready.txt } } }\ngates: { a: ${gate} }\n`;
      const host = hostIn(await temporaryFolder({ 'sentinel.yaml': gates }));
      return (await explain({ ...requestWith(), rule: 'a', whyNot: true }, host)).whyNot;
    };
    const later = 'it is 2026-11-28T00:00:00.001Z, and all else is as it is now';
    expect(await turned('{ require: not ready.exists, for: 1m, every: 15s }')).toEqual([
      'it stays so for 1 min',
    ]);
    expect(await turned('{ require: ready.exists, for: 1m, every: 15s, tolerate: 1 }')).toEqual([
      expect.stringContaining('ready.exists'),
      'it stays so for 1 min, but for 1 of its observations',
    ]);
    expect(await turned('{ require: now > 2026-11-28T00:00Z }')).toEqual([later]);
    expect(await turned('{ require: [now > 2026-11-28T00:00Z, ready.exists] }')).toEqual([
      'now above 2026-11-28T00:00:00Z (it is 2026-11-24T10:00:00Z)',
      expect.stringContaining('ready.exists'),
    ]);
  });

  test('of a rule that does not apply shows why', async () => {
    expect(await explained('prod', { whyNot: true })).toMatchObject({
      rule: { verdict: 'skipped' },
      require: [],
    });
    const tagged = await explained('ready', { release: { event: 'tag' } });
    expect(tagged).toMatchObject({ rule: { verdict: 'skipped' }, when: { value: false }, require: [] });
  });

  describe('of a freeze', () => {
    const windows = `sentinel: 1
policy: shop
freezes:
  fridays: { every: [fri], between: "14:00-24:00", timezone: Europe/Berlin, when: release.event != "tag", except: release.source == "emergency" }
  theirs: { calendar: ./none.ics, timezone: UTC }
  always: { every: day, timezone: UTC, except: release.source == "emergency" }
`;

    async function explainedAt(at: string, rule: string, source = 'ci', whyNot = true) {
      const host = hostIn(await temporaryFolder({ 'sentinel.yaml': windows }));
      return explain({ ...requestWith({ release: { source, event: 'push' }, at }), rule, whyNot }, host);
    }

    test('says when it holds, now and next, and what would turn it', async () => {
      const report = await explainedAt('2026-11-27T15:00+01:00', 'fridays');
      expect(report.rule.verdict).toBe('fail');
      expect(report.times).toMatchObject({
        window: 'every Fri from 14:00 until 24:00, on the clocks of Europe/Berlin',
        coming: [
          { text: 'now until Sat 28 Nov 00:00 Berlin' },
          { text: 'Fri 4 Dec 14:00 Berlin until Sat 5 Dec 00:00 Berlin' },
          { text: 'Fri 11 Dec 14:00 Berlin until Sat 12 Dec 00:00 Berlin' },
        ],
      });
      expect(report.when).toMatchObject({ value: true });
      expect(report.except).toMatchObject({ text: 'release.source == "emergency"', value: false });
      expect(report.whyNot).toEqual([
        'it is 2026-11-27T23:00:00Z: then it lifts by itself',
        'or release.source "emergency" (now "ci")',
      ]);
    });

    test('that is open has no need of its exemption', async () => {
      const report = await explainedAt('2026-11-27T13:00+01:00', 'fridays');
      expect(report.rule.verdict).toBe('pass');
      expect(report.except).toBeUndefined();
      expect(report.whyNot).toBeUndefined();
      expect(report.times?.coming[0]?.text).toBe('Fri 27 Nov 14:00 Berlin until Sat 28 Nov 00:00 Berlin');
    });

    test('without an end, and without a calendar', async () => {
      const always = await explainedAt('2026-11-27T13:00Z', 'always');
      expect(always.times?.coming).toMatchObject([{ text: 'now, with no end that is foreseen' }]);
      expect(always.whyNot).toEqual(['release.source "emergency" (now "ci")']);
      const theirs = await explainedAt('2026-11-27T13:00Z', 'theirs');
      expect(theirs.times).toEqual({
        window: 'during the events of ./none.ics, on the clocks of UTC',
        coming: [],
      });
      expect(theirs.whyNot).toEqual([]);
    });

    test('that is exempt', async () => {
      const report = await explainedAt('2026-11-27T13:00Z', 'always', 'emergency');
      expect(report.rule).toMatchObject({ verdict: 'pass', override: { by: 'except' } });
    });
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
