/** The controllers of rollouts are killed at any instant, again and again; others go on from the record. */
import { setTimeout as sleep } from 'node:timers/promises';

import { expect, test } from 'vitest';

import type { RunningCommand } from '../support/cli.ts';
import { describeWithDaemon } from '../support/daemons.ts';
import { Random } from '../support/random.ts';
import { skipUnlessProving } from '../support/tier.ts';
import { projectOf, type Shop, startShop } from './support/shop.ts';

const KILLS = 200;
const KILLS_OF_COPIES = 30;
/** Shops side by side, each with an HAProxy of its own. */
const SHOPS = 3;

/** Milliseconds that a controller lives: less than it takes to start, up to a whole stage. */
const SHORTEST = 100;
const LONGEST = 2_000;

interface Tally {
  kills: number;
  rollouts: number;
}

/** The stable server keeps its role, and gets the users back once it runs the release too. */
const copied = (policy: string): string =>
  policy
    .replace(
      'slots: [blue, green] }',
      'stable: blue, canary: green }\n    tracks: { stable: blue, canary: green }',
    )
    .replace('promote: swap, keep: 1h', 'promote: copy');

/** Samples the weight of green until it is stopped: each weight with when it was first seen. */
function sampler(shop: Shop) {
  const seen = new Map<number, number>();
  const over = new AbortController();
  const done = (async () => {
    while (!over.signal.aborted) {
      const weight = await shop.green();
      if (!seen.has(weight)) seen.set(weight, performance.now());
      await sleep(20);
    }
  })();
  return {
    seen,
    stop: async () => {
      over.abort();
      await done;
    },
  };
}

interface Lane {
  readonly random: Random;
  /** Controllers at once. */
  readonly count: number;
  readonly tally: Tally;
}

type Project = Awaited<ReturnType<typeof projectOf>>;

/** One process at a time, or two that drive at once. */
class Controllers {
  readonly #project: Project;
  readonly #running: RunningCommand[];

  constructor(project: Project, count: number) {
    this.#project = project;
    this.#running = Array.from({ length: count }, () => project.start('controller'));
  }

  async kill(index: number): Promise<void> {
    const victim = this.#running[index % this.#running.length] as RunningCommand;
    victim.kill('SIGKILL');
    await victim.ended;
    this.#running[index % this.#running.length] = this.#project.start('controller');
  }

  async stop(): Promise<void> {
    for (const one of this.#running) one.kill('SIGKILL');
    await Promise.all(this.#running.map(({ ended }) => ended));
  }
}

/** A controller has to sign on before anybody may leave a rollout to it. */
async function begin({ run }: Project): Promise<void> {
  let said = '';
  for (let tries = 0; tries < 20; tries++) {
    const { exitCode, stdout, stderr } = await run(
      'apply',
      '--version',
      '1.1.0',
      '--auto-approve',
      '--detach',
    );
    if (exitCode === 0) return;
    said = stdout + stderr;
    await sleep(200);
  }
  throw new Error(`it does not begin: ${said}`);
}

/** Controllers are killed until the rollout is in this phase. Each weight of green, with when it was first seen. */
async function killed(
  shop: Shop,
  project: Project,
  { random, count, tally, phase }: Lane & { readonly phase: string },
): Promise<ReadonlyMap<number, number>> {
  const { seen, stop } = sampler(shop);
  const controllers = new Controllers(project, count);
  await begin(project);
  const end = project.start('status', '--until', phase, '--timeout', '90s');
  const isOver = end.ended.then(() => true);
  for (;;) {
    const life = SHORTEST + random.below(LONGEST - SHORTEST);
    if (await Promise.race([isOver, sleep(life, false)])) break;
    await controllers.kill(random.below(count));
    tally.kills++;
  }
  const { exitCode, stdout, stderr } = await end.ended;
  await controllers.stop();
  await stop();
  tally.rollouts++;
  console.log(`${tally.kills} kills in ${tally.rollouts} rollouts`);
  expect({ exitCode, told: exitCode === 0 ? '' : stdout + stderr }).toEqual({ exitCode: 0, told: '' });
  return seen;
}

const stages = [0, 10, 50, 100];

/**
 * The stages in the order in which they were seen. HAProxy is told of one server after the other: whoever dies in between
 * leaves a weight on the way to the stage that was approved, never one beyond it.
 */
function stagesIn(seen: ReadonlyMap<number, number>): readonly number[] {
  const weights = [...seen.keys()];
  expect(weights).toEqual(weights.toSorted((a, b) => a - b));
  return weights.filter((weight) => stages.includes(weight));
}

async function rollOut(shop: Shop, isGood: boolean, lane: Lane) {
  await shop.reset();
  const project = await projectOf(shop);
  await shop.deploy('green', '1.1.0', isGood ? 0 : 0.3);
  const seen = await killed(shop, project, { ...lane, phase: isGood ? 'completed' : 'rolled_back' });
  if (!isGood) {
    expect(stagesIn(seen)).toEqual([0, 10]);
    expect(Math.max(...seen.keys())).toBe(10);
    expect(await shop.green()).toBe(0);
    return;
  }
  expect(stagesIn(seen)).toEqual(stages);
  expect(await shop.green()).toBe(100);
  const [, ten = 0, fifty = 0, all = 0] = stages.map((stage) => seen.get(stage));
  // A hold of one second, but for a sample.
  expect(Math.min(fifty - ten, all - fifty)).toBeGreaterThan(950);
}

/** Blue runs the release as soon as green has all users; where it is bad there, they are on green again at the end. */
async function copyOut(shop: Shop, isGood: boolean, lane: Lane) {
  await shop.reset();
  const project = await projectOf(shop, copied);
  await shop.deploy('green', '1.1.0');
  const deployed = shop.reaches(100).then(() => shop.deploy('blue', '1.1.0', isGood ? 0 : 0.3));
  const seen = await killed(shop, project, { ...lane, phase: isGood ? 'completed' : 'paused' });
  await deployed;
  expect(stagesIn(seen)).toEqual(stages);
  expect(await shop.green()).toBe(isGood ? 0 : 100);
}

/** Good and bad ones in turn, side by side, until so many controllers were killed. */
async function lanes(kills: number, one: typeof rollOut): Promise<void> {
  const tally: Tally = { kills: 0, rollouts: 0 };
  const lane = async (index: number) => {
    const shop = await startShop();
    try {
      const own = { random: new Random(index), count: 1 + (index % 2), tally };
      for (let isGood = index % 2 === 0; tally.kills < kills; isGood = !isGood) await one(shop, isGood, own);
    } finally {
      await shop.stop();
    }
  };
  await Promise.all(Array.from({ length: SHOPS }, (_, index) => lane(index)));
}

describeWithDaemon(['haproxy', 'prometheus'], 'rollouts whose controllers are killed', () => {
  test.skipIf(skipUnlessProving)(
    'end as the metrics demand, and are never above what was approved',
    async () => {
      await lanes(KILLS, rollOut);
    },
    600_000,
  );

  test.skipIf(skipUnlessProving)(
    'give the users back to the stable server that runs the release, and take them back where it fails',
    async () => {
      await lanes(KILLS_OF_COPIES, copyOut);
    },
    120_000,
  );
});
