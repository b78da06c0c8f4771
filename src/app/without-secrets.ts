import type { AuditDraft, Json } from '../plan/audit.ts';
import type { Message } from '../runtime/ports/notifier.ts';
import type { Redactor } from './redact.ts';

/** What may be kept and told: what a probe or a step gave back may hold a secret that it was sent. */
export function withoutSecrets<T extends AuditDraft | Message | string>(told: T, redactor: Redactor): T {
  return redacted(told as unknown as Json, redactor) as unknown as T;
}

/** What others said, by the names under which records of a rollout hold it; all else in them is exact and stays so. */
const said: ReadonlySet<string> = new Set(['why', 'trouble', 'unknown', 'observed', 'baseline']);

/** A record that the store is to keep: whoever reads it need not know the secrets. */
export function recordWithoutSecrets(record: Json, redactor: Redactor): Json {
  if (Array.isArray(record))
    return (record as readonly Json[]).map((item) => recordWithoutSecrets(item, redactor));
  if (typeof record !== 'object' || record === null) return record;
  return Object.fromEntries(
    Object.entries(record).map(([key, item]) => [
      key,
      said.has(key) ? redacted(item, redactor) : recordWithoutSecrets(item, redactor),
    ]),
  );
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
