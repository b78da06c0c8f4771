/** `calendar`: when releases are frozen in the coming time, and when the next one may start. */
import { dirname } from 'node:path';
import { diagnostic, type Diagnostic } from '../plan/diagnostic.ts';
import type { EvaluationPlan } from '../plan/plan.ts';
import { isUnknown, type Known, unknown } from '../plan/value.ts';
import type { Freeze, IncidentFreeze } from '../plan/window.ts';
import { loadCalendars } from '../runtime/calendars/index.ts';
import { concerns, INCIDENT_PREFIX, incidentOf } from '../runtime/core/incident.ts';
import { nextFreeSlot, type TimedFreeze } from '../runtime/core/next-free.ts';
import { type Span, type Timetable, timetableOf, zoneOf } from '../runtime/core/time/index.ts';
import { windowText } from '../runtime/core/window-text.ts';
import { StoreFailure } from '../runtime/failure.ts';
import { calendarDays, monthsAround } from './calendar-days.ts';
import { checkEnvironment } from './context/environments.ts';
import type { Host } from './host.ts';
import { findPolicy, loadValidPolicy, treeOf } from './policy/loader.ts';
import { loadOperatorConfig } from './config/operator.ts';
import type { CalendarFreeze, CalendarReport, FrozenPeriod, NextFreeSlot } from './report.ts';
import type { CalendarRequest } from './requests.ts';
import { mayHaveStore } from './store/address.ts';
import { type StoreAccess, storesFor } from './store/stores.ts';
import { comingInstant, instantGiven } from './when.ts';

const DAY = 86_400_000;
const USUAL_WEEKS = 4;

/** How far is looked beyond the asked time, for the ends of what reaches out of it. */
const BEYOND = 400 * DAY;

export async function calendar(request: CalendarRequest, host: Host): Promise<CalendarReport> {
  const path = findPolicy(host.cwd, request.policy);
  const policy = await loadValidPolicy({ ...request, policy: path }, host);
  const { plan } = policy;
  const { env } = request;
  if (env !== undefined) checkEnvironment(plan, env);

  const now = startOf(request, host);
  const timezone = commonZone(plan.freezes);
  const asked: Span = [now, endOf(request, now)];
  const range = request.view === 'month' ? monthsAround(asked, timezone) : asked;

  const root = dirname(path);
  const calendars = await loadCalendars(plan.freezes, {
    root,
    clock: host.clock,
    signal: request.signal,
    offline: request.untrusted ?? false,
  });
  const timed = plan.freezes
    .filter(({ environments }) => env === undefined || (environments?.includes(env) ?? true))
    .map((freeze) => ({ freeze, timetable: timetableOf(freeze, calendars) }));
  const { incidents, diagnostics } = await incidentsIn(root, request, host);
  const shown = incidents.filter((incident) => mayConcern(incident, plan, env));

  const freezes = [
    ...timed.map(({ freeze, timetable }) => describe(freeze, timetable, { plan, range })),
    ...shown.map((incident) => describeIncident(incident, range)),
  ].filter(({ times }) => isUnknown(times) || times.length > 0);
  return {
    policy: { name: plan.policy, file: policy.file },
    ...(env !== undefined && { environment: env }),
    now,
    from: range[0],
    until: range[1],
    timezone,
    freezes,
    ...(request.view === 'month' && { days: calendarDays(freezes, range, timezone) }),
    nextFree: (env === undefined ? everyEnvironment(plan) : [env]).map((one) =>
      nextFreeIn(
        one,
        plan.mode === 'shadow' ? [] : timed.filter(({ freeze }) => stopsStarts(freeze, one)),
        diagnostics.length > 0 ? undefined : incidents.filter((incident) => mayConcern(incident, plan, one)),
        now,
      ),
    ),
    diagnostics: [...policy.diagnostics, ...diagnostics],
    sources: new Map([[policy.file, policy.text]]),
  };
}

/** A policy without environments has one that has no name. */
function everyEnvironment({ environments }: EvaluationPlan): readonly (string | undefined)[] {
  return environments.length > 0 ? environments : [undefined];
}

function startOf({ at }: CalendarRequest, { clock }: Host): number {
  return at === undefined ? clock.now() : instantGiven(at);
}

function endOf({ until, weeks }: CalendarRequest, now: number): number {
  return until === undefined ? now + (weeks ?? USUAL_WEEKS) * 7 * DAY : comingInstant(until, now);
}

/** The zone that most freezes name. */
function commonZone(freezes: readonly Freeze[]): string {
  const counts = new Map<string, number>();
  for (const { timezone } of freezes) counts.set(timezone, (counts.get(timezone) ?? 0) + 1);
  const [first] = [...counts].toSorted(([, a], [, b]) => b - a);
  return first?.[0] ?? 'UTC';
}

function stopsStarts({ mode, blocks, environments }: Freeze, env: string | undefined): boolean {
  const isHere = env === undefined || (environments?.includes(env) ?? true);
  return mode === 'enforce' && blocks.includes('start') && isHere;
}

function mayConcern(incident: IncidentFreeze, { policy }: EvaluationPlan, env: string | undefined): boolean {
  const field = (name: string) => (name === 'env' && env !== undefined ? env : unknown('not given'));
  return concerns(incident, policy, field);
}

/** Stops made by hand, of a store that is there or is named; a diagnostic where they are not to be had. */
async function incidentsIn(
  root: string,
  request: CalendarRequest,
  host: Host,
): Promise<{ readonly incidents: readonly IncidentFreeze[]; readonly diagnostics: readonly Diagnostic[] }> {
  const none = { incidents: [], diagnostics: [] };
  if (request.untrusted) return none;
  const operator = await loadOperatorConfig(host, request.config, treeOf(root));
  if (!mayHaveStore(request, operator, root, host)) return none;
  const access = await storesFor({ flags: request, operator, root, records: false }, host);
  try {
    return await readIncidents(access);
  } finally {
    await access.close();
  }
}

async function readIncidents(
  access: StoreAccess,
): Promise<{ readonly incidents: readonly IncidentFreeze[]; readonly diagnostics: readonly Diagnostic[] }> {
  const stores = await access.open();
  if (isUnknown(stores)) return { incidents: [], diagnostics: access.takeDiagnostics() };
  try {
    const now = await stores.state.now();
    const records = await stores.state.list(INCIDENT_PREFIX);
    const incidents = records.map(({ key, value }) => ({ key, incident: incidentOf(value) }));
    return {
      incidents: incidents.flatMap(({ incident }) => (incident && incident.until > now ? [incident] : [])),
      diagnostics: incidents.flatMap(({ key, incident }) =>
        incident
          ? []
          : [diagnostic('SEN2402', `the record \`${key}\` of the store is no freeze that can be read`)],
      ),
    };
  } catch (error) {
    if (error instanceof StoreFailure)
      return { incidents: [], diagnostics: [diagnostic('SEN2402', `the store is lost: ${error.message}`)] };
    throw error;
  }
}

function describe(
  freeze: Freeze,
  timetable: Known<Timetable>,
  { plan, range }: { readonly plan: EvaluationPlan; readonly range: Span },
): CalendarFreeze {
  const { name, timezone, environments, reason, blocks, when, except, location } = freeze;
  const textOf = ({ span: [start, end] }: { readonly span: Span }) =>
    (plan.sources[location.file] ?? '').slice(start, end);
  return {
    kind: 'freeze',
    name,
    mode: plan.mode === 'shadow' ? 'shadow' : freeze.mode,
    timezone,
    blocks,
    window: windowText(freeze),
    ...(environments && { environments }),
    ...(reason !== undefined && { reason }),
    ...(when && { when: textOf(when) }),
    ...(except && { except: textOf(except) }),
    times: isUnknown(timetable) ? timetable : periodsOf(timetable, timezone, range),
  };
}

function describeIncident(
  { id, scope, from, until, reason, actor }: IncidentFreeze,
  range: Span,
): CalendarFreeze {
  const { env } = scope;
  return {
    kind: 'incident',
    name: `incident ${id}`,
    mode: 'enforce',
    timezone: 'UTC',
    blocks: ['start', 'promote'],
    ...(env !== undefined && { environments: [env] }),
    reason: `${reason} (${actor})`,
    times: from < range[1] && until > range[0] ? [periodOf([from, until], 'UTC')] : [],
  };
}

/** Those that touch the range, whole; without an edge where none is foreseen. */
function periodsOf(
  timetable: Timetable,
  timezone: string,
  [from, until]: Span,
): Known<readonly FrozenPeriod[]> {
  const index = timetable.over([from - BEYOND, until + BEYOND]);
  if (isUnknown(index)) return index;
  const [first, last] = index.foreseen;
  return index.spans
    .filter(([start, end]) => start < until && end > from)
    .map(([start, end]) =>
      periodOf([start === first ? undefined : start, end === last ? undefined : end], timezone),
    );
}

function periodOf(
  [from, until]: readonly [number | undefined, number | undefined],
  timezone: string,
): FrozenPeriod {
  const local = (instant: number) => zoneOf(timezone)?.localAt(instant) ?? instant;
  return {
    ...(from !== undefined && { from, localFrom: local(from) }),
    ...(until !== undefined && { until, localUntil: local(until) }),
  };
}

/** `stops` is undefined where they are not known. */
function nextFreeIn(
  environment: string | undefined,
  timed: readonly { readonly freeze: Freeze; readonly timetable: Known<Timetable> }[],
  stops: readonly IncidentFreeze[] | undefined,
  now: number,
): NextFreeSlot {
  const known: TimedFreeze[] = [];
  const unread: string[] = [];
  for (const { freeze, timetable } of timed)
    if (isUnknown(timetable) || isUnknown(timetable.at(now))) unread.push(`\`${freeze.name}\``);
    else known.push({ timezone: freeze.timezone, timetable });
  const [missing] = [...unread.slice(0, 1), ...(stops ? [] : ['the stops made by hand'])];
  return {
    ...(environment !== undefined && { environment }),
    slot:
      missing === undefined
        ? nextFreeSlot(known, stops ?? [], now)
        : unknown(`the times of ${missing} are not known`),
  };
}
