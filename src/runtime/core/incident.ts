/** Incident freezes: stops made by hand, as they lie in a store. */
import type { Json } from '../../plan/audit.ts';
import type { PlanLocation } from '../../plan/plan.ts';
import { isUnknown, type Known } from '../../plan/value.ts';
import type { IncidentFreeze } from '../../plan/window.ts';
import type { IncidentFinding } from './decide.ts';
import { comingText } from './local-text.ts';

/** Under which a store keeps them. */
export const INCIDENT_PREFIX = 'freeze/';

/** Undefined for a record that is not one. */
export function incidentOf(value: Json): IncidentFreeze | undefined {
  if (!isRecord(value)) return undefined;
  const { id, scope, from, until, reason, actor } = value;
  if (typeof id !== 'string' || typeof reason !== 'string' || typeof actor !== 'string') return undefined;
  if (typeof from !== 'number' || typeof until !== 'number') return undefined;
  const fields = isRecord(scope) ? Object.entries(scope) : undefined;
  if (!fields?.every((field): field is [string, string] => typeof field[1] === 'string')) return undefined;
  return { id, scope: Object.fromEntries(fields), from, until, reason, actor };
}

function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether it concerns the release. A field that is unknown may be the one that it names. */
export function concerns(
  { scope }: IncidentFreeze,
  policy: string,
  field: (name: string) => Known<string>,
): boolean {
  return Object.entries(scope).every(([name, wanted]) => {
    const value = name === 'policy' ? policy : field(name);
    return isUnknown(value) || value === wanted;
  });
}

/** One that holds now. */
export function judgeIncident(
  { id, until, reason, actor }: IncidentFreeze,
  at: number,
  location: PlanLocation,
): IncidentFinding {
  return {
    ...stopping(
      `incident ${id}`,
      `frozen until ${comingText(until, 'UTC', at)} by ${actor}: ${reason}`,
      location,
    ),
    until,
  };
}

/** Why a stop that may be there cannot be ruled out. */
export function unknownIncident(name: string, why: string, location: PlanLocation): IncidentFinding {
  return stopping(name, why, location);
}

function stopping(name: string, text: string, location: PlanLocation): IncidentFinding {
  return { name, location, verdict: 'fail', reasons: [{ text, span: location.span }], warnings: [] };
}
