/** Where in a policy a claim decides, and how that is judged. */
import type { EvaluationPlan } from '../../src/plan/plan.ts';
import { observe } from '../../src/runtime/engine/rollout/observe.ts';
import { reconcile } from '../../src/runtime/engine/rollout/reconcile.ts';
import { jsonOfStored, rolloutKey, startStored } from '../../src/runtime/engine/rollout/stored.ts';
import type { RolloutWorld } from '../../src/runtime/engine/rollout/world.ts';
import { openSqliteStore } from '../../src/runtime/stores/sqlite/store.ts';
import { FakeDriver } from '../support/fake-driver.ts';
import { evaluated, type FakeWorld } from '../support/world.ts';
import type { Kind } from './faults.ts';

export interface Place {
  readonly name: string;
  /** Absent: all. */
  readonly kinds?: readonly Kind[];
  /** What is told in turn is told here more than once, and may not pass; what is `known` of it, where the rest only delays. */
  readonly looksAgain?: 'all' | 'known';
  /** A rollout asks one side of a probe that tells them apart. */
  readonly inRollout?: true;
  /** Lines of a policy, where the claim is made. */
  readonly lines: (claim: string) => readonly string[];
  /** Whether it passes, starts or rises. */
  readonly passes: (plan: EvaluationPlan, world: FakeWorld) => Promise<boolean>;
}

const minute = 60_000;
const holding = 'release.version == "v1"';

async function isSafe(plan: EvaluationPlan, world: FakeWorld): Promise<boolean> {
  const { decision } = await evaluated(plan, world, { environment: 'prod' });
  return decision.decision === 'safe';
}

async function isWithoutWarning(plan: EvaluationPlan, world: FakeWorld): Promise<boolean> {
  const { decision } = await evaluated(plan, world, { environment: 'prod' });
  return decision.rules.every(({ warnings }) => warnings.length === 0);
}

const gate = (...parts: readonly string[]): readonly string[] => ['gates:', `  it: { ${parts.join(', ')} }`];

const quoted = (claim: string): string => `'${claim}'`;

/** Two stages of two minutes, with what the test adds; nothing is known for longer than is waited for. */
const rollout = (
  { first = '', next = '' }: { readonly first?: string; readonly next?: string },
  ...lines: readonly string[]
): readonly string[] => [
  'rollouts:',
  '  main:',
  '    traffic: { haproxy: { socket: /run/h.sock, backend: be, slots: [blue, green] } }',
  `    stages: [{ weight: 10%, hold: 2m${first} }, { weight: 50%, hold: 2m${next} }]`,
  '    unknown: { action: hold, for: 1m, then: hold }',
  ...lines.map((line) => `    ${line}`),
];

const checks = (required: string): string =>
  `checks: { every: 1m, warmup: 0s, require: ${quoted(required)}, tolerate: 0, max_extend: 1m }`;

/** Looks every minute for twice as long as the stage is held, and tells whether the canary takes more than that. */
export const risesAbove =
  (weight: number) =>
  async (plan: EvaluationPlan, world: FakeWorld): Promise<boolean> => {
    const [rollout] = plan.rollouts;
    if (!rollout) throw new Error('the policy has no rollout');
    const { signal } = new AbortController();
    const { clock } = world;
    const context = { plan, world, environment: 'prod', signal, emit: () => undefined };
    const identity = { policy: 'shop', rollout: rollout.name, env: 'prod' };
    const driver = new FakeDriver();
    const state = await openSqliteStore(':memory:', { clock });
    const moment = () => ({ wall: clock.now(), monotonic: clock.monotonic(), boot: 'b', took: 0 });
    const rolloutWorld: RolloutWorld = {
      state,
      driver,
      actor: { name: 'ann', verified: false },
      holder: 'one',
      isGone: () => false,
      identify: () => Promise.resolve(undefined),
      clock,
      moment: () => Promise.resolve(moment()),
      observe: (_, record, needs, roles) => observe(context, rollout, record, needs, roles),
      perform: () => Promise.resolve({ reports: [] }),
      freezes: () => Promise.resolve({}),
    };
    const start = startStored(undefined, {
      identity,
      attempt: 'a',
      digest: plan.digest,
      release: { version: 'v1' },
      actor: 'ann',
      mode: 'enforce',
      set: [],
      moment: moment(),
      live: { roles: rollout.traffic.roles },
    });
    try {
      await state.commit({ writes: [{ key: rolloutKey(identity), version: 0, value: jsonOfStored(start) }] });
      for (let look = 0; look <= 4; look++) {
        if (look > 0) await clock.run(clock.sleep(minute));
        await clock.run(reconcile(rolloutWorld, rollout, identity, signal));
        if ((driver.weights['green'] ?? 0) > weight) return true;
      }
      return false;
    } finally {
      await state.close();
    }
  };

const inRollout = { inRollout: true, passes: risesAbove(10) } as const;

export const places: readonly Place[] = [
  { name: 'gate', lines: (claim) => gate(`require: ${quoted(claim)}`), passes: isSafe },
  {
    name: 'critical gate of several',
    lines: (claim) => gate(`severity: critical`, `require: [${quoted(holding)}, ${quoted(claim)}]`),
    passes: isSafe,
  },
  {
    name: 'prefer',
    lines: (claim) => gate(`require: ${quoted(holding)}`, `prefer: ${quoted(claim)}`),
    passes: isWithoutWarning,
  },
  {
    name: 'when of a gate that fails',
    lines: (claim) => [
      ...gate(`require: ${quoted(`not (${holding})`)}`, `when: ${quoted(`not (${claim})`)}`),
      `  other: { require: ${quoted(holding)} }`,
    ],
    passes: isSafe,
  },
  {
    name: 'except of a freeze',
    lines: (claim) => [
      ...gate(`require: ${quoted(holding)}`),
      'freezes:',
      `  peak: { from: 2026-11-20, until: 2026-12-01, timezone: UTC, except: ${quoted(claim)} }`,
    ],
    passes: isSafe,
  },
  {
    name: 'sustained gate',
    looksAgain: 'all',
    lines: (claim) => gate(`require: ${quoted(claim)}`, 'for: 2m', 'every: 1m'),
    passes: isSafe,
  },
  {
    name: 'gate over the past',
    kinds: ['prometheus', 'ratio'],
    lines: (claim) => gate(`require: ${quoted(claim)}`, 'over: 2m', 'every: 1m'),
    passes: isSafe,
  },
  {
    name: 'score',
    lines: (claim) => [
      'scores:',
      `  health: { criteria: [{ weight: 1, of: ${quoted(claim)} }, { weight: 1, of: ${quoted(holding)} }], healthy: 0.85, degraded: 0.5 }`,
      ...gate('require: health.value >= 0.85'),
    ],
    passes: isSafe,
  },
  {
    name: 'status of a score',
    lines: (claim) => [
      'scores:',
      `  health: { criteria: [{ weight: 1, of: ${quoted(claim)} }, { weight: 1, of: ${quoted(holding)} }], healthy: 0.85, degraded: 0.5 }`,
      ...gate(`require: 'not (health.status in ["UNHEALTHY", "DEGRADED", "UNKNOWN"])'`),
    ],
    passes: isSafe,
  },
  {
    name: 'check of a stage',
    ...inRollout,
    looksAgain: 'known',
    lines: (claim) => [...gate(`require: ${quoted(holding)}`), ...rollout({}, checks(claim))],
  },
  {
    name: 'rollback.when',
    ...inRollout,
    lines: (claim) => [
      ...gate(`require: ${quoted(holding)}`),
      ...rollout({}, checks(holding), `rollback: { when: ${quoted(`not (${claim})`)} }`),
    ],
  },
  {
    name: 'exit gate',
    passes: risesAbove(10),
    lines: (claim) => [...gate(`require: ${quoted(claim)}`), ...rollout({ first: ', exit: [it]' })],
  },
  {
    name: 'exit gate over the past',
    kinds: ['prometheus', 'ratio'],
    passes: risesAbove(10),
    lines: (claim) => [
      ...gate(`require: ${quoted(claim)}`, 'over: 2m', 'every: 1m'),
      ...rollout({ first: ', exit: [it]' }),
    ],
  },
  {
    name: 'when of the next stage',
    ...inRollout,
    lines: (claim) => [
      ...gate(`require: ${quoted(holding)}`),
      ...rollout({ next: `, when: ${quoted(claim)}` }),
    ],
  },
  {
    name: 'identity',
    inRollout: true,
    lines: (claim) => [...gate(`require: ${quoted(holding)}`), ...rollout({}, `identity: ${quoted(claim)}`)],
    passes: risesAbove(0),
  },
];
