/** Leases: the table `leases`. A row stays when its lease ends, so that epochs only ever grow. */
import { StoreFailure } from '../failure.ts';
import type { CommitRefusal, Fence, LeaseHolder, LeaseOutcome } from '../ports/stores.ts';
import { after, keyText, numberIn, only, textIn } from './cells.ts';
import type { Session } from './database.ts';

/** Who holds it now; nobody once it has run out. */
export async function currentHolder(session: Session, lease: string): Promise<LeaseHolder | undefined> {
  const [row] = await session.all(
    'SELECT holder, epoch, since, until FROM leases WHERE name = ? AND until > ?',
    keyText(lease),
    session.now,
  );
  return (
    row && {
      holder: textIn(row, 'holder'),
      epoch: numberIn(row, 'epoch'),
      since: numberIn(row, 'since'),
      until: numberIn(row, 'until'),
    }
  );
}

export async function acquireLease(
  session: Session,
  lease: string,
  holder: string,
  ttl: number,
): Promise<LeaseOutcome> {
  const current = await currentHolder(session, lease);
  if (current && current.holder !== keyText(holder)) return { acquired: false, heldBy: current };
  const since = session.now;
  const until = end(since, ttl);
  await session.run(
    `INSERT INTO leases (name, epoch, holder, since, until) VALUES (?, 1, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE
     SET epoch = leases.epoch + 1, holder = excluded.holder, since = excluded.since, until = excluded.until`,
    lease,
    holder,
    since,
    until,
  );
  const row = only(await session.all('SELECT epoch FROM leases WHERE name = ?', lease), 'lease');
  return { acquired: true, lease: { holder, epoch: numberIn(row, 'epoch'), since, until } };
}

export async function renewLease(session: Session, fence: Fence, ttl: number): Promise<boolean> {
  if (await fenceConflict(session, fence)) return false;
  await session.run('UPDATE leases SET until = ? WHERE name = ?', end(session.now, ttl), fence.lease);
  return true;
}

export async function releaseLease(session: Session, fence: Fence): Promise<void> {
  if (!(await fenceConflict(session, fence)))
    await session.run('UPDATE leases SET until = ? WHERE name = ?', session.now, fence.lease);
}

export async function fenceConflict(
  session: Session,
  { lease, epoch }: Fence,
): Promise<CommitRefusal | undefined> {
  const holder = await currentHolder(session, lease);
  return holder?.epoch === epoch ? undefined : { kind: 'fence', lease, ...(holder && { holder }) };
}

function end(since: number, ttl: number): number {
  if (!Number.isSafeInteger(ttl) || ttl < 1) throw new StoreFailure('a lease lasts a millisecond at least');
  return after(since, ttl);
}
