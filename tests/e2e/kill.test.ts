/**
 * `apply` is killed at random moments, several at once on one store. Afterwards the store opens, its chain holds, and what
 * was admitted is what was recorded: nothing lost, nothing doubled.
 */
import { expect, test } from 'vitest';
import { startSentinel } from '../support/cli.ts';
import { temporaryFolder } from '../support/folder.ts';
import { Random } from '../support/random.ts';
import { auditOf, inStore } from '../support/store.ts';
import { runs, tier } from '../support/tier.ts';

const MOST = 100_000;
const policy = `sentinel: 1
policy: shop
gates: { version: { require: release.version is vsemver } }
limits: { all: { at_most: ${MOST} per 7d } }
`;
const SIDE_BY_SIDE = 4;
/** Of applies, and of milliseconds. */
const enough = { applies: runs(12, 500), time: runs(20_000, 90_000) };

test(
  'no admission is lost or doubled',
  async () => {
    const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
    const apply = () =>
      startSentinel(['apply', '--auto-approve', '--version', 'v1.2.3'], {
        cwd,
        env: { GITHUB_ACTOR: 'ann' },
      });
    const began = performance.now();
    await apply().ended;
    // Half of them are to end by themselves, so that the others are killed about the time at which they write.
    let patience = 2 * (performance.now() - began);
    const random = new Random(20261121);
    let finished = 1;
    let killed = 0;

    const deadline = performance.now() + enough.time;
    const applyUntilEnough = async () => {
      while ((finished + killed < enough.applies || killed === 0) && performance.now() < deadline) {
        const run = apply();
        const timer = setTimeout(() => run.kill('SIGKILL'), patience * (0.7 + 0.6 * random.next()));
        const { exitCode, signal, stderr } = await run.ended;
        clearTimeout(timer);
        patience *= signal === 'SIGKILL' ? 1.15 : 0.85;
        if (signal === 'SIGKILL') killed++;
        else {
          expect([exitCode, stderr]).toEqual([0, '']);
          finished++;
        }
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, applyUntilEnough));

    const entries = await auditOf(cwd);
    const runsOf = (type: string) =>
      entries.filter((entry) => entry.type === type).map(({ data }) => data?.['run'] as string);
    const started = runsOf('decision');
    expect(runsOf('admission')).toEqual(started);
    expect(new Set(started).size).toBe(started.length);
    expect(started.length).toBeGreaterThanOrEqual(finished);
    expect(started.length).toBeLessThanOrEqual(finished + killed);
    const key = entries.find(({ type }) => type === 'admission')?.data?.['limit'] as string;
    const rates = [{ count: MOST, per: 7 * 86_400_000 }];
    const [state] = await inStore(cwd, (store) => store.peek([{ key, rates }]));
    expect(state?.rates[0]?.left).toBe(MOST - started.length);
    expect(killed).toBeGreaterThan(0);
    const survived = started.length - finished;
    console.log(
      `${tier}: ${finished + killed} applies, ${killed} killed, ${survived} of those after their start was kept`,
    );
  },
  enough.time + 60_000,
);
