/** Metrics of a policy in the text format of Prometheus, version 0.0.4, all of them from the store. */
import { placeOf } from '../../plan/assignment.ts';
import { phases } from '../../runtime/core/rollout/record.ts';
import { nameOf } from '../../runtime/engine/rollout/status.ts';
import { storedOf, type StoredRollout } from '../../runtime/engine/rollout/stored.ts';
import type { StateStore } from '../../runtime/ports/stores.ts';
import { programVersion } from '../package.ts';
import { type Count, countedNow, featuresOf } from './counts.ts';
import { runsOf } from './runs.ts';

export const CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number];

/** It rejects with `StoreFailure`. */
export async function metricsOf(
  state: Pick<StateStore, 'read' | 'commit' | 'entriesAfter' | 'list'>,
  policy: string,
): Promise<string> {
  const counts = await countedNow(state, policy);
  const { ok, failed, last, lastOk } = await runsOf({ read: (key) => state.read(key) }, policy);
  const all = (await state.list('rollout/'))
    .map(({ value }) => storedOf(value))
    .filter(({ identity }) => identity.policy === policy);
  const features = featuresOf(
    counts,
    all.map(({ identity }) => nameOf(identity)),
  );
  const rollouts = all.filter(({ identity }) => features.has(nameOf(identity)));
  return [
    metric(
      'changes_total',
      'counter',
      'Changes of rollouts, by what became of them.',
      counts.changes.map(labelled('feature', 'result')),
    ),
    metric(
      'rollbacks_total',
      'counter',
      'Roll-backs, by their reason.',
      counts.rollbacks.map(labelled('feature', 'reason')),
    ),
    metric(
      'decisions_total',
      'counter',
      'Decisions of apply.',
      counts.decisions.map(labelled('decision')).map(([labels, count]) => [{ policy, ...labels }, count]),
    ),
    metric('runs_total', 'counter', 'Rounds of tick and controller.', [
      [{ policy, status: 'ok' }, ok],
      [{ policy, status: 'failed' }, failed],
    ]),
    ...[
      ['last_run_timestamp_seconds', 'When tick or controller last looked.', last] as const,
      ['last_success_timestamp_seconds', 'When that last went well.', lastOk] as const,
    ].map(([name, help, at]) =>
      metric(name, 'gauge', help, at === undefined ? [] : [[{ policy }, Math.floor(at) / 1000]]),
    ),
    metric(
      'percent',
      'gauge',
      'Percent of the traffic that the canary takes.',
      rollouts.map((stored) => [{ feature: nameOf(stored.identity) }, percentOf(stored)]),
    ),
    metric(
      'rollout_phase',
      'gauge',
      'The phase of a rollout is 1, every other 0.',
      rollouts.flatMap(({ identity, record }) =>
        phases.map(
          (phase) => [{ feature: nameOf(identity), phase }, record.phase === phase ? 1 : 0] as const,
        ),
      ),
    ),
    metric('release_info', 'gauge', 'What each side of a rollout runs.', rollouts.flatMap(releasesOf)),
    metric('build_info', 'gauge', 'The program.', [[{ version: programVersion() }, 1]]),
  ].join('');
}

/** Of the audience that is reached; read back at the last look, or what was intended, where it could not be. */
function percentOf({ sight, record }: StoredRollout): number {
  return placeOf(typeof sight?.traffic === 'number' ? sight.traffic : record.weight).weight;
}

function releasesOf({ identity, release, stable }: StoredRollout): readonly Sample[] {
  const feature = nameOf(identity);
  const sides = { canary: release['version'], stable: stable?.['version'] };
  return Object.entries(sides).flatMap(([side, version]) =>
    version === undefined ? [] : [[{ feature, side, version }, 1] as const],
  );
}

function labelled(...names: readonly string[]): (count: Count) => Sample {
  return (row) => [
    Object.fromEntries(names.map((name, index) => [name, row[index] as string])),
    row.at(-1) as number,
  ];
}

function metric(name: string, type: 'counter' | 'gauge', help: string, samples: readonly Sample[]): string {
  if (samples.length === 0) return '';
  const full = `sentinel_${name}`;
  const lines = samples.map(([labels, value]) => `${full}${labelText(labels)} ${value}\n`);
  return `# HELP ${full} ${help}\n# TYPE ${full} ${type}\n${lines.join('')}`;
}

function labelText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}
