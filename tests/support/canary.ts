/** A project with one canary, whose traffic and metrics are the test's. */
import type { ApplyRequest, RunEvent } from '../../src/app/index.ts';
import type { Known } from '../../src/plan/value.ts';
import { StepFailure } from '../../src/runtime/failure.ts';
import type { Probe, ResolvedRecord, Step } from '../../src/runtime/ports/index.ts';
import { FakeDriver } from './fake-driver.ts';
import { temporaryFolder } from './folder.ts';
import { hostIn, requestWith, type TestHost } from './host.ts';
import { reading } from './world.ts';

export const canaryPolicy = `sentinel: 1
policy: shop
environments: [prod]
probes:
  errors:
    prometheus:
      url: http://prom:9090
      query: 'errors{slot="\${track}"}'
gates:
  stable-is-well: { require: errors < 5 }
rollouts:
  main:
    traffic: { haproxy: { socket: /run/h.sock, backend: be, slots: [blue, green] } }
    stages:
      - { weight: 10%, hold: 12s }
      - { weight: 50%, hold: 12s }
      - { weight: 100%, hold: 12s }
    checks:
      every: 4s
      require: canary.errors < 2
`;

export interface Canary {
  readonly cwd: string;
  readonly host: TestHost;
  readonly driver: FakeDriver;
  readonly events: RunEvent[];
  /** By slot; what is not there is 0. */
  readonly errors: Map<string, Known<number>>;
  /** What the probes were asked for. */
  readonly queries: string[];
  /** Steps that were performed, by the first word of their command, and those that fail. */
  readonly performed: string[];
  readonly failing: Set<string>;
  readonly request: (version: string, parts?: Partial<ApplyRequest>) => ApplyRequest;
}

/** What the mock of the adapters reads; the test that is running has filled it in. */
export const adapters: { driver: FakeDriver; probe: Probe; step: Step } = {
  driver: new FakeDriver(),
  probe: { observe: () => Promise.reject(new Error('no test has begun')) },
  step: { perform: () => Promise.reject(new Error('no test has begun')) },
};

export async function canary(
  policy = canaryPolicy,
  env: Readonly<Record<string, string>> = {},
): Promise<Canary> {
  const cwd = await temporaryFolder({ 'sentinel.yaml': policy });
  const errors = new Map<string, Known<number>>();
  const queries: string[] = [];
  adapters.driver = new FakeDriver();
  adapters.probe = {
    observe(config: ResolvedRecord) {
      const query = config['query'] as string;
      queries.push(query);
      const slot = /slot="(\w+)"/u.exec(query)?.[1] ?? '';
      return Promise.resolve(reading({ value: errors.get(slot) ?? 0 }));
    },
  };
  const performed: string[] = [];
  const failing = new Set<string>();
  adapters.step = {
    perform(config) {
      const [command] = config['run'] as readonly string[];
      if (command === undefined || failing.has(command)) throw new StepFailure('exit code 1');
      performed.push(command);
      return Promise.resolve({ result: 'done', text: '' });
    },
  };
  const events: RunEvent[] = [];
  return {
    cwd,
    host: hostIn(cwd, env),
    driver: adapters.driver,
    events,
    errors,
    queries,
    performed,
    failing,
    request: (version, parts) => ({
      ...requestWith({ release: { env: 'prod', version } }, events),
      shadow: false,
      confirm: () => Promise.resolve(true),
      ...parts,
    }),
  };
}
