/** Tests, timelines and backtests of the example policy of the language's description. */
import { readFileSync } from 'node:fs';
import { Columns } from '../src/analysis/backtest/columns.ts';
import { decideAll } from '../src/analysis/backtest/decide.ts';
import { type PastDecision, recordOfLine } from '../src/analysis/backtest/record.ts';
import { Judge } from '../src/analysis/judge.ts';
import { play } from '../src/analysis/play/play.ts';
import { bindTests } from '../src/analysis/test/bind.ts';
import { readTests } from '../src/analysis/test/file.ts';
import { TestRun } from '../src/analysis/test/run.ts';
import { SourceText } from '../src/plan/span.ts';
import { planOf } from '../tests/support/pipeline.ts';
import { releaseGateEngine } from './baselines/release-gate-rules.ts';
import {
  type Bar,
  measure,
  type Measure,
  median,
  printTimes,
  type Rival,
  speed,
  type Suite,
} from './harness.ts';
import { readingsAt, releaseGateFacts, releaseGateLimits } from './kernel-policies.ts';

const CASES = 1_000;
const DECISIONS = 200_000;
const DAY = 86_400_000;

export const suite: Suite = {
  title: 'Tests and backtests',
  about: `The policy of the language's description: gates, freezes, limits and a rollout. ${CASES} cases, each with every gate
asked; a rollout whose first stage lasts 22 h 30 min, with a look every minute; ${DECISIONS.toLocaleString('en-US')} past decisions, read from JSON
lines and judged by columns, with freezes and limits. json-rules-engine judges the gates alone.`,
  packages: ['json-rules-engine'],
  run: async () => [...(await cases()), ...(await timeline()), ...(await pastDecisions())],
};

function fixture(path: string): string {
  return readFileSync(new URL(`../tests/${path}`, import.meta.url), 'utf8');
}

const policy = fixture('parser/fixtures/checkout-api.yaml');

async function cases(): Promise<readonly Bar[]> {
  const plan = planOf(policy);
  const text = fixture('analysis/fixtures/checkout-api.test.yaml');
  const [head = '', example = ''] = text.split(/(?<=cases:\n)/u);
  const [first = ''] = example.split(/(?=  - name: 5xx)/u);
  const many =
    head + Array.from({ length: CASES }, (_, i) => first.replace('Black Friday', `case ${i}`)).join('');
  const rival: Rival = {
    name: `${CASES} cases: read and run`,
    run(count) {
      for (let i = 0; i < count; i++) runCases(many, plan);
    },
  };
  const [measured] = await taken([rival], { rounds: 7, batch: 0 });
  return [{ name: `${CASES} cases, read and run`, value: milliseconds(measured), unit: 'ms', atMost: 1000 }];
}

function runCases(text: string, plan: ReturnType<typeof planOf>): void {
  const { tests } = readTests(new SourceText('sentinel.test.yaml', text));
  if (!tests) throw new Error('the test file cannot be read');
  const run = new TestRun(plan);
  for (const one of bindTests(tests, plan).cases)
    if (run.run(one).differences.length > 0) throw new Error('a case failed');
}

async function timeline(): Promise<readonly Bar[]> {
  const day = policy
    .replace('{ weight: 10%, hold: 30m }', '{ weight: 10%, hold: 22h30m }')
    .replace(/ {2}nights:.*\n/u, '');
  const plan = planOf(day);
  const judge = new Judge(plan);
  const [rollout] = plan.rollouts;
  if (!rollout) throw new Error('the policy has no rollout');
  const at = Date.parse('2026-11-23T08:00-05:00');
  const facts = new Map([
    ['canary.error_rate.value', 0.001],
    ['stable.error_rate.value', 0.001],
    ['canary.p95.value', 200],
  ]);
  const script = {
    rollout,
    release: { env: 'prod' },
    at,
    facts: () => facts,
    moments: [],
    asksStarts: false,
    until: at + 7 * DAY,
  };
  const rival: Rival = {
    name: '24 h of a rollout',
    run(count) {
      for (let i = 0; i < count; i++) {
        let last;
        for (const look of play(judge, script)) last = look;
        if (last?.record.phase !== 'completed' || last.at - at < DAY)
          throw new Error('it did not complete after a day');
      }
    },
  };
  const [measured] = await taken([rival]);
  return [
    { name: '24 h of a rollout, a look a minute', value: milliseconds(measured), unit: 'ms', atMost: 20 },
  ];
}

async function pastDecisions(): Promise<readonly Bar[]> {
  const plan = planOf(policy);
  const judge = new Judge(plan);
  const lines = Array.from({ length: DECISIONS }, (_, i) => JSON.stringify(pastDecision(i)));
  const decode = (): Columns => {
    const columns = new Columns(plan);
    for (const line of lines) columns.push(recordOfLine(JSON.parse(line)) as PastDecision);
    return columns;
  };
  const columns = decode();
  const engine = releaseGateEngine(releaseGateLimits);
  const readings = Array.from({ length: 64 }, (_, i) => readingsAt(i));
  const [judged, decoded, rules] = await taken(
    [
      {
        name: 'a past decision, judged by columns',
        run: (count) => times(count, () => decideAll(columns, judge.schedule)),
      },
      { name: 'a past decision, read from a line', run: (count) => times(count, decode) },
      {
        name: 'a past decision, json-rules-engine',
        async run(count) {
          for (let i = 0; i < count * DECISIONS; i += 100)
            await engine.run(readings[(i / 100) % 64] as object);
        },
      },
    ],
    { rounds: 9, batch: 0 },
    [DECISIONS, DECISIONS, DECISIONS / 100],
  );
  return [
    {
      name: 'past decisions: × 1 million a second',
      value: 1000 / nanoseconds(judged),
      unit: 'times',
      atLeast: 1,
    },
    { name: 'reading them: × 1 million a second', value: 1000 / nanoseconds(decoded), unit: 'times' },
    {
      name: 'past decisions: × json-rules-engine',
      ...speed(judged as Measure, rules as Measure),
      unit: 'times',
      atLeast: 100,
    },
  ];
}

function times(count: number, work: () => unknown): void {
  for (let i = 0; i < count; i++) work();
}

/** A release to one of three environments every seven minutes; a version and a ticket occur again and again. */
function pastDecision(i: number): object {
  const { event, version, commit, ...facts } = readingsAt(i);
  const named = Object.entries({ ...facts, ticket: `OPS-${i % 5000}` }).flatMap(([field, value]) =>
    value === undefined ? [] : [[releaseGateFacts[field as keyof typeof facts], value] as const],
  );
  return {
    at: new Date(Date.parse('2024-01-01T00:00Z') + i * 7 * 60_000).toISOString(),
    decision: 'safe',
    started: i % 3 === 0,
    release: {
      event,
      version: i % 11 === 0 ? version : `v1.${i % 5000}.0`,
      commit,
      env: ['dev', 'stage', 'prod'][i % 3],
      source: i % 97 === 0 ? 'emergency' : 'ci',
      workload: `service-${i % 20}`,
    },
    facts: Object.fromEntries(named),
  };
}

/** Measured, and with as many pieces of work in each as `pieces` says. */
async function taken(
  rivals: readonly Rival[],
  rounds: Parameters<typeof measure>[1] = {},
  pieces: readonly number[] = [],
): Promise<readonly Measure[]> {
  const measures = (await measure(rivals, rounds)).map(({ name, samples }, index) => ({
    name,
    samples: samples.map((sample) => sample / (pieces[index] ?? 1)),
  }));
  printTimes(measures);
  return measures;
}

function nanoseconds(measured: Measure | undefined): number {
  return median(measured?.samples ?? []);
}

function milliseconds(measured: Measure | undefined): number {
  return nanoseconds(measured) / 1e6;
}
