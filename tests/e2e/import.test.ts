/** `import` as a user calls it: what it prints is a part of a policy. */
import { expect, test } from 'vitest';
import { calendarText, eventLines } from '../support/calendar.ts';
import { runSentinel } from '../support/cli.ts';
import { temporaryFolder } from '../support/folder.ts';

const gitlab = JSON.stringify([
  {
    id: 1,
    freeze_start: '0 23 * * 5',
    freeze_end: '0 7 * * 1',
    cron_timezone: 'Europe/Berlin',
    created_at: '2020-05-15T17:03:35.702Z',
    updated_at: '2020-05-15T17:06:41.566Z',
  },
  { id: 2, freeze_start: '0 0 24 12 *', freeze_end: '0 0 2 1 *', cron_timezone: 'UTC' },
]);

const calendar = calendarText(
  ...eventLines('SUMMARY:Peak trading', 'DTSTART:20301127T000000Z', 'DTEND:20301201T000000Z'),
);

test.each([
  ['freeze_periods.json', gitlab],
  ['company.ics', calendar],
])('%s, in both syntaxes, lints', async (name, text) => {
  const cwd = await temporaryFolder({ [name]: text });
  const yaml = await runSentinel(['import', name, '--output', 'freezes.yaml'], { cwd });
  expect([yaml.exitCode, yaml.stdout, yaml.stderr]).toEqual([0, '', '']);
  const block = await runSentinel(['import', '-'], { cwd, input: text });
  const gates = 'gates: { clean: { require: git.clean } }\n';
  const dsl = await runSentinel(['import', name, '--to', 'dsl'], { cwd });
  const policies = await temporaryFolder({
    'a.yaml': `sentinel: 1\npolicy: shop\n${gates}${block.stdout}`,
    'b.sntl': `policy "shop" {\n  gate "clean" { require git.clean }\n${dsl.stdout}}\n`,
  });
  const lint = await runSentinel(['lint', 'a.yaml', 'b.sntl'], { cwd: policies });
  expect([lint.exitCode, lint.stderr]).toEqual([0, '']);
  const plans = await Promise.all(
    ['a.yaml', 'b.sntl'].map((policy) => runSentinel(['compile', '--policy', policy], { cwd: policies })),
  );
  const digests = plans.map((plan) => (plan.json() as { digest: string }).digest);
  expect(digests[0]).toBe(digests[1]);
});

test('what cannot be said is told, and exits 1', async () => {
  const cwd = await temporaryFolder({
    'freezes.json': gitlab.replace('0 0 2 1 *', '0 0 2 * 1'),
  });
  const { stdout, stderr, exitCode } = await runSentinel(['import', 'freezes.json'], { cwd });
  expect(stdout).toContain('gitlab-1:');
  expect(stdout).not.toContain('gitlab-2');
  expect(stderr).toContain('error[SEN2502]: freeze 2 has a cron expression `0 0 2 * 1`');
  expect(exitCode).toBe(1);
});
