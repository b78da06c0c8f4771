/**
 * Freezes as a calendar (RFC 5545) to which programs subscribe. An event keeps its identity from one time to the next, so
 * that what is asked for again does not appear twice.
 */
import { createHash } from 'node:crypto';
import type { CalendarFreeze, CalendarReport } from '../../../app/index.ts';
import { programVersion } from '../../../app/index.ts';
import { isUnknown } from '../../../plan/value.ts';
import { inOrder } from './in-order.ts';
import { wordFor } from './legend.ts';

export function calendarIcs(report: CalendarReport): string {
  const { policy, environment, freezes } = report;
  const name = `Freezes of ${policy.name}${environment === undefined ? '' : ` in ${environment}`}`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//Release Sentinel//sentinel ${programVersion()}//EN`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escapeText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...inOrder(freezes).flatMap(([freeze, { from, until }]) => eventLines(freeze, [from, until], report)),
    // What may hold at any time is shown as that.
    ...freezes
      .filter(({ times }) => isUnknown(times))
      .flatMap((freeze) => eventLines(freeze, [undefined, undefined], report)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

/** An edge that is not foreseen is that of the asked time. */
function eventLines(
  freeze: CalendarFreeze,
  [from, until]: readonly [number | undefined, number | undefined],
  report: CalendarReport,
): readonly string[] {
  const { name, kind, environments, reason, times } = freeze;
  const where = environments ? ` (${environments.join(', ')})` : '';
  const why = [
    ...(isUnknown(times) ? [`Its times are unknown, so it holds: ${times.reason}`] : []),
    ...(reason === undefined ? [] : [reason]),
    ...(freeze.blocks.length === 1 ? [`It stops ${wordFor(freeze.blocks)} only.`] : []),
    ...(freeze.mode === 'shadow' ? ['It is in shadow mode and stops nothing.'] : []),
    ...(freeze.when === undefined ? [] : [`When: ${freeze.when}`]),
    ...(freeze.except === undefined ? [] : [`Except: ${freeze.except}`]),
  ];
  const identity = createHash('sha256')
    .update(JSON.stringify([report.policy.name, kind, name, from ?? null]))
    .digest('hex');
  return [
    'BEGIN:VEVENT',
    `UID:${identity.slice(0, 32)}@release-sentinel`,
    `DTSTAMP:${stamp(report.now)}`,
    `DTSTART:${stamp(from ?? report.from)}`,
    `DTEND:${stamp(until ?? report.until)}`,
    `SUMMARY:${escapeText(`Freeze: ${name}${where}`)}`,
    ...(why.length > 0 ? [`DESCRIPTION:${escapeText(why.join('\n'))}`] : []),
    // Nobody is busy because of it.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** `20261127T050000Z`; a calendar knows no fractions of a second. */
function stamp(instant: number): string {
  return new Date(Math.floor(instant / 1000) * 1000).toISOString().replaceAll(/[-:]|\.000/gu, '');
}

function escapeText(text: string): string {
  return text
    .replaceAll(/[\\;,]/gu, (character) => `\\${character}`)
    .replaceAll(/\r\n|\r|\n/gu, '\\n')
    .replaceAll(/[\0-\x1F\x7F]/gu, ' ');
}

/** At most 75 octets a line, the line break not counted, and no character cut. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
