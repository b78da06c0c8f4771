/** The controllers of rollouts are killed at any instant, again and again; others go on from the record. */
import { setTimeout as sleep } from 'node:timers/promises';

import { expect, test } from 'vitest';

import type { RunningCommand } from '../support/cli.ts';
import { describeWithDaemon } from '../support/daemons.ts';
import { Random } from '../support/random.ts';
import { skipUnlessProving } from '../support/tier.ts';
import { projectOf, type Shop, startShop } from './support/shop.ts';

const KILLS = 200;
/** Shops side by side, each with an HAProxy of its own. */
const SHOPS = 3;

/** Milliseconds that a controller lives: less than it takes to start, up to a whole stage. */
const SHORTEST = 100;
const LONGEST = 2_000;

interface Tally {
  kills: number;
  rollouts: number;
}

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

async function rollOut(shop: Shop, random: Random, isGood: boolean, count: number, tally: Tally) {
  await shop.reset();
  const project = await projectOf(shop);
  await shop.deploy('green', '1.1.0', isGood ? 0 : 0.3);
  const { seen, stop } = sampler(shop);
  const controllers = new Controllers(project, count);
  await begin(project);
  const phase = isGood ? 'completed' : 'rolled_back';
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
  const weights = [...seen.keys()];
  if (!isGood) {
    expect(weights).toEqual([0, 10]);
    expect(await shop.green()).toBe(0);
    return;
  }
  expect(weights).toEqual([0, 10, 50, 100]);
  expect(await shop.green()).toBe(100);
  const [, ten = 0, fifty = 0, all = 0] = seen.values();
  // A hold of one second, but for a sample.
  expect(Math.min(fifty - ten, all - fifty)).toBeGreaterThan(950);
}

describeWithDaemon(['haproxy', 'prometheus'], 'rollouts whose controllers are killed', () => {
  test.skipIf(skipUnlessProving)(
    'end as the metrics demand, and are never above what was approved',
    async () => {
      const tally: Tally = { kills: 0, rollouts: 0 };
      const lane = async (index: number) => {
        const shop = await startShop();
        try {
          const random = new Random(index);
          for (let isGood = index % 2 === 0; tally.kills < KILLS; isGood = !isGood)
            await rollOut(shop, random, isGood, 1 + (index % 2), tally);
        } finally {
          await shop.stop();
        }
      };
      await Promise.all(Array.from({ length: SHOPS }, (_, index) => lane(index)));
    },
    600_000,
  );
});
