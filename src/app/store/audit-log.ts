/** Going through a log of the audit, in a store or in a file. */
import { resolve } from 'node:path';
import type { AuditHead } from '../../plan/audit.ts';
import type { StateStore } from '../../runtime/ports/stores.ts';
import {
  Chain,
  type ChainedText,
  type ChainReport,
  PRUNED,
  type UnhashedEntry,
} from '../../runtime/host/audit-chain.ts';
import { entryOfLine } from '../../runtime/host/audit-lines.ts';
import { linesOf } from '../../runtime/host/lines.ts';
import type { Host } from '../host.ts';
import { refuse } from '../refusal.ts';
import type { KeeperRequest } from '../requests.ts';

/** Entries that are read at once. */
const PAGE = 1_000;

type Watch = Pick<KeeperRequest, 'progress' | 'signal'>;

/** `entry` is absent where the text is none. */
export type EntryListener = (stored: ChainedText, entry: UnhashedEntry | undefined) => void;

/** Follows the log of a store. Whether it begins where it says that it was pruned is a part of that. */
export async function followStore(
  store: StateStore,
  { progress, signal }: Watch,
  listener: EntryListener,
  anchors: readonly AuditHead[] = [],
): Promise<ChainReport> {
  const from = await store.checkpoint();
  const chain = new Chain(from, anchors);
  let isTold = from.seq === 0;
  let done = 0;
  for (let page = await store.entriesAfter(from.seq, PAGE); page.length > 0;) {
    signal.throwIfAborted();
    for (const stored of page) {
      const entry = chain.follow(stored);
      isTold ||= entry?.type === PRUNED && isHead(entry.to, from);
      listener(stored, entry);
    }
    progress((done += page.length));
    page = await store.entriesAfter(page.at(-1)?.seq ?? 0, PAGE);
  }
  const report = chain.end();
  if (isTold || report.firstBad) return report;
  return {
    ...report,
    firstBad: {
      seq: from.seq + 1,
      why: 'the log begins with it, and no entry says that those before were pruned',
    },
  };
}

function isHead(value: unknown, { seq, hash }: AuditHead): boolean {
  const head = value as Partial<AuditHead> | undefined;
  return head?.seq === seq && head.hash === hash;
}

/** Follows exported lines, from wherever they begin. */
export async function followFile(
  file: string,
  { cwd }: Host,
  { progress, signal }: Watch,
  anchors: readonly AuditHead[],
): Promise<ChainReport> {
  const chain = new Chain(undefined, anchors);
  let done = 0;
  try {
    for await (const line of linesOf(resolve(cwd, file))) {
      // A line that is none has no hash that could fit.
      chain.follow(entryOfLine(line) ?? { text: line, hash: '' });
      if (++done % PAGE > 0) continue;
      signal.throwIfAborted();
      progress(done);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    refuse('SEN2011', `\`${file}\` cannot be read (${code})`);
  }
  return chain.end();
}
