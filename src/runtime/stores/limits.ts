/**
 * Limits: the table `admissions` holds one row an admission, and `limits` for each key the longest time for which it was
 * ever asked: so long its rows are kept, and at most twice as long. A key whose rows have all left their windows goes with
 * them.
 */
import { StoreFailure } from '../failure.ts';
import type { LimitRequest, LimitState } from '../ports/stores.ts';
import { after, keyText, numberIn, only } from './cells.ts';
import type { Session } from './database.ts';

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

/**
 * Consumes one of each limit that `id` has not consumed yet, if all of those admit. Undefined when it did, else the states
 * that stood against it.
 */
export async function consume(
  session: Session,
  id: string,
  limits: readonly LimitRequest[],
): Promise<readonly LimitState[] | undefined> {
  const states = await limitStates(session, limits);
  const missing: LimitRequest[] = [];
  for (const [i, limit] of limits.entries()) {
    if (await isCounted(session, keyText(id), limit)) continue;
    if (states[i]?.rates.some(({ left }) => left === 0)) return states;
    missing.push(limit);
  }
  for (const limit of missing) await count(session, id, limit);
  return undefined;
}

type Rate = LimitRequest['rates'][number];

/** With as many admissions as are allowed, or more, the next one waits until only `count` - 1 are left in the window. */
async function rateState(session: Session, key: string, rate: Rate): Promise<LimitState['rates'][number]> {
  const { count, per } = rate;
  if (!Number.isSafeInteger(per) || per < 1 || !Number.isSafeInteger(count) || count < 1)
    throw new StoreFailure('a rate has a count and a time of 1 or more');
  const inside = [key, session.now - per] as const;
  const counted = await session.all(
    'SELECT count(*) AS used FROM admissions WHERE key = ? AND at > ?',
    ...inside,
  );
  const used = numberIn(only(counted, 'count of admissions'), 'used');
  if (used < count) return { count, per, left: count - used };
  const leaving = await session.all(
    'SELECT at FROM admissions WHERE key = ? AND at > ? ORDER BY at DESC LIMIT 1 OFFSET ?',
    ...inside,
    count - 1,
  );
  return { count, per, left: 0, next: after(numberIn(only(leaving, 'admission'), 'at'), per) };
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

function longestOf({ rates }: LimitRequest): number {
  return Math.max(0, ...rates.map(({ per }) => per));
}

async function count(session: Session, id: string, limit: LimitRequest): Promise<void> {
  await keep(session, limit);
  // Two limits of one start may be counted under one key.
  await session.run(
    'INSERT INTO admissions (key, at, id) VALUES (?, ?, ?) ON CONFLICT (key, at, id) DO NOTHING',
    limit.key,
    session.now,
    id,
  );
}

/**
 * Sees to it that the key is kept until what is admitted now has left every window. What has left is cleared away when that
 * must be put off: once in the time of the limit, and not with every admission.
 */
async function keep(session: Session, limit: LimitRequest): Promise<void> {
  const { key } = limit;
  const [row] = await session.all('SELECT horizon, until FROM limits WHERE key = ?', key);
  const horizon = Math.max(row ? numberIn(row, 'horizon') : 0, longestOf(limit));
  if (row && numberIn(row, 'until') >= after(session.now, horizon)) return;
  await clearAway(session);
  await session.run('DELETE FROM admissions WHERE key = ? AND at <= ?', key, session.now - horizon);
  await session.run(
    `INSERT INTO limits (key, horizon, until) VALUES (?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET horizon = excluded.horizon, until = excluded.until`,
    key,
    horizon,
    after(session.now, 2 * horizon),
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
