import type { AuditDraft, Json } from '../plan/audit.ts';
import type { Message } from '../runtime/ports/notifier.ts';
import type { Redactor } from './redact.ts';

/** What may be kept and told: what a probe or a step gave back may hold a secret that it was sent. */
export function withoutSecrets<T extends AuditDraft | Message | string>(told: T, redactor: Redactor): T {
  return redacted(told as unknown as Json, redactor) as unknown as T;
}

function redacted(json: Json, redactor: Redactor): Json {
  if (typeof json === 'string') {
    const filter = redactor.filter();
    return filter.push(json) + filter.end();
  }
  if (Array.isArray(json)) return (json as readonly Json[]).map((item) => redacted(item, redactor));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, item]) => [key, redacted(item, redactor)]));
}
