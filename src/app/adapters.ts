/** The adapter of each kind, loaded when a run first needs it: a run pays for no client that it does not use. */
import { dirname } from 'node:path';

import type { Probe, ResolvedRecord, Step } from '../runtime/ports/index.ts';
import type { Notifier } from '../runtime/ports/notifier.ts';
import type { DriverUse, TrafficDriver } from '../runtime/ports/traffic.ts';
import { stateFile } from './store/state-directory.ts';

const probes: ReadonlyMap<string, () => Promise<{ readonly probe: Probe }>> = new Map([
  ['changelog', () => import('../runtime/probes/changelog/probe.ts')],
  ['command', () => import('../runtime/probes/command/probe.ts')],
  ['disk', () => import('../runtime/probes/disk/probe.ts')],
  ['env', () => import('../runtime/probes/env/probe.ts')],
  ['file', () => import('../runtime/probes/file/probe.ts')],
  ['git', () => import('../runtime/probes/git/probe.ts')],
  ['haproxy', () => import('../runtime/probes/haproxy/probe.ts')],
  ['http', () => import('../runtime/probes/http/probe.ts')],
  ['junit', () => import('../runtime/probes/junit/probe.ts')],
  ['memory', () => import('../runtime/probes/memory/probe.ts')],
  ['metrics', () => import('../runtime/probes/metrics/probe.ts')],
  ['process', () => import('../runtime/probes/process/probe.ts')],
  ['prometheus', () => import('../runtime/probes/prometheus/probe.ts')],
  ['tcp', () => import('../runtime/probes/tcp/probe.ts')],
  ['tls', () => import('../runtime/probes/tls/probe.ts')],
  ['version_file', () => import('../runtime/probes/version_file/probe.ts')],
]);

const steps: ReadonlyMap<string, () => Promise<{ readonly step: Step }>> = new Map([
  ['command', () => import('../runtime/steps/command/step.ts')],
  ['git_tag', () => import('../runtime/steps/git_tag/step.ts')],
  ['github_release', () => import('../runtime/steps/github_release/step.ts')],
  ['webhook', () => import('../runtime/steps/webhook/step.ts')],
]);

const notifiers: ReadonlyMap<string, () => Promise<{ readonly notifier: Notifier }>> = new Map([
  ['cdevents', () => import('../runtime/notify/cdevents/notifier.ts')],
  ['command', () => import('../runtime/notify/command/notifier.ts')],
  ['pagerduty', () => import('../runtime/notify/pagerduty/notifier.ts')],
  ['slack', () => import('../runtime/notify/slack/notifier.ts')],
  ['webhook', () => import('../runtime/notify/webhook/notifier.ts')],
]);

export async function loadProbe(kind: string): Promise<Probe> {
  const load = probes.get(kind);
  if (!load) throw new TypeError(`there is no adapter for probes of the kind ${kind}`);
  return (await load()).probe;
}

export async function loadStep(kind: string): Promise<Step> {
  const load = steps.get(kind);
  if (!load) throw new TypeError(`there is no adapter for steps of the kind ${kind}`);
  return (await load()).step;
}

export async function loadNotifier(kind: string): Promise<Notifier> {
  const load = notifiers.get(kind);
  if (!load) throw new TypeError(`there is no adapter for notifications of the kind ${kind}`);
  return (await load()).notifier;
}

interface DriverModule {
  openDriver(config: ResolvedRecord, use: DriverUse): Promise<TrafficDriver>;
}

const drivers = new Map<string, () => Promise<DriverModule>>([
  ['command', () => import('../runtime/traffic/command/driver.ts')],
  ['flag', () => import('../runtime/traffic/flag/driver.ts')],
  ['flagd', () => import('../runtime/traffic/flagd/driver.ts')],
  ['haproxy', () => import('../runtime/traffic/haproxy/driver.ts')],
  ['kong', () => import('../runtime/traffic/kong/driver.ts')],
  ['nginx', () => import('../runtime/traffic/nginx/driver.ts')],
  ['redis', () => import('../runtime/traffic/redis/driver.ts')],
  ['router', () => import('../runtime/traffic/router/driver.ts')],
  ['webhook', () => import('../runtime/traffic/webhook/driver.ts')],
]);

/** `root` is the directory of the policy. Whoever opens it closes it. It rejects with `DriverFailure`. */
export async function openDriver(
  kind: string,
  config: ResolvedRecord,
  use: Omit<DriverUse, 'directory'>,
): Promise<TrafficDriver> {
  const load = drivers.get(kind);
  if (!load) throw new TypeError(`there is no adapter for traffic drivers of the kind ${kind}`);
  return (await load()).openDriver(config, { directory: dirname(stateFile(use.root)), ...use });
}
