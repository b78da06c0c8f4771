import type { EvaluationPlan, PlanLocation } from '../../plan/plan.ts';
import { isUnknown, type Known, unknown } from '../../plan/value.ts';
import type { IncidentFreeze } from '../../plan/window.ts';
import type { IncidentFinding } from '../core/decide.ts';
import { concerns, INCIDENT_PREFIX, incidentOf, judgeIncident, unknownIncident } from '../core/incident.ts';
import { StoreFailure } from '../failure.ts';
import type { StoredRecord } from '../ports/stores.ts';
import { releaseField } from './release-field.ts';
import type { World } from './world.ts';

export interface Incidents {
  /** Those that hold now, and what could not be read. */
  readonly incidents: readonly IncidentFinding[];
  /** Those that hold now or later. */
  readonly coming: readonly IncidentFreeze[];
  /** False where there may be others. */
  readonly foreseen: boolean;
}

/** Stops made by hand that concern this release. Without a store there are none. */
export async function incidentsOf(plan: EvaluationPlan, world: World, at: number): Promise<Incidents> {
  const location = beginningOf(plan);
  const records = await recordsOf(world);
  if (isUnknown(records)) {
    const why = `incident freezes are unknown: ${records.reason}`;
    return { incidents: [unknownIncident('incidents', why, location)], coming: [], foreseen: false };
  }
  const read = records.map(({ key, value }) => ({ key, incident: incidentOf(value) }));
  const unread = read.filter(({ incident }) => !incident);
  const coming = read.flatMap(({ incident }) =>
    incident && at < incident.until && concerns(incident, plan.policy, (name) => releaseField(world, name))
      ? [incident]
      : [],
  );
  return {
    incidents: [
      ...coming.filter(({ from }) => from <= at).map((incident) => judgeIncident(incident, at, location)),
      ...unread.map(({ key }) =>
        unknownIncident(
          `incident ${key.slice(INCIDENT_PREFIX.length)}`,
          `the record \`${key}\` of the store is no freeze that can be read`,
          location,
        ),
      ),
    ],
    coming,
    foreseen: unread.length === 0,
  };
}

async function recordsOf({ stores }: World): Promise<Known<readonly StoredRecord[]>> {
  if (!stores) return [];
  const opened = await stores();
  if (isUnknown(opened)) return opened;
  try {
    return await opened.state.list(INCIDENT_PREFIX);
  } catch (error) {
    if (error instanceof StoreFailure) return unknown(`the store is lost: ${error.message}`);
    throw error;
  }
}

/** They stand in no policy; the first line stands for them. */
function beginningOf({ sources }: EvaluationPlan): PlanLocation {
  return { file: Object.keys(sources)[0] ?? '', span: [0, 0] };
}
