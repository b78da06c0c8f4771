/** How fast the audit is checked: in memory, as an export, and in the stores. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { verifyAudit } from '../src/app/index.ts';
import { EMPTY_HEAD } from '../src/plan/audit.ts';
import { Chain } from '../src/runtime/host/audit-chain.ts';
import { lineOf } from '../src/runtime/host/audit-lines.ts';
import type { StoredEntry } from '../src/runtime/ports/stores.ts';
import { openSqliteStore } from '../src/runtime/stores/sqlite/store.ts';
import { sampleDraft, sampleLog } from '../tests/support/audit-log.ts';
import { hostIn } from '../tests/support/host.ts';
import { type Bar, median, spreadOf, type Suite } from './harness.ts';

const ENTRIES = 100_000;
const AT_ONCE = 1_000;
const ROUNDS = 9;
/** Milliseconds: 100,000 entries in a second. */
const MOST = 1_000;

export const suite: Suite = {
  title: 'Audit',
  about: `Following a chain of ${ENTRIES.toLocaleString('en-US')} entries, as decisions and what goes with them leave them: its links alone, as an export in JSON lines, and in a file store, from which it is read too. In time of the processor.`,
  packages: [],
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'sentinel-bench-'));
    try {
      return await verification(folder);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

async function verification(folder: string): Promise<readonly Bar[]> {
  const file = join(folder, 'audit.jsonl');
  const database = join(folder, 'state.db');
  const entries = sampleLog(ENTRIES);
  await writeFile(file, entries.map((entry) => `${lineOf(entry)}\n`).join(''));
  await fill(database);
  const bytes = entries.reduce((sum, { text }) => sum + text.length, 0);
  console.log(`  ${Math.round(bytes / ENTRIES)} bytes an entry`);
  const request = { anchors: [], progress: () => undefined, signal: new AbortController().signal };
  const host = hostIn(folder);
  const held = ({ entries: count, ok }: { readonly entries: number; readonly ok: boolean }) => {
    if (!ok || count !== ENTRIES) throw new Error('the chain does not hold');
  };
  const works = new Map<string, () => unknown>([
    ['links alone', () => held(linked(entries))],
    ['an export', async () => held(await verifyAudit({ ...request, file }, host))],
    ['a file store', async () => held(await verifyAudit({ ...request, store: `sqlite:${database}` }, host))],
  ]);
  const bars: Bar[] = [];
  for (const [name, work] of works) {
    const samples: number[] = [];
    for (let round = 0; round < ROUNDS; round++) samples.push(await processorTime(work));
    const value = median(samples);
    console.log(`  ${name}: ${Math.round((ENTRIES / value) * 1e3).toLocaleString('en-US')} entries/s`);
    bars.push({ name, value, spread: spreadOf(samples), unit: 'ms', atMost: MOST });
  }
  return bars;
}

/** Milliseconds of the processor: nothing here waits, and whatever else the machine does is not counted. */
async function processorTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e3;
}

function linked(entries: readonly StoredEntry[]) {
  const chain = new Chain(EMPTY_HEAD);
  for (const entry of entries) chain.follow(entry);
  const { entries: count, firstBad } = chain.end();
  return { entries: count, ok: firstBad === undefined };
}

async function fill(database: string): Promise<void> {
  const store = await openSqliteStore(database, { create: true });
  for (let i = 0; i < ENTRIES; i += AT_ONCE)
    await store.commit({ audit: Array.from({ length: AT_ONCE }, (_, j) => sampleDraft(i + j)) });
  await store.close();
}
