/** The policies of the kernel's measurements, and what is observed for them. */
import type { Readings } from './baselines/release-gate.ts';
import type { Samples } from './baselines/thresholds.ts';

/** The gates of the example policy in the language's description; limits as in `releaseGateLimits`. */
export const releaseGatePolicy = `
sentinel: 1
policy: checkout-api
inputs:
  ticket: { type: string, default: "" }
probes:
  disk: { disk: { path: / } }
  api: { http: { url: "http://localhost:8080/health" } }
  error_rate: { prometheus: { url: "http://localhost:9090", query: errors, unit: ratio } }
  p95: { prometheus: { url: "http://localhost:9090", query: latency, unit: seconds } }
gates:
  clean-tree: { require: git.clean }
  branch: { require: 'git.branch like ["main", "release/*"]', when: release.event != "tag" }
  version:
    require:
      - release.version is vsemver
      - not git.release_tag.exists or git.release_tag.commit == release.commit
  change-ticket: { require: "ticket matches /^OPS-[0-9]+$/" }
  disk: { severity: critical, require: disk.used < 85%, prefer: disk.used < 75% }
  dependency: { severity: critical, require: api.ok }
  slo: { require: [error_rate < 1%, p95 < 1s] }
`;

export const releaseGateLimits = { diskUsed: 0.85, diskPreferred: 0.75, errorRate: 0.01, p95: 1000 };

/** The fact that each reading is. */
export const releaseGateFacts: Readonly<Record<keyof Readings, string>> = {
  clean: 'git.clean',
  branch: 'git.branch',
  event: 'release.event',
  version: 'release.version',
  tagExists: 'git.release_tag.exists',
  tagCommit: 'git.release_tag.commit',
  commit: 'release.commit',
  ticket: 'ticket',
  diskUsed: 'disk.used',
  apiOk: 'api.ok',
  errorRate: 'error_rate.value',
  p95: 'p95.value',
};

/** A mixture of what passes, what fails and what is unknown, by number. */
export function readingsAt(i: number): Readings {
  return {
    clean: i % 7 !== 0,
    branch: i % 3 === 0 ? `release/1.${i % 10}` : 'main',
    event: i % 5 === 0 ? 'tag' : 'push',
    version: i % 11 === 0 ? 'latest' : `v1.${i}.0`,
    tagExists: i % 4 === 0,
    tagCommit: i % 4 === 0 ? 'a'.repeat(40) : undefined,
    commit: (i % 8 === 0 ? 'b' : 'a').repeat(40),
    ticket: i % 6 === 0 ? '' : `OPS-${i}`,
    diskUsed: ((i * 37) % 100) / 100,
    apiOk: i % 9 !== 0,
    errorRate: ((i * 13) % 64) / 3200,
    p95: i % 8 === 0 ? undefined : i * 20,
  };
}

export const thresholdLimits: Samples = {
  errorRate: 0.01,
  p50: 200,
  p95: 1000,
  p99: 2000,
  disk: 0.85,
  memory: 0.9,
  load: 8,
  restarts: 3,
  lag: 5000,
  queue: 100,
  saturation: 0.8,
  availability: 0.999,
};

/** Every sample is an input, so that nothing has a unit: bare numbers on both sides. */
export function thresholdPolicy(): string {
  const gates = {
    latency: ['p50', 'p95', 'p99'],
    host: ['disk', 'memory', 'load'],
    backlog: ['restarts', 'lag', 'queue'],
    service: ['errorRate', 'saturation', 'availability'],
  } as const;
  const condition = (name: keyof Samples) =>
    `${inputOf(name)} ${name === 'availability' ? '>' : '<'} ${thresholdLimits[name]}`;
  return [
    'sentinel: 1',
    'policy: thresholds',
    'inputs:',
    ...Object.keys(thresholdLimits).map((name) => `  ${inputOf(name)}: { type: number, default: 0 }`),
    'gates:',
    ...Object.entries(gates).map(
      ([name, samples]) => `  ${name}: { require: [${samples.map(condition).join(', ')}] }`,
    ),
  ].join('\n');
}

/** Names of inputs have no capitals. */
export function inputOf(name: string): string {
  return name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
}

/** Around the limits; one in sixteen is unknown. */
export function samplesAt(i: number): Samples {
  const entries = Object.entries(thresholdLimits).map(([name, limit], k) => {
    const step = (i * 31 + k * 17) % 64;
    return [name, step % 16 === 15 ? Number.NaN : (limit * (step + 16)) / 64];
  });
  return Object.fromEntries(entries) as Samples;
}

/** Gates of three conditions each over half as many numbers. */
export function largePolicy(gates: number): string {
  const inputs = gates / 2;
  const name = (i: number) => `n${i % inputs}`;
  return [
    'sentinel: 1',
    'policy: large',
    'inputs:',
    ...Array.from({ length: inputs }, (_, i) => `  ${name(i)}: { type: number, default: 0 }`),
    'gates:',
    ...Array.from(
      { length: gates },
      (_, i) =>
        `  gate-${i}: { require: [${name(i)} < ${60 + (i % 40)}, ${name(i * 7 + 1)} >= ${i % 30}, ${name(i * 3 + 2)} != ${i % 50}] }`,
    ),
  ].join('\n');
}

/** The values of the large policy's numbers. */
export function largeReadingsAt(i: number, gates: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: gates / 2 }, (_, k) => [`n${k}`, (i * 29 + k * 13) % 100]));
}
