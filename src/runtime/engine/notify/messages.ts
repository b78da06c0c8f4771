/** What people are told of an entry of the audit. Most entries tell nobody anything. */
import { positionText } from '../../../plan/assignment.ts';
import type { AuditEntry, Json } from '../../../plan/audit.ts';
import type { Message } from '../../ports/notifier.ts';
import { nameOf } from '../rollout/status.ts';

/** An entry as it is read from the store. */
export type ToldEntry = Omit<AuditEntry, 'prev'>;

export interface News {
  readonly message: Message;
  /** Where attempts are repeated, each says the same: what makes two of them one. */
  readonly sameAs?: string;
}

type Part = Pick<Message, 'event' | 'text' | 'details' | 'state' | 'severity'> & Pick<News, 'sameAs'>;

/** What is about a run or a rollout that changes nothing is told to nobody. */
export function newsOf(entry: ToldEntry): readonly News[] {
  const { policy, subject, at, hash, type } = entry;
  if (policy === undefined || subject['mode'] === 'shadow') return [];
  const about = nameOfSubject(policy, subject);
  const parts = type === 'decision' ? decided(entry) : one(partOf(entry, about));
  return parts.map(({ sameAs, ...part }) => ({
    message: { id: `${hash.slice(0, 32)}-${part.event}`, at, policy, subject, about, ...part },
    ...(sameAs !== undefined && { sameAs: `${part.event} ${about} ${sameAs}` }),
  }));
}

function one<T>(item: T | undefined): readonly T[] {
  return item === undefined ? [] : [item];
}

/** The rollout by its name; what is about no rollout, by its policy and environment in the same manner. */
export function nameOfSubject(policy: string, subject: ToldEntry['subject']): string {
  const { rollout, env, workload, cluster, namespace, region } = subject;
  const place = Object.fromEntries(
    Object.entries({ env, workload, cluster, namespace, region }).filter(([, value]) => value !== undefined),
  );
  const name = nameOf({ policy, rollout: rollout ?? '', ...place });
  return rollout === undefined ? name.replace(`${policy}/`, policy) : name;
}

function decided({ to, why, data, subject }: ToldEntry): readonly Part[] {
  const rules = (data?.['rules'] ?? []) as unknown as readonly ToldRule[];
  const version = subject['version'] ?? '';
  const warnings = rules.flatMap(({ name, warnings = [] }) => warnings.map((text) => `${name}: ${text}`));
  switch (data?.['outcome']) {
    case 'blocked':
      return [
        {
          ...(to === 'critical'
            ? { event: 'critical', severity: 'critical' }
            : { event: 'blocked', severity: 'error' }),
          state: 'wrong',
          text: why,
          details: rules.filter(isOpen).flatMap(linesOf),
          sameAs: [version, ...rules.filter(isOpen).map(({ name }) => name)].join(' '),
        },
      ];
    case 'failed': {
      const failures = (data['failures'] ?? []) as readonly string[];
      const text = `Blocked: ${failures[0] ?? 'it could not be done'}`;
      return [
        { event: 'blocked', severity: 'error', state: 'wrong', text, details: failures, sameAs: version },
      ];
    }
    case 'started':
      return [
        // Where a rollout begins, that is what is told.
        data['rollout'] === undefined
          ? { event: 'started', severity: 'info', state: 'well', text: why, details: [] }
          : { event: 'resumed', severity: 'info', state: 'well', text: why, details: [] },
        ...(warnings.length === 0
          ? []
          : [
              {
                event: 'warning',
                severity: 'warning',
                state: 'news',
                text: why,
                details: warnings,
                sameAs: version,
              } as const,
            ]),
      ];
    default:
      return [];
  }
}

interface ToldRule {
  readonly kind: string;
  readonly name: string;
  readonly verdict: string;
  readonly severity: string;
  readonly mode: string;
  readonly reasons: readonly string[];
  readonly warnings?: readonly string[];
  readonly message?: string;
  readonly runbook?: string;
  readonly override?: Json;
}

function isOpen({ verdict, severity, mode, override }: ToldRule): boolean {
  const open = verdict === 'fail' || verdict === 'unknown';
  return open && severity !== 'advisory' && mode === 'enforce' && override === undefined;
}

function linesOf({ kind, name, verdict, reasons, message, runbook }: ToldRule): readonly string[] {
  const why = reasons.length === 0 ? [verdict] : reasons;
  return [
    ...why.map((text) => `${kind} ${name}: ${text}`),
    ...(message === undefined ? [] : [message]),
    ...(runbook === undefined ? [] : [`runbook: ${runbook}`]),
  ];
}

const wrong = { state: 'wrong', details: [] } as const;
const news = { state: 'news', severity: 'info', details: [] } as const;

function partOf({ type, to, why, subject, data }: ToldEntry, about: string): Part | undefined {
  const { version = 'the release', attempt = '' } = subject;
  switch (type) {
    case 'override':
      return {
        ...news,
        event: 'override',
        severity: 'warning',
        text: `Safe: ${about} goes over ${overridden(subject)} with ${version}: ${why}`,
        details: (data?.['reasons'] ?? []) as readonly string[],
      };
    case 'step':
      if (to !== 'failed') return undefined;
      return {
        ...wrong,
        event: 'failed',
        severity: 'error',
        text: `Blocked: the step ${subject['step'] ?? ''} of ${about} failed: ${why}`,
      };
    case 'rollout.started':
      return { ...news, event: 'started', text: `Safe: ${about} started with ${version}: ${why}` };
    case 'rollout.stage.entered':
      return { ...news, event: 'promoted', text: `Safe: ${about} was promoted: ${version} is ${why}` };
    case 'rollout.paused':
      return {
        ...wrong,
        event: to === 'approval' ? 'waiting_approval' : 'paused',
        severity: 'warning',
        text: `Blocked: ${about} is paused with ${version}: ${why}`,
      };
    case 'rollout.approval.awaited':
      return {
        ...wrong,
        event: 'waiting_approval',
        severity: 'info',
        text: `Blocked: ${about} waits for an approval of ${version}: ${why}`,
      };
    case 'rollout.identity.mismatched':
      return {
        ...wrong,
        event: 'version_mismatch',
        severity: 'warning',
        text: `Blocked: ${about} does not begin with ${version}: ${why}`,
      };
    case 'rollout.resumed':
      return { ...news, event: 'resumed', state: 'well', text: `Safe: ${about} goes on: ${why}` };
    case 'rollout.rolled_back':
      return {
        ...wrong,
        event: 'rolled_back',
        severity: 'error',
        text: `Blocked: ${about} was rolled back to ${weightText(to, data)} from ${version}: ${why}`,
      };
    case 'rollout.completed':
      return {
        ...news,
        event: 'completed',
        state: 'well',
        text: `Safe: ${about} completed: ${version} takes ${weightText(to, data)}`,
      };
    case 'rollout.drift.repaired':
      return {
        ...wrong,
        event: 'drift',
        severity: 'warning',
        text: `Blocked: the traffic of ${about} was changed from outside and is put back: ${why}`,
      };
    case 'rollout.drift.left':
      return {
        ...wrong,
        event: 'drift',
        severity: 'warning',
        text: `Blocked: the traffic of ${about} was changed from outside: ${why}`,
      };
    case 'rollout.checks.observed': {
      const warnings = (data?.['warnings'] ?? []) as readonly string[];
      if (warnings.length === 0) return undefined;
      const state = to === 'pass' ? 'Safe' : 'Blocked';
      return {
        ...news,
        event: 'warning',
        severity: 'warning',
        text: `${state}: ${about} with ${version} is not as it should be: ${warnings[0] ?? ''}`,
        details: warnings,
        sameAs: attempt,
      };
    }
    default:
      return undefined;
  }
}

function overridden({ gate, freeze, limit }: ToldEntry['subject']): string {
  if (gate !== undefined) return `the gate ${gate}`;
  return freeze === undefined ? `the limit ${limit ?? ''}` : `the freeze ${freeze}`;
}

function weightText(weight: Json | undefined, data: ToldEntry['data']): string {
  if (typeof weight !== 'number') return 'an unknown weight';
  return positionText(weight, data?.['audiences'] as readonly string[] | undefined);
}
