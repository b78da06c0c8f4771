import type { AuditDraft, Json } from '../plan/audit.ts';
import type { Redactor } from './redact.ts';

/** An entry as it may be kept: what a probe or a step gave back may hold a secret that it was sent. */
export function withoutSecrets(draft: AuditDraft, redactor: Redactor): AuditDraft {
  return redacted(draft as unknown as Json, redactor) as unknown as AuditDraft;
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
