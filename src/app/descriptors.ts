/** Every kind of probe, step and traffic driver. A new one is a folder and a line here and in `adapters.ts`. */
import type {
  NotifierDescriptor,
  ProbeDescriptor,
  StepDescriptor,
  TrafficDescriptor,
} from '../plan/descriptor.ts';
import { descriptor as cdeventsNotifier } from '../runtime/notify/cdevents/descriptor.ts';
import { descriptor as commandNotifier } from '../runtime/notify/command/descriptor.ts';
import { descriptor as pagerdutyNotifier } from '../runtime/notify/pagerduty/descriptor.ts';
import { descriptor as slackNotifier } from '../runtime/notify/slack/descriptor.ts';
import { descriptor as webhookNotifier } from '../runtime/notify/webhook/descriptor.ts';
import { descriptor as changelog } from '../runtime/probes/changelog/descriptor.ts';
import { descriptor as command } from '../runtime/probes/command/descriptor.ts';
import { descriptor as disk } from '../runtime/probes/disk/descriptor.ts';
import { descriptor as env } from '../runtime/probes/env/descriptor.ts';
import { descriptor as file } from '../runtime/probes/file/descriptor.ts';
import { descriptor as git } from '../runtime/probes/git/descriptor.ts';
import { descriptor as haproxyProbe } from '../runtime/probes/haproxy/descriptor.ts';
import { descriptor as http } from '../runtime/probes/http/descriptor.ts';
import { descriptor as junit } from '../runtime/probes/junit/descriptor.ts';
import { descriptor as memory } from '../runtime/probes/memory/descriptor.ts';
import { descriptor as metrics } from '../runtime/probes/metrics/descriptor.ts';
import { descriptor as processes } from '../runtime/probes/process/descriptor.ts';
import { descriptor as prometheus } from '../runtime/probes/prometheus/descriptor.ts';
import { descriptor as tcp } from '../runtime/probes/tcp/descriptor.ts';
import { descriptor as tls } from '../runtime/probes/tls/descriptor.ts';
import { descriptor as versionFile } from '../runtime/probes/version_file/descriptor.ts';
import { descriptor as commandStep } from '../runtime/steps/command/descriptor.ts';
import { descriptor as gitTagStep } from '../runtime/steps/git_tag/descriptor.ts';
import { descriptor as githubReleaseStep } from '../runtime/steps/github_release/descriptor.ts';
import { descriptor as webhookStep } from '../runtime/steps/webhook/descriptor.ts';
import { descriptor as commandTraffic } from '../runtime/traffic/command/descriptor.ts';
import { descriptor as flag } from '../runtime/traffic/flag/descriptor.ts';
import { descriptor as flagd } from '../runtime/traffic/flagd/descriptor.ts';
import { descriptor as haproxy } from '../runtime/traffic/haproxy/descriptor.ts';
import { descriptor as kong } from '../runtime/traffic/kong/descriptor.ts';
import { descriptor as nginx } from '../runtime/traffic/nginx/descriptor.ts';
import { descriptor as redis } from '../runtime/traffic/redis/descriptor.ts';
import { descriptor as router } from '../runtime/traffic/router/descriptor.ts';
import { descriptor as webhookTraffic } from '../runtime/traffic/webhook/descriptor.ts';

export const probeDescriptors: readonly ProbeDescriptor[] = [
  changelog,
  command,
  disk,
  env,
  file,
  git,
  haproxyProbe,
  http,
  junit,
  memory,
  metrics,
  processes,
  prometheus,
  tcp,
  tls,
  versionFile,
];

export const stepDescriptors: readonly StepDescriptor[] = [
  commandStep,
  gitTagStep,
  githubReleaseStep,
  webhookStep,
];

export const trafficDescriptors: readonly TrafficDescriptor[] = [
  commandTraffic,
  flag,
  flagd,
  haproxy,
  kong,
  nginx,
  redis,
  router,
  webhookTraffic,
];

export const notifierDescriptors: readonly NotifierDescriptor[] = [
  cdeventsNotifier,
  commandNotifier,
  pagerdutyNotifier,
  slackNotifier,
  webhookNotifier,
];
