import { describe, expect, test } from 'vitest';
import type { AskedReport, HistoryReport, RolloutStatus, RunEvent } from '../../../src/app/index.ts';
import { unknown } from '../../../src/plan/value.ts';
import type { Forms } from '../../../src/cli/render/deliver.ts';
import { jsonDocument } from '../../../src/cli/render/json.ts';
import { askedForms } from '../../../src/cli/render/rollout/asked.ts';
import { bar, sparkline } from '../../../src/cli/render/rollout/bars.ts';
import { changeLine } from '../../../src/cli/render/rollout/change-lines.ts';
import { historyForms } from '../../../src/cli/render/rollout/history.ts';
import { rolloutNews } from '../../../src/cli/render/rollout/line.ts';
import { statusForms } from '../../../src/cli/render/rollout/status-forms.ts';
import { plain } from '../../../src/cli/text/text.ts';
import { pageFor, shownLines } from '../../support/lines.ts';
import { lookedAt, statusWith } from '../../support/rollout-status.ts';
import { expectSchema } from '../../support/schema.ts';

async function textOf(forms: Forms): Promise<string> {
  return `\n${shownLines(forms.lines(await pageFor(forms.texts(), 80)))}`;
}

function jsonOf(forms: Forms): unknown {
  return JSON.parse(jsonDocument(forms.json()));
}

function statuses(...rollouts: readonly RolloutStatus[]): Forms {
  return statusForms({ rollouts, store: '.sentinel/state.db', diagnostics: [] });
}

describe('where rollouts stand', () => {
  test('among audiences', async () => {
    const status = statusWith({
      stages: [50, 110, 200],
      audiences: ['internal', 'public'],
      weight: { intended: 110, actual: 110 },
      checks: [],
      waits: [],
    });
    const forms = statuses(status);
    const text = await textOf(forms);
    expect(text).toContain('✓ internal 50 %  → public 10 %  · public 100 %');
    expect(text).toContain('━━────────────────────── public 10 % asked, public 10 % actual');
    expect(jsonOf(forms)).toMatchObject({
      rollouts: [{ audiences: ['internal', 'public'], weight: { intended: 110, actual: 110 } }],
    });
    expectSchema('status', jsonOf(forms));
  });

  test('on its way', async () => {
    expect(await textOf(statuses(statusWith()))).toMatchInlineSnapshot(`
      "
      checkout/main@prod, v1.4.0 over v1.3.2, begun by ann 24 min ago
        phase    observing, stage 2 of 4
        stages   ✓ 10 %  → 25 %  · 50 %  · 100 %
        weight   ━━━━━━────────────────── 25 % asked, 25 % actual
        hold     ━━━━━━━━━━━━━━────────── 6 min of 10 min
        waits    the stage is held, 4 min left
        checks   ✓ canary.error_rate < 1%          0.4 % (limit 1 %)
                 ✗ canary.p95 <= stable.p95 * 1.2  340 ms (limit 312 ms)
                 · canary.saturation               41 %
      "
    `);
  });

  test('paused, on its way back, completed, in shadow, not yet begun', async () => {
    const forms = statuses(
      statusWith({
        phase: 'paused',
        pause: { by: 'freeze', why: 'frozen by `weekend` until Mon 23 Nov 09:00 Berlin' },
        waits: [{ for: 'freeze', why: 'frozen by `weekend` until Mon 23 Nov 09:00 Berlin' }],
        checks: [],
      }),
      statusWith({
        phase: 'rolling_back',
        latch: { reason: 'check_failed', why: 'error_rate 2.7 % is not < 1 %', to: 0 },
        weight: { intended: 0, actual: unknown('connection refused') },
        waits: [],
        checks: [],
      }),
      statusWith({ phase: 'completed', stage: 4, kept: true, waits: [], checks: [] }),
      { ...statusWith({ mode: 'shadow', phase: 'pending', stage: 0, checks: [] }) },
    );
    expect(await textOf(forms)).toMatchInlineSnapshot(`
      "
      checkout/main@prod, v1.4.0 over v1.3.2, begun by ann 24 min ago
        phase    paused (freeze), stage 2 of 4: frozen by \`weekend\` until Mon 23 Nov
                 09:00 Berlin
        stages   ✓ 10 %  → 25 %  · 50 %  · 100 %
        weight   ━━━━━━────────────────── 25 % asked, 25 % actual
        hold     ━━━━━━━━━━━━━━────────── 6 min of 10 min

      checkout/main@prod, v1.4.0 over v1.3.2, begun by ann 24 min ago
        phase    rolling back, stage 2 of 4
        stages   ✓ 10 %  ✗ 25 %  · 50 %  · 100 %
        weight   ──────────────────────── 0 % asked, unknown: connection refused
        because  error_rate 2.7 % is not < 1 % (check_failed)

      checkout/main@prod, v1.4.0 over v1.3.2, begun by ann 24 min ago
        phase    completed; the way back is still one change
        stages   ✓ 10 %  ✓ 25 %  ✓ 50 %  ✓ 100 %
        weight   ━━━━━━────────────────── 25 % asked, 25 % actual

      checkout/main@prod, v1.4.0 over v1.3.2, begun by ann 24 min ago, shifts nothing
        phase    pending
        stages   · 10 %  · 25 %  · 50 %  · 100 %
        weight   ━━━━━━────────────────── 25 % asked, 25 % actual
        waits    the stage is held, 4 min left
      "
    `);
    expectSchema('status', jsonOf(forms));
  });

  test('none', async () => {
    expect(await textOf(statuses())).toBe('\nno rollout is recorded in .sentinel/state.db\n');
  });

  test('for programs', () => {
    const json = jsonOf(statuses(statusWith()));
    expectSchema('status', json);
    expect(json).toMatchObject({
      rollouts: [
        {
          name: 'checkout/main@prod',
          phase: 'observing',
          stage: 2,
          weight: { intended: 25, actual: 25 },
          waitingFor: 'hold',
          until: '2026-11-21T12:08:10Z',
          checks: [
            { condition: 'canary.error_rate < 1%', observed: '0.4 %', limit: '1 %', verdict: 'pass' },
            {},
            {},
          ],
        },
      ],
    });
  });
});

test('what became of what was asked', async () => {
  const report: AskedReport = {
    asked: [
      {
        name: 'checkout/main@prod',
        request: 'promote',
        result: 'refused',
        why: 'it is paused: by hand',
        status: statusWith({ checks: [] }),
      },
      {
        name: 'checkout/main@eu',
        request: 'abort',
        result: 'kept',
        why: 'whoever looks after it takes it up',
        status: statusWith({ checks: [] }),
      },
    ],
    store: '.sentinel/state.db',
    diagnostics: [],
  };
  expect(await textOf(askedForms(report))).toMatchInlineSnapshot(`
    "
    ✗ refused promote: it is paused: by hand
    checkout/main@prod, v1.4.0 over v1.3.2, begun by ann 24 min ago
      phase    observing, stage 2 of 4
      stages   ✓ 10 %  → 25 %  · 50 %  · 100 %
      weight   ━━━━━━────────────────── 25 % asked, 25 % actual
      hold     ━━━━━━━━━━━━━━────────── 6 min of 10 min
      waits    the stage is held, 4 min left
    → kept abort: whoever looks after it takes it up
    checkout/main@prod, v1.4.0 over v1.3.2, begun by ann 24 min ago
      phase    observing, stage 2 of 4
      stages   ✓ 10 %  → 25 %  · 50 %  · 100 %
      weight   ━━━━━━────────────────── 25 % asked, 25 % actual
      hold     ━━━━━━━━━━━━━━────────── 6 min of 10 min
      waits    the stage is held, 4 min left
    "
  `);
  expectSchema('asked', jsonOf(askedForms(report)));
  expect(await textOf(askedForms({ ...report, asked: [] }))).toBe(
    '\nno rollout is on its way in .sentinel/state.db\n',
  );
});

test('past changes', async () => {
  const report: HistoryReport = {
    changes: [
      {
        at: lookedAt,
        rollout: 'checkout/main@prod',
        version: 'v1.4.0',
        change: 'shift.confirmed',
        from: 10,
        to: 25,
        by: 'controller',
        reason: '1-2 was read back',
      },
      {
        at: lookedAt + 60_000,
        rollout: 'checkout/main@prod',
        change: 'latched',
        from: 25,
        to: 0,
        by: 'ann',
        reason: 'OPS-931',
        reasonCode: 'aborted',
      },
    ],
    store: '.sentinel/state.db',
    diagnostics: [],
  };
  const forms = historyForms(report);
  expect(await textOf(forms)).toMatchInlineSnapshot(`
    "
    2026-11-21T12:04:10Z checkout/main@prod v1.4.0 weight is 25 %, by controller
    2026-11-21T12:05:10Z checkout/main@prod goes back to 0 %: OPS-931 (aborted), by
        ann
    "
  `);
  expectSchema('history', jsonOf(forms));
  expect([...(forms.jsonl?.() ?? [])]).toHaveLength(2);
  expect(await textOf(historyForms({ ...report, changes: [] }))).toBe(
    '\nno change is recorded in .sentinel/state.db\n',
  );
});

describe('lines, where there is no terminal', () => {
  function lines(events: readonly object[], verbose = false): string {
    const news = rolloutNews(verbose);
    const told = events.map((event, sequence) =>
      news({ sequence, at: lookedAt, name: 'shop/main@prod', ...event } as RunEvent),
    );
    return shownLines(told.filter((line) => line !== undefined));
  }

  const observed = (to: string) => ({
    type: 'rollout.changed',
    change: { type: 'checks.observed', to, why: 'error_rate 2.7 % is not < 1 %' },
  });

  test('a freeze that is waited for is told once, however long it lasts', () => {
    const frozen = (left: number) => ({
      type: 'rollout.status',
      status: statusWith({ waits: [{ for: 'freeze', why: 'nights: frozen until 23:00 UTC', left }] }),
    });
    expect(lines([frozen(7_260_000), frozen(7_200_000), frozen(3_540_000)]).match(/frozen/gu)).toHaveLength(
      1,
    );
  });

  test('a pause is told once, also where it began before', () => {
    const waits = [{ for: 'person', why: 'lunch' }] as const;
    const stands = { type: 'rollout.status', status: statusWith({ name: 'shop/main@prod', waits }) };
    const began = { type: 'rollout.changed', change: { type: 'paused', to: 'person', why: 'lunch' } };
    expect(lines([began, stands, stands]).match(/lunch/gu)).toHaveLength(1);
    expect(lines([stands, stands]).match(/lunch/gu)).toHaveLength(1);
  });

  test('observations and waits where they say something new', () => {
    const events = [
      { type: 'run.started' },
      { type: 'rollout.changed', change: { type: 'shift.intended', from: 0, to: 10, why: 'stage 1 of 4' } },
      { type: 'rollout.changed', change: { type: 'stage.entered', to: 0, why: 'at 10 %' } },
      observed('pass'),
      { type: 'rollout.status', status: statusWith() },
      {
        type: 'rollout.status',
        status: statusWith({ waits: [{ for: 'hold', why: 'the stage is held', left: 1 }] }),
      },
      { type: 'rollout.status', status: statusWith({ waits: [] }) },
      observed('pass'),
      observed('fail'),
      { type: 'rollout.held', by: 'web-1, process 7' },
      { type: 'rollout.held', by: 'web-1, process 7' },
      { type: 'rollout.left', operands: 'shop/main@prod' },
    ];
    expect(`\n${lines(events)}`).toMatchInlineSnapshot(`
      "
      2026-11-21T12:04:10Z shop/main@prod weight 0 % → 10 %: stage 1 of 4
      2026-11-21T12:04:10Z shop/main@prod checks pass
      2026-11-21T12:04:10Z checkout/main@prod observing: the stage is held, 4 min left
      2026-11-21T12:04:10Z shop/main@prod checks fail: error_rate 2.7 % is not < 1 %
      2026-11-21T12:04:10Z shop/main@prod web-1, process 7 looks after it now
      2026-11-21T12:04:10Z shop/main@prod goes on without this run, and its traffic stays as it is: \`sentinel status shop/main@prod --watch\` shows it; \`sentinel tick\`, \`sentinel controller\` or the same \`sentinel apply\` goes on with it
      "
    `);
    expect(lines([observed('pass'), observed('pass')], true).split('\n')).toHaveLength(3);
  });

  test('each kind of change', () => {
    const changes: Parameters<typeof changeLine>[0][] = [
      { type: 'drift.repaired', from: 50, to: 25, why: 'the weight was raised from outside' },
      { type: 'shift.confirmed', from: 10, to: 25, why: '1-2 was read back' },
      { type: 'stage.skipped', to: 2, why: 'its condition does not hold' },
      { type: 'stage.passed', to: 1, why: 'held' },
      { type: 'checks.observed', to: 'unknown', why: 'errors is unknown: no data' },
      { type: 'checks.observed', to: 'roll back', why: 'the condition of the roll-back holds' },
      { type: 'operator.stopped', from: 25, to: 10, why: 'the weight was lowered from outside' },
      { type: 'paused', to: 'freeze', why: 'frozen' },
      { type: 'resumed', from: 'freeze', why: 'the freeze has lifted' },
      { type: 'approval.given', from: ['ann'], to: 2, why: 'fine' },
      { type: 'approved', from: ['ann', 'bob'], to: 2, why: 'fine too' },
      { type: 'latched', from: 25, to: 0, why: 'OPS-931', reason: 'aborted' },
      { type: 'retrying', to: 2, why: 'failed' },
      { type: 'rolled_back', to: 0, why: 'OPS-931' },
      { type: 'completed', to: 100, why: 'every stage was passed' },
      { type: 'shift.superseded', to: 50, why: '1-3 gives way' },
      { type: 'settled', why: 'over' },
    ];
    const shown = changes.map((change) => plain(changeLine(change) ?? ['(nothing)'])).join('\n');
    expect(`\n${shown}\n`).toMatchInlineSnapshot(`
      "
      weight 50 % → 25 %: the weight was raised from outside
      weight is 25 %
      stage 3 is left out: its condition does not hold
      stage 2 is passed
      checks are unknown: errors is unknown: no data
      checks roll back: the condition of the roll-back holds
      stopped from outside: the weight was lowered from outside
      paused (freeze): frozen
      resumed: the freeze has lifted
      stage 3 is agreed to by ann so far: fine
      stage 3 is agreed to by ann, bob: fine too
      goes back to 0 %: OPS-931
      goes up again, for the 2. time: failed
      rolled back to 0 %: OPS-931
      completed: every stage was passed
      (nothing)
      (nothing)
      "
    `);
  });
});

describe('numbers as pictures', () => {
  test('the last values, with gaps where nothing was known', () => {
    expect(sparkline([1, 2, undefined, 3, 8], 16)).toBe('▁▂ ▃█');
    expect(sparkline([5, 5, 5], 2)).toBe('▁▁');
    expect(sparkline([], 4)).toBe('');
  });

  test('a bar is full only when all is there', () => {
    expect(bar(0.99, 4)).toBe('━━━─');
    expect(bar(1, 4)).toBe('━━━━');
    expect(bar(2, 2)).toBe('━━');
    expect(bar(-1, 2)).toBe('──');
  });
});
