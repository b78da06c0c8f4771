/**
 * A backup: JSON, a value a line. The first line tells of what it is, each further one is a row, and the last one holds
 * how many rows there are and the SHA-256 of all lines before it. It fits every store, whatever kind it was made of.
 */
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { type AuditHead, EMPTY_HEAD } from '../../plan/audit.ts';
import { StoreFailure } from '../failure.ts';
import { Chain, type ChainReport } from '../host/audit-chain.ts';
import { linesOf } from '../host/lines.ts';
import type { Cell } from './database.ts';
import { makeWhole } from './whole-file.ts';

const FORMAT = 1;

export interface BackupHead {
  readonly createdAt: number;
  readonly clock: number;
  readonly checkpoint: AuditHead;
}

/** The name of a table, and the cells of a row in the order of its columns. */
export type BackupRow = readonly [table: string, ...cells: Cell[]];

interface FirstLine extends BackupHead {
  readonly sentinelBackup: number;
}

interface LastLine {
  readonly rows: number;
  readonly sha256: string;
}

/** Refuses to replace a file. */
export async function writeBackup(
  file: string,
  head: BackupHead,
  rows: AsyncIterable<BackupRow>,
): Promise<void> {
  const made = await makeWhole(file, async (draft) => {
    const handle = await open(draft, 'w');
    try {
      const digest = createHash('sha256');
      let count = -1;
      const put = async (value: FirstLine | BackupRow) => {
        const line = `${JSON.stringify(value)}\n`;
        digest.update(line);
        await handle.writeFile(line);
        count++;
      };
      await put({ sentinelBackup: FORMAT, ...head });
      for await (const row of rows) await put(row);
      const last: LastLine = { rows: count, sha256: digest.digest('hex') };
      await handle.writeFile(`${JSON.stringify(last)}\n`);
    } finally {
      await handle.close();
    }
  });
  if (!made) throw new StoreFailure(`\`${file}\` is there already, and is not replaced`);
}

export interface BackupContent extends BackupHead {
  readonly audit: ChainReport;
}

/** Throws `StoreFailure` where a line is missing or changed, or the audit in it does not hold together. */
export async function verifyBackup(file: string): Promise<BackupContent> {
  const digest = createHash('sha256');
  let head: FirstLine | undefined;
  let chain = new Chain(EMPTY_HEAD);
  let last: LastLine | undefined;
  let rows = 0;
  for await (const line of linesOf(file)) {
    const value = jsonOf(line, file);
    if (last) throw damaged(file);
    if (!head) {
      head = firstLine(value, file);
      chain = new Chain(head.checkpoint);
    } else if (Array.isArray(value)) {
      rows++;
      followRow(chain, value as unknown as BackupRow);
    } else last = value as LastLine;
    if (!last) digest.update(`${line}\n`);
  }
  const audit = chain.end();
  if (audit.firstBad)
    throw new StoreFailure(`\`${file}\`: entry ${audit.firstBad.seq} of its audit: ${audit.firstBad.why}`);
  if (!head || last?.rows !== rows || last.sha256 !== digest.digest('hex')) throw damaged(file);
  return { ...head, audit };
}

/** Of a backup that was verified: whether its audit holds this head, which another store has. */
export async function knowsHead(file: string, { checkpoint }: BackupHead, head: AuditHead): Promise<boolean> {
  const chain = new Chain(checkpoint, [head]);
  for await (const row of backupRows(file)) followRow(chain, row);
  return chain.end().firstBad === undefined;
}

function followRow(chain: Chain, [table, seq, text, hash]: BackupRow): void {
  if (table === 'entries') chain.follow({ seq: Number(seq), text: String(text), hash: String(hash) });
}

/** Of a backup that was verified. */
export async function* backupRows(file: string): AsyncGenerator<BackupRow> {
  for await (const line of linesOf(file)) {
    const value: unknown = JSON.parse(line);
    if (Array.isArray(value)) yield value as unknown as BackupRow;
  }
}

function firstLine(value: unknown, file: string): FirstLine {
  const format = (value as Partial<FirstLine> | null)?.sentinelBackup;
  if (typeof format !== 'number') throw new StoreFailure(`\`${file}\` is not a backup of a store`);
  if (format > FORMAT) throw new StoreFailure(`\`${file}\` was written by a newer sentinel: use that one`);
  return value as FirstLine;
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StoreFailure(`\`${file}\` is damaged, or not a backup of a store`, { cause: error });
  }
}

function damaged(file: string): StoreFailure {
  return new StoreFailure(`\`${file}\` is damaged: it is not what was written`);
}
