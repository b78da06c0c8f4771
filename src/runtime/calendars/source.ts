/** Calendars from files beneath the directory of the policy and from web addresses. */
import { formatDuration } from '../../plan/units.ts';
import { type Known, unknown } from '../../plan/value.ts';
import { ProbeFailure } from '../failure.ts';
import { decodeText, openConfined, readOpen } from '../host/files.ts';
import { commandLineRules } from '../host/network/address.ts';
import { NetworkFailure } from '../host/network/failure.ts';
import type { HttpAnswer } from '../host/network/http.ts';
import { parseUrl } from '../host/network/url.ts';
import type { Clock } from '../ports/index.ts';
import { CalendarFailure, readComponents } from './icalendar/components.ts';
import { type CalendarEvent, eventsOf } from './icalendar/events.ts';

export interface SourceOptions {
  /** The directory of the policy. */
  readonly root: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** No connection is opened. */
  readonly offline: boolean;
  /** Files of another version of the directory than the one that lies there; undefined for one that it does not have. */
  readonly read?: (path: string) => Promise<string | undefined>;
}

/** The most that is read of a calendar: years of the busiest one that people keep. */
const MAX_BYTES = 4 * 1024 ** 2;

const TIMEOUT = 10_000;

/** Its text, and since when it is as it is here. */
interface CalendarText {
  readonly text: string;
  readonly since: number;
}

/** The events of a calendar; `maxAge` in milliseconds. Unknown, with the reason, where it is not to be had or too old. */
export async function readEvents(
  source: string,
  maxAge: number,
  options: SourceOptions,
): Promise<Known<readonly CalendarEvent[]>> {
  const remote = /^[a-z][a-z0-9+.-]+:/iu.test(source);
  const name = remote ? `the calendar of ${URL.parse(source)?.host ?? 'this address'}` : `\`${source}\``;
  if (remote && options.offline)
    return unknown(`${name} is not asked: nothing is opened for an untrusted policy`);
  try {
    const { text, since } = await (remote ? fetchText(source, options) : readText(source, options));
    const age = Math.max(0, options.clock.now() - since);
    if (age > maxAge)
      return unknown(
        `${name} is ${formatDuration(age - (age % 1000))} old, more than ${formatDuration(maxAge)}`,
      );
    return eventsOf(readComponents(text));
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof CalendarFailure) return unknown(`${name} cannot be used: ${error.message}`);
    if (error instanceof NetworkFailure || error instanceof ProbeFailure)
      return unknown(`${name} cannot be read: ${error.message}`);
    throw error;
  }
}

/** A file is as old as its last change. */
async function readText(path: string, { root, read, clock }: SourceOptions): Promise<CalendarText> {
  if (read) {
    const text = await read(path);
    if (text === undefined) throw new ProbeFailure('there is no such file');
    return { text, since: clock.now() };
  }
  const file = await openConfined(root, path);
  if (!file) throw new ProbeFailure('there is no such file');
  try {
    const text = decodeText(await readOpen(file.handle, path, MAX_BYTES), path);
    return { text, since: file.stats.mtimeMs };
  } finally {
    await file.handle.close();
  }
}

/**
 * Asked anew for every run, so an answer is as old as whoever stands between says that it is. Nothing is followed: where
 * another address answers, its owner is another.
 */
async function fetchText(address: string, { clock, signal }: SourceOptions): Promise<CalendarText> {
  const { exchange } = await import('../host/network/http.ts');
  const answer = await exchange(
    { url: parseUrl(address), method: 'GET', headers: new Map([['accept', 'text/calendar']]) },
    { timeout: TIMEOUT, maxBody: MAX_BYTES, redirects: 0, tls: {}, rules: commandLineRules, clock, signal },
  );
  if (answer.status >= 300 && answer.status < 400)
    throw new NetworkFailure('the answer is a redirect, which is not followed');
  if (answer.status !== 200) throw new NetworkFailure(`the answer is HTTP ${answer.status}`);
  // A byte order mark is kept by the exchange.
  return { text: answer.body.replace(/^\uFEFF/u, ''), since: clock.now() - ageOf(answer, clock) };
}

/** Milliseconds since the origin gave this answer (RFC 9111 § 4.2.3). */
function ageOf({ headers }: HttpAnswer, clock: Clock): number {
  const told = Number(headers.get('age') ?? 0) * 1000;
  const dated = clock.now() - Date.parse(headers.get('date') ?? '');
  return Math.max(0, Number.isFinite(told) ? told : 0, Number.isFinite(dated) ? dated : 0);
}
