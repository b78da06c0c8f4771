/** When freezes hold: windows on the wall clock of a zone, made into sorted edges and searched by bisection. */
export type { Calendars, Span } from './calendars.ts';
export { expand, localTime } from './expand.ts';
export { TimeIndex } from './time-index.ts';
export { freezeAt, nextFree, type Period, type Standing, Timetable, timetableOf } from './timetable.ts';
export { Zone, zoneOf } from './zone.ts';
