/**
 * Simulates rollouts from the command line: `run` many seeds, `replay` one and tell what happens, `regress` to run those that
 * failed once, `planted` to see that mistakes are found. Exit status 1 where something is not as it must be.
 */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { campaign, type Summary, together } from './campaign.ts';
import { gapsOf } from './coverage.ts';
import { loadEngine } from './engine.ts';
import { type Fault, faults } from './faults.ts';
import { plant } from './plant.ts';
import { type PlantedBug, plantedBugs } from './planted-bugs.ts';
import { regressions } from './regressions.ts';
import { simulate } from './simulate.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    from: { type: 'string', default: '0' },
    seeds: { type: 'string', default: '2000' },
    jobs: { type: 'string', default: '1' },
    seed: { type: 'string', default: '0' },
    events: { type: 'string', default: '200' },
    without: { type: 'string', default: '' },
    planted: { type: 'string' },
    only: { type: 'string' },
  },
});

const events = Number(values.events);
const seeds = Number(values.seeds);

function bugNamed(name: string): PlantedBug {
  const bug = plantedBugs.find((one) => one.name === name);
  if (!bug) throw new Error(`there is no mistake named ${name}`);
  return bug;
}

/** On several cores each job simulates a share of the seeds, in a process of its own. */
async function summaryOf(from: number, jobs: number): Promise<Summary> {
  const tell = (line: string): void => console.error(line);
  if (jobs === 1) return campaign(await loadEngine(), from, seeds, { events }, tell);
  const share = Math.ceil(seeds / jobs);
  return together(
    await Promise.all(
      Array.from({ length: jobs }, (_, job) =>
        summaryInProcess(from + job * share, Math.min(share, seeds - job * share)),
      ),
    ),
  );
}

async function summaryInProcess(from: number, count: number): Promise<Summary> {
  const numbers = Object.entries({ from, seeds: count, events });
  const args = ['run', ...numbers.flatMap(([name, value]) => [`--${name}`, `${value}`])];
  const child = spawn(process.execPath, [import.meta.filename, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(await text(child.stdout)) as Summary;
}

async function run(): Promise<boolean> {
  const summary = await summaryOf(Number(values.from), Number(values.jobs));
  const gaps = seeds >= 2_000 ? gapsOf(summary) : [];
  console.log(JSON.stringify({ ...summary, gaps }, undefined, 2));
  return summary.failures.length === 0 && gaps.length === 0;
}

async function replay(): Promise<boolean> {
  const planted = values.planted === undefined ? undefined : bugNamed(values.planted);
  const engine = planted ? await plant(planted) : await loadEngine();
  const without = new Set<Fault>(faults.filter((fault) => values.without.split(';').includes(fault)));
  const outcome = await simulate(engine, Number(values.seed), { events, without, planted, isTold: true });
  console.log(outcome.lines.join('\n'));
  return outcome.violation === undefined;
}

async function regress(): Promise<boolean> {
  const engine = await loadEngine();
  const failed: unknown[] = [];
  for (const { without, about, ...regression } of regressions) {
    const { violation } = await simulate(engine, regression.seed, {
      ...regression,
      without: new Set(without),
    });
    if (violation) failed.push({ ...regression, about, ...violation });
  }
  console.log(JSON.stringify({ seeds: regressions.length, failed }, undefined, 2));
  return failed.length === 0;
}

/** How many seeds it takes to find each mistake. */
async function findPlanted(): Promise<boolean> {
  const found: Record<string, unknown>[] = [];
  for (const planted of values.only === undefined ? plantedBugs : values.only.split(';').map(bugNamed)) {
    const engine = await plant(planted);
    let seed = 0;
    let violation;
    while (!violation && seed < seeds) ({ violation } = await simulate(engine, seed++, { events, planted }));
    found.push({
      name: planted.name,
      breaks: planted.breaks,
      ...(violation && { seeds: seed, ...violation }),
    });
  }
  console.log(JSON.stringify(found, undefined, 2));
  return found.every(({ seeds: count }) => count !== undefined);
}

const commands = new Map([
  ['run', run],
  ['replay', replay],
  ['regress', regress],
  ['planted', findPlanted],
]);
const command = commands.get(positionals[0] ?? 'run');
if (!command) throw new Error(`there is no command ${positionals[0]}`);
process.exitCode = (await command()) ? 0 : 1;
