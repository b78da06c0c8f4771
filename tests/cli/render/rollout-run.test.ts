/** The rollout in a plan, a round over rollouts, and versions. */
import { expect, test } from 'vitest';
import type { RolloutForecast, TickReport, VersionsReport } from '../../../src/app/index.ts';
import type { Forms } from '../../../src/cli/render/deliver.ts';
import { jsonDocument } from '../../../src/cli/render/json.ts';
import { changedForms } from '../../../src/cli/render/rollout/changed.ts';
import { tickForms } from '../../../src/cli/render/rollout/tick.ts';
import { releasedForms, versionsForms } from '../../../src/cli/render/rollout/versions.ts';
import { runForms } from '../../../src/cli/render/run/forms.ts';
import { unknown } from '../../../src/plan/value.ts';
import { pageFor, shownLines } from '../../support/lines.ts';
import { statusWith } from '../../support/rollout-status.ts';
import { sampleRun } from '../../support/run-report.ts';
import { expectSchema } from '../../support/schema.ts';

async function textOf(forms: Forms): Promise<string> {
  return `\n${shownLines(forms.lines(await pageFor(forms.texts(), 80)))}`;
}

function jsonOf(forms: Forms, schema: string): unknown {
  const value: unknown = JSON.parse(jsonDocument(forms.json()));
  expectSchema(schema, value);
  return value;
}

const ten = Date.parse('2026-11-24T10:00:00Z');
const minute = 60_000;

const forecast: RolloutForecast = {
  name: 'main',
  mode: 'enforce',
  stages: [
    {
      weight: 10,
      earliestStart: ten,
      earliestEnd: ten + 5 * minute,
      hold: 5 * minute,
      waits: [],
      detection: minute,
    },
    {
      weight: 100,
      earliestStart: ten + 65 * minute,
      hold: minute,
      waits: [
        { for: 'freeze', why: 'nights: frozen until Tue 24 Nov 11:05 UTC (in 1 h)', left: 60 * minute },
      ],
      approve: { from: 'sre', count: 2, notAuthor: true },
    },
  ],
  slots: { stable: 'blue', canary: 'green' },
  present: 0,
  driver: 'haproxy',
  caveats: ['a reload puts the weights of its file back'],
  comparesWithPast: true,
};

test('what is ahead is not told of what has run', async () => {
  const rollout = { again: false, status: statusWith({ phase: 'completed' }) };
  expect(await textOf(runForms(sampleRun({ forecast, rollout }), 'all'))).not.toContain('at the earliest');
});

test('a plan shows its rollout', async () => {
  const text = await textOf(runForms(sampleRun({ forecast }), 'all'));
  expect(text.slice(text.indexOf('Rollout'), text.indexOf('Critical'))).toMatchInlineSnapshot(`
    "Rollout
      main on \`green\`, which takes 0 % now
         10 %  from 2026-11-24T10:00:00Z to 2026-11-24T10:05:00Z at the earliest
               a failure acts within 1 min
        100 %  from 2026-11-24T11:05:00Z
               waits 1 h: nights: frozen until Tue 24 Nov 11:05 UTC (in 1 h)
               waits for 2 of sre to agree
               nothing is checked
      at 100 % \`stable\` has no traffic: what is asked of it is what was last
      measured there
      haproxy: a reload puts the weights of its file back

    "
  `);
  expect(jsonOf(runForms(sampleRun({ forecast }), 'rules'), 'decision')).toMatchObject({
    rollout: {
      name: 'main',
      stages: [
        { weight: 10, earliestStart: '2026-11-24T10:00:00Z', earliestEnd: '2026-11-24T10:05:00Z' },
        { weight: 100, earliestStart: '2026-11-24T11:05:00Z', waits: [{ for: 'freeze' }] },
      ],
    },
  });
});

test('what cannot be known is said in a plan', async () => {
  const open: RolloutForecast = {
    ...forecast,
    mode: 'shadow',
    present: unknown('connection refused'),
    stages: [{ weight: 100, hold: 0, waits: [{ for: 'freeze', why: 'ever: frozen' }] }],
    comparesWithPast: false,
    inTheWay: 'v1 is on its way at 10 %, observing',
  };
  const text = await textOf(runForms(sampleRun({ forecast: open }), 'rules'));
  expect(text.slice(text.indexOf('Rollout'), text.indexOf('Critical'))).toMatchInlineSnapshot(`
    "Rollout
      main on \`green\`, whose weight is unknown: connection refused; it shifts
      nothing
      in the way: v1 is on its way at 10 %, observing
        100 %  nobody can say when
               waits: ever: frozen
               nothing is checked

    "
  `);
  expect(jsonOf(runForms(sampleRun({ forecast: open }), 'rules'), 'decision')).toMatchObject({
    rollout: { present: null, inTheWay: 'v1 is on its way at 10 %, observing' },
  });
});

test('a run ends with how its rollout stands', async () => {
  const safe = sampleRun().decision;
  const report = sampleRun({
    decision: { ...safe, decision: 'safe', exitCode: 0, summary: 'Safe: all pass.' },
    exitCode: 0,
    rollout: {
      again: true,
      status: statusWith({ phase: 'completed', weight: { intended: 100, actual: 100 } }),
    },
  });
  expect((await textOf(runForms(report, 'rules'))).trimEnd().split('\n').at(-1)).toBe(
    'Safe: checkout/main@prod completed: v1.4.0 takes 100 % on green.',
  );
  expect(jsonOf(runForms(report, 'rules'), 'decision')).toMatchObject({
    rollout: { name: 'main', again: true, status: { phase: 'completed' } },
  });
});

const round: TickReport = {
  policy: 'checkout',
  exitCode: 1,
  rollouts: [
    { name: 'checkout/main@prod', outcome: 'waits', why: 'the stage is held', status: statusWith() },
    {
      name: 'checkout/main@eu',
      outcome: 'failed',
      why: 'the traffic was not shifted: permission denied',
      status: statusWith({ name: 'checkout/main@eu', trouble: 'permission denied' }),
    },
    { name: 'checkout/main@us', outcome: 'held', why: 'runner 12 looks after it now' },
  ],
  others: ['cart/main@prod'],
  held: true,
  store: '.sentinel/state.db',
  diagnostics: [],
};

test('a round over rollouts', async () => {
  expect(await textOf(tickForms(round))).toMatchInlineSnapshot(`
    "
    SENTINEL_HOLD is set: nothing rises
    checkout/main@prod v1.4.0 at 25 % … waits: the stage is held
    checkout/main@eu v1.4.0 at 25 % ✗ needs a look: the traffic was not shifted:
      permission denied
    checkout/main@us – left alone: runner 12 looks after it now
    cart/main@prod is of another policy, and left alone
    "
  `);
  jsonOf(tickForms(round), 'tick');
  const idle = { ...round, rollouts: [], others: [], held: false };
  expect(await textOf(tickForms(idle))).toBe('\nno rollout of checkout is due in .sentinel/state.db\n');
});

test('versions, and what is in quarantine', async () => {
  const report: VersionsReport = {
    rollouts: [
      {
        name: 'checkout/main@prod',
        slots: [
          { slot: 'blue', weight: 100, version: 'v1.3.2' },
          { slot: 'green', weight: unknown('connection refused') },
        ],
      },
    ],
    quarantine: [
      { what: 'sha256:1f', version: 'v1.4.0', env: 'prod', why: 'errors 3 % is not < 1 %', since: ten },
    ],
    revoked: [{ what: 'v1.3.0', env: 'prod', why: 'api: api.ok is false', since: ten }],
    store: '.sentinel/state.db',
    diagnostics: [],
  };
  expect(await textOf(versionsForms(report))).toMatchInlineSnapshot(`
    "
    checkout/main@prod
      blue   v1.3.2, 100 %
      green  not released from here, unknown: connection refused

    In quarantine
      v1.4.0@prod  errors 3 % is not < 1 %, since 2026-11-24T10:00:00Z

    Found safe, then revoked
      v1.3.0@prod  api: api.ok is false, since 2026-11-24T10:00:00Z
    "
  `);
  jsonOf(versionsForms(report), 'versions');
  expect(await textOf(releasedForms(report))).toMatchInlineSnapshot(`
    "
    ✓ released v1.4.0
      it was in quarantine: errors 3 % is not < 1 %
    "
  `);
  expect(await textOf(versionsForms({ ...report, rollouts: [], quarantine: [], revoked: [] }))).toBe(
    '\nno rollout is recorded in .sentinel/state.db\n',
  );
});

test('a change by hand', async () => {
  const forms = changedForms('adopted', {
    status: statusWith(),
    text: 'all traffic is on green; the next release goes to blue',
    store: '.sentinel/state.db',
    diagnostics: [],
  });
  expect((await textOf(forms)).split('\n')[1]).toBe(
    '✓ adopted: all traffic is on green; the next release goes to blue',
  );
  expect(forms.json()).toMatchObject({ done: 'adopted', rollout: { name: 'checkout/main@prod' } });
});
