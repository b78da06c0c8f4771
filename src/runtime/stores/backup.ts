/** The whole content of a store, out to a file and in again. */
import type { AuditHead } from '../../plan/audit.ts';
import { StoreFailure } from '../failure.ts';
import type { Progress, RestoreTerms } from '../ports/stores.ts';
import {
  type BackupContent,
  type BackupHead,
  type BackupRow,
  backupRows,
  knowsHead,
  verifyBackup,
  writeBackup,
} from './backup-file.ts';
import { numberIn, only, textIn } from './cells.ts';
import type { Cell, Database, Row, Session } from './database.ts';
import { append, checkpointOf, headOf } from './log.ts';

interface Table {
  readonly columns: readonly string[];
  /** How many of the first columns tell its rows apart. */
  readonly key: number;
}

/** In the order in which they can be filled. */
const tables: ReadonlyMap<string, Table> = new Map([
  ['records', { columns: ['key', 'version', 'value', 'changed_at'], key: 1 }],
  ['leases', { columns: ['name', 'epoch', 'holder', 'since', 'until'], key: 1 }],
  ['entries', { columns: ['seq', 'text', 'hash'], key: 1 }],
  ['limits', { columns: ['key', 'horizon', 'until'], key: 1 }],
  ['admissions', { columns: ['key', 'at', 'id'], key: 3 }],
]);

/** Rows that are read at once. */
const PAGE = 500;

/**
 * Added to every epoch that is restored. After the backup the lost store gave out more of them, and no lease may get one
 * of those a second time.
 */
const EPOCHS_LOST = 1_000_000;

/** One state of the store, written durably to a new file that only its owner may read. */
export function backup(database: Database, to: string, progress?: Progress): Promise<void> {
  return filesTold(to, () =>
    database.read(async (session) =>
      writeBackup(to, await backupHead(session), counted(rowsOf(session), progress)),
    ),
  );
}

/** Everything that is in the store is replaced, or nothing. See `ManagedStore.restoreFrom`. */
export function restore(database: Database, from: string, terms?: RestoreTerms): Promise<void> {
  return filesTold(from, async () => {
    const head = await verifyBackup(from);
    await database.write(async (session) => {
      await requireIdle(session);
      if (terms) await requireHead(session, terms.onto);
      const clock = Math.max(head.clock, session.now);
      const epochs = await session.all('SELECT name, epoch FROM leases');
      for (const table of [...tables.keys()].toReversed()) await session.run(`DELETE FROM ${table}`);
      await session.run(
        'UPDATE store SET created_at = ?, clock = ?, checkpoint_seq = ?, checkpoint_hash = ?',
        head.createdAt,
        clock,
        head.checkpoint.seq,
        head.checkpoint.hash,
      );
      for await (const [table, ...cells] of counted(backupRows(from), terms?.progress))
        await session.run(insertion(table), ...cells);
      await session.run('UPDATE leases SET until = 0, epoch = epoch + ?', EPOCHS_LOST);
      await keepEpochs(session, epochs);
      if (terms) await append(session, [terms.entry], clock);
    });
  });
}

/** Of a backup, once it is found to be whole; `knows`: its audit holds this head of another store. */
export function inspectBackup(
  file: string,
  head: AuditHead,
): Promise<BackupContent & { readonly knows: boolean }> {
  return filesTold(file, async () => {
    const content = await verifyBackup(file);
    return { ...content, knows: await knowsHead(file, content, head) };
  });
}

async function backupHead(session: Session): Promise<BackupHead> {
  const row = only(await session.all('SELECT created_at FROM store'), 'row of its own');
  return {
    createdAt: numberIn(row, 'created_at'),
    clock: session.now,
    checkpoint: await checkpointOf(session),
  };
}

async function* counted(
  rows: AsyncIterable<BackupRow>,
  progress: Progress = () => undefined,
): AsyncGenerator<BackupRow> {
  let count = 0;
  for await (const row of rows) {
    yield row;
    if (++count % PAGE === 0) progress(count);
  }
}

async function* rowsOf(session: Session): AsyncGenerator<BackupRow> {
  for (const [name, { columns, key }] of tables) {
    const select = `SELECT ${columns.join(', ')} FROM ${name}`;
    const order = columns.slice(0, key).join(', ');
    const beyond = `WHERE (${order}) > (${Array(key).fill('?').join(', ')})`;
    let page = await session.all(`${select} ORDER BY ${order} LIMIT ${PAGE}`);
    for (let last = page.at(-1); last; last = page.at(-1)) {
      for (const row of page) yield [name, ...cellsOf(row, columns)];
      const after = cellsOf(last, columns.slice(0, key));
      page = await session.all(`${select} ${beyond} ORDER BY ${order} LIMIT ${PAGE}`, ...after);
    }
  }
}

function cellsOf(row: Row, columns: readonly string[]): readonly Cell[] {
  return columns.map((column) => row[column] ?? null);
}

/** A row of a table that this version does not know would be lost without a word. */
function insertion(name: string): string {
  const table = tables.get(name);
  if (!table) throw new StoreFailure(`the backup has a table \`${name}\`, which this sentinel does not know`);
  const marks = table.columns.map(() => '?').join(', ');
  return `INSERT INTO ${name} (${table.columns.join(', ')}) VALUES (${marks})`;
}

async function requireIdle(session: Session): Promise<void> {
  const [held] = await session.all(
    'SELECT name, holder FROM leases WHERE until > ? ORDER BY name LIMIT 1',
    session.now,
  );
  if (held)
    throw new StoreFailure(
      `nothing is restored while \`${textIn(held, 'holder')}\` is at work on \`${textIn(held, 'name')}\``,
    );
}

/** What somebody decided about the store must still be so. */
async function requireHead(session: Session, expected: AuditHead): Promise<void> {
  const head = await headOf(session);
  if (head.seq !== expected.seq || head.hash !== expected.hash)
    throw new StoreFailure('nothing is restored, as the store was written to meanwhile');
}

/** Of leases that the store knew beside, or later than, the backup. */
async function keepEpochs(session: Session, before: readonly Row[]): Promise<void> {
  for (const row of before)
    await session.run(
      `INSERT INTO leases (name, epoch, holder, since, until) VALUES (?, ?, '', 0, 0)
       ON CONFLICT (name) DO UPDATE
       SET epoch = CASE WHEN leases.epoch > excluded.epoch THEN leases.epoch ELSE excluded.epoch END`,
      textIn(row, 'name'),
      numberIn(row, 'epoch'),
    );
}

async function filesTold<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof StoreFailure) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new StoreFailure(`\`${file}\`: ${code ?? String(error)}`, { cause: error });
  }
}
