/**
 * Limits: the table `admissions` holds one row an admission, and `limits` for each key the longest time for which it was
 * ever asked: so long its rows are kept. A key whose rows have all left their windows goes with them.
 */
import { StoreFailure } from '../failure.ts';
import type { LimitRequest, LimitState } from '../ports/stores.ts';
import { after, keyText, numberIn } from './cells.ts';
import type { Session } from './database.ts';

export interface Admission {
  readonly admitted: boolean;
  readonly states: readonly LimitState[];
}

/** How many keys that nobody asks for any more one admission clears away. */
const CLEARED = 16;

export async function limitStates(
  session: Session,
  limits: readonly LimitRequest[],
): Promise<readonly LimitState[]> {
  const states: LimitState[] = [];
  for (const { key, rates } of limits) {
    const shown: LimitState['rates'][number][] = [];
    for (const rate of rates) shown.push(await rateState(session, keyText(key), rate));
    states.push({ key, rates: shown });
  }
  return states;
}

/** Consumes one of each limit that `id` has not consumed yet, if all of those admit. */
export async function admit(
  session: Session,
  id: string,
  limits: readonly LimitRequest[],
): Promise<Admission> {
  const states = await limitStates(session, limits);
  const missing: LimitRequest[] = [];
  for (const [i, limit] of limits.entries()) {
    if (await isCounted(session, keyText(id), limit)) continue;
    if (states[i]?.rates.some(({ left }) => left === 0)) return { admitted: false, states };
    missing.push(limit);
  }
  if (missing.length === 0) return { admitted: true, states };
  await clearAway(session);
  for (const limit of missing) await count(session, id, limit);
  return { admitted: true, states: await limitStates(session, limits) };
}

type Rate = LimitRequest['rates'][number];

/** With as many admissions as are allowed, or more, the next one waits until only `count` - 1 are left in the window. */
async function rateState(session: Session, key: string, rate: Rate): Promise<LimitState['rates'][number]> {
  const { count, per } = rate;
  if (!Number.isSafeInteger(per) || per < 1 || !Number.isSafeInteger(count) || count < 1)
    throw new StoreFailure('a rate has a count and a time of 1 or more');
  const opened = session.now - per;
  const [oldest] = await session.all(
    'SELECT at FROM admissions WHERE key = ? AND at > ? ORDER BY at DESC LIMIT 1 OFFSET ?',
    key,
    opened,
    count - 1,
  );
  if (oldest) return { count, per, left: 0, next: after(numberIn(oldest, 'at'), per) };
  const [row] = await session.all(
    'SELECT count(*) AS used FROM admissions WHERE key = ? AND at > ?',
    key,
    opened,
  );
  return { count, per, left: count - (row ? numberIn(row, 'used') : 0) };
}

async function isCounted(session: Session, id: string, limit: LimitRequest): Promise<boolean> {
  const [row] = await session.all(
    'SELECT at FROM admissions WHERE key = ? AND id = ? AND at > ?',
    limit.key,
    id,
    session.now - longestOf(limit),
  );
  return row !== undefined;
}

/** The longest time asked of this limit, now or before. */
async function horizonOf(session: Session, limit: LimitRequest): Promise<number> {
  const [row] = await session.all('SELECT horizon FROM limits WHERE key = ?', limit.key);
  return Math.max(row ? numberIn(row, 'horizon') : 0, longestOf(limit));
}

function longestOf({ rates }: LimitRequest): number {
  return Math.max(0, ...rates.map(({ per }) => per));
}

async function count(session: Session, id: string, limit: LimitRequest): Promise<void> {
  const { key } = limit;
  const horizon = await horizonOf(session, limit);
  await session.run('DELETE FROM admissions WHERE key = ? AND at <= ?', key, session.now - horizon);
  await session.run(
    `INSERT INTO limits (key, horizon, until) VALUES (?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET horizon = excluded.horizon, until = excluded.until`,
    key,
    horizon,
    after(session.now, horizon),
  );
  // Two limits of one start may be counted under one key.
  await session.run(
    'INSERT INTO admissions (key, at, id) VALUES (?, ?, ?) ON CONFLICT (key, at, id) DO NOTHING',
    key,
    session.now,
    id,
  );
}

/** Scopes such as a version are asked once and never again; few at a time, so that no admission waits for it. */
async function clearAway(session: Session): Promise<void> {
  const spent = await session.all('SELECT key FROM limits WHERE until <= ? LIMIT ?', session.now, CLEARED);
  for (const { key = null } of spent) {
    await session.run('DELETE FROM admissions WHERE key = ?', key);
    await session.run('DELETE FROM limits WHERE key = ?', key);
  }
}
