/**
 * A message as an event of CDEvents 0.5.1 (https://cdevents.dev), inside of a CloudEvent 1.0. What that vocabulary has no
 * word for is a custom event of `sentinel-rollout`.
 */
import { formatInstant } from '../../../plan/units.ts';
import type { Message } from '../../ports/notifier.ts';

const VERSION = '0.5.1';

export interface CdEvent {
  readonly context: {
    readonly specversion: string;
    readonly id: string;
    readonly source: string;
    readonly type: string;
    readonly timestamp: string;
    readonly chainId?: string;
  };
  readonly subject: { readonly id: string; readonly source: string; readonly content: object };
  readonly customData: object;
  readonly customDataContentType: 'application/json';
}

/** The kind of an event, with what it says. */
interface Kind {
  readonly type: string;
  readonly id: string;
  readonly content: object;
}

export function cdEventOf(message: Message, source: string): CdEvent {
  const { id, at, event, text, details, policy, subject, severity } = message;
  const kind = kindOf(message);
  return {
    context: {
      specversion: VERSION,
      id,
      source,
      type: `dev.${kind.type}`,
      timestamp: formatInstant(at),
      ...(subject['attempt'] && { chainId: subject['attempt'] }),
    },
    subject: { id: kind.id, source, content: kind.content },
    customData: { event, text, details, policy, subject, severity },
    customDataContentType: 'application/json',
  };
}

/** The same in its envelope. */
export function cloudEventOf(event: CdEvent): object {
  const { id, source, type, timestamp } = event.context;
  return {
    specversion: '1.0',
    id,
    source,
    type,
    subject: event.subject.id,
    time: timestamp,
    datacontenttype: 'application/json',
    data: event,
  };
}

function kindOf(message: Message): Kind {
  const { event, about, text, subject } = message;
  const attempt = subject['attempt'] || about;
  const service = serviceOf(message);
  const running = { environment: environmentOf(message), artifactId: artifactOf(message) };
  const incident = { description: text, environment: environmentOf(message), service: { id: service } };
  const task = { taskName: about };
  switch (event) {
    case 'started':
      return { type: 'cdevents.taskrun.started.0.3.0', id: attempt, content: task };
    case 'blocked':
    case 'failed':
      return {
        type: 'cdevents.taskrun.finished.0.3.0',
        id: attempt,
        content: { ...task, outcome: 'failure', errors: text },
      };
    case 'completed':
      return { type: 'cdevents.service.upgraded.0.3.0', id: service, content: running };
    case 'rolled_back':
      return { type: 'cdevents.service.rolledback.0.3.0', id: service, content: running };
    case 'critical':
    case 'warning':
    case 'paused':
    case 'drift':
    case 'version_mismatch':
      return { type: 'cdevents.incident.detected.0.3.0', id: about, content: incident };
    case 'resumed':
      return { type: 'cdevents.incident.resolved.0.3.0', id: about, content: incident };
    case 'promoted':
      return custom('promoted', about, text);
    case 'waiting_approval':
      return custom('waiting', about, text);
    case 'override':
      return custom('overridden', about, text);
    case 'test':
      return custom('tested', about, text);
  }
}

function custom(predicate: string, id: string, description: string): Kind {
  return { type: `cdeventsx.sentinel-rollout.${predicate}.0.1.0`, id, content: { description } };
}

function serviceOf({ subject, policy }: Message): string {
  return subject['workload'] || subject['component'] || policy;
}

function environmentOf({ subject }: Message): object {
  return { id: subject['env'] || 'default' };
}

/** A package URL: the release's own where it is one. */
function artifactOf(message: Message): string {
  const { artifact, version } = message.subject;
  if (artifact?.startsWith('pkg:')) return artifact;
  const part = (text: string) => encodeURIComponent(text.toWellFormed());
  return `pkg:generic/${part(serviceOf(message))}${version ? `@${part(version)}` : ''}`;
}
