/** Records: the table `records`. A deleted one keeps its row, without a value, so that its versions go on counting. */
import type { Json } from '../../plan/audit.ts';
import { canonicalJson } from '../../plan/canonical-json.ts';
import { StoreFailure } from '../failure.ts';
import type { CommitRefusal, RecordWrite, StoredRecord } from '../ports/stores.ts';
import { keyText, numberIn, textIn } from './cells.ts';
import type { Row, Session } from './database.ts';

const COLUMNS = 'key, version, value, changed_at';

export async function readRecord(session: Session, key: string): Promise<StoredRecord | undefined> {
  const [row] = await session.all(
    `SELECT ${COLUMNS} FROM records WHERE key = ? AND value IS NOT NULL`,
    keyText(key),
  );
  return row && recordIn(row);
}

export async function listRecords(session: Session, prefix: string): Promise<readonly StoredRecord[]> {
  const rows = await session.all(
    `SELECT ${COLUMNS} FROM records WHERE key >= ? AND key < ? AND value IS NOT NULL ORDER BY key`,
    keyText(prefix),
    `${prefix}\u{10FFFF}`,
  );
  return rows.map(recordIn);
}

/** The first write whose record is not at the version that it expects. */
export async function versionConflict(
  session: Session,
  writes: readonly RecordWrite[],
): Promise<CommitRefusal | undefined> {
  if (new Set(writes.map(({ key }) => key)).size < writes.length)
    throw new StoreFailure('one commit writes the same record twice');
  for (const { key, version: expected } of writes) {
    const version = (await readRecord(session, key))?.version ?? 0;
    if (version !== expected) return { kind: 'version', key, version };
  }
  return undefined;
}

/** After `versionConflict` found none. */
export async function writeRecord(session: Session, { key, value }: RecordWrite): Promise<void> {
  await session.run(
    `INSERT INTO records (key, version, value, changed_at) VALUES (?, 1, ?, ?)
     ON CONFLICT (key) DO UPDATE
     SET version = records.version + 1, value = excluded.value, changed_at = excluded.changed_at`,
    key,
    value === undefined ? null : canonicalJson(value),
    session.now,
  );
}

function recordIn(row: Row): StoredRecord {
  return {
    key: textIn(row, 'key'),
    version: numberIn(row, 'version'),
    value: jsonIn(row),
    changedAt: numberIn(row, 'changed_at'),
  };
}

function jsonIn(row: Row): Json {
  try {
    return JSON.parse(textIn(row, 'value')) as Json;
  } catch (error) {
    throw new StoreFailure(`the store is damaged: the record \`${textIn(row, 'key')}\` is not JSON`, {
      cause: error,
    });
  }
}
