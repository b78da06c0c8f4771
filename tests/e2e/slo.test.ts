/** The metrics gate of `examples/release-verification/slo.yaml` by the built command, on a real Prometheus. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CommandRun, runSentinel } from '../support/cli.ts';
import { type Daemon, describeWithDaemon, startPrometheus } from '../support/daemons.ts';
import { temporaryFolder } from '../support/folder.ts';
import { type DecisionJson, examples, verdicts } from './support/release-gate.ts';

const STEP = 15;
const STEPS = 40;

/** Ten minutes of a service of which this share of requests fails; each answers within half a second. */
function history(failing: number): string {
  const now = Math.floor(Date.now() / 1000);
  const series = (name: string, by: number) =>
    Array.from(
      { length: STEPS + 1 },
      (_, step) => `${name} ${step * by} ${now - (STEPS - step) * STEP}\n`,
    ).join('');
  const bucket = (le: string) => series(`http_request_duration_seconds_bucket{le="${le}"}`, 100);
  return [
    '# TYPE http_requests counter\n',
    series('http_requests_total{code="200"}', 100 * (1 - failing)),
    series('http_requests_total{code="500"}', 100 * failing),
    '# TYPE http_request_duration_seconds histogram\n',
    ...['0.5', '1.0', '2.0', '+Inf'].map(bucket),
  ].join('');
}

describeWithDaemon(['prometheus', 'promtool'], 'the metrics gate', () => {
  let healthy: Daemon | undefined;
  let failing: Daemon | undefined;
  beforeAll(async () => {
    [healthy, failing] = await Promise.all([startPrometheus(history(0.001)), startPrometheus(history(0.05))]);
  });
  afterAll(async () => {
    await Promise.all([healthy?.stop(), failing?.stop()]);
  });

  /** The example, watched for a shorter time. */
  async function check(url: string, window: string): Promise<CommandRun> {
    const policy = await readFile(join(examples, 'release-verification/slo.yaml'), 'utf8');
    const cwd = await temporaryFolder({
      'sentinel.yaml': policy.replace('for: 5m', `for: ${window}`).replace('every: 15s', 'every: 250ms'),
    });
    return runSentinel(['check', '--env', 'local', '--format', 'json'], {
      cwd,
      env: { PROMETHEUS_URL: url },
    });
  }

  it('passes when every observation keeps the objectives', async () => {
    const run = await check(healthy?.url ?? '', '1s');
    expect(verdicts(run)).toEqual({ slo: 'pass' });
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toContain('5 observations, 0 failures (3 tolerated)');
  });

  it('fails at the fourth violation, without waiting for the end', async () => {
    const run = await check(failing?.url ?? '', '10m');
    const [rule] = (run.json() as DecisionJson).rules;
    expect(rule?.verdict).toBe('fail');
    const [tally, ...reasons] = rule?.reasons ?? [];
    expect(tally).toBe('4 of 4 observations failed, 3 are tolerated');
    expect(reasons.join('\n')).toMatch(/error_rate .*5(?:\.\d+)? % is not < 1 %/u);
    expect(run.exitCode).toBe(1);
  });

  it('is unknown, and so blocked, when Prometheus is gone', async () => {
    const run = await check('http://127.0.0.1:1', '1s');
    expect(verdicts(run)).toEqual({ slo: 'unknown' });
    expect(run.exitCode).toBe(1);
  });
});
