/** `store`: making one, looking at it, its backups, and its move to the schema of a newer program. */
import { resolve } from 'node:path';
import { type Actor, type AuditDraft, EMPTY_HEAD } from '../../plan/audit.ts';
import { formatInstant } from '../../plan/units.ts';
import { StoreFailure, StoreMissing } from '../../runtime/failure.ts';
import type { ManagedStore } from '../../runtime/ports/stores.ts';
import { actorOrRefusal } from '../people/actor.ts';
import { jsonOfHead } from './audit.ts';
import type { Host } from '../host.ts';
import { keptStore, type KeptStore, withStore } from './keeper.ts';
import { createState, openState } from './open-state.ts';
import { lossTold } from './stores.ts';
import { refuse } from '../refusal.ts';
import type {
  BackupReport,
  KeptStoreReport,
  Restoration,
  RestoreReport,
  StoreInitReport,
  StoreMigrateReport,
} from '../report.ts';
import type { BackupRequest, KeeperRequest, RestoreRequest } from '../requests.ts';

/** One that is there stays as it is. */
export async function initStore(request: KeeperRequest, host: Host): Promise<StoreInitReport> {
  const kept = await keptStore(request, host);
  return lossTold(async () => {
    const there = await openIfThere(kept, host);
    const store = there ?? (await createState(kept, kept.root, host));
    try {
      return { ...(await describe(store, kept)), created: there === undefined };
    } finally {
      await store.close();
    }
  });
}

export async function storeInfo(request: KeeperRequest, host: Host): Promise<KeptStoreReport> {
  const kept = await keptStore(request, host);
  return withStore(kept, host, (store) => describe(store, kept));
}

/** The backup is read again before it is reported. */
export async function backupStore(request: BackupRequest, host: Host): Promise<BackupReport> {
  const kept = await keptStore(request, host);
  return withStore(kept, host, (store) =>
    backupTold(request, host, async () => {
      await store.backup(resolve(host.cwd, request.file), request.progress);
      const { knows: _, ...report } = await look(request, kept, host);
      return report;
    }),
  );
}

/**
 * Only forward: a store that holds what the backup does not know of would forget it. It is compared, asked about, and
 * replaced only if nobody wrote to it meanwhile.
 */
export async function restoreStore(request: RestoreRequest, host: Host): Promise<RestoreReport> {
  const kept = await keptStore(request, host);
  const actor = await actorOrRefusal(request.actor, kept.people, host);
  const there = await lossTold(() => openIfThere(kept, host));
  try {
    return await backupTold(request, host, async () => {
      const onto = (await there?.head()) ?? EMPTY_HEAD;
      const { knows, ...backup } = await look(request, kept, host, onto);
      if (!knows) refuseOlder(kept, onto.seq, backup);
      const restoration: Restoration = { ...backup, onto };
      if (!(await request.confirm(restoration))) refuse('SEN2205', 'not confirmed; nothing was done');
      const store = there ?? (await createState(kept, kept.root, host));
      try {
        await store.restoreFrom(resolve(host.cwd, request.file), {
          onto,
          entry: entryOf(restoration, actor),
          progress: request.progress,
        });
        return { ...restoration, restored: await store.head() };
      } finally {
        if (store !== there) await store.close();
      }
    });
  } finally {
    await there?.close();
  }
}

/** A store of a newer program is refused, and stays as it is. */
export async function migrateStore(request: KeeperRequest, host: Host): Promise<StoreMigrateReport> {
  const kept = await keptStore(request, host);
  const { state } = kept;
  return lossTold(async () => {
    const formerVersion =
      state.kind === 'postgresql'
        ? await (await import('../../runtime/stores/postgresql/store.ts')).migratePostgresqlStore(state.url)
        : await (await import('../../runtime/stores/sqlite/store.ts')).migrateSqliteStore(state.path, state);
    return withStore(kept, host, async (store) => ({ ...(await describe(store, kept)), formerVersion }));
  });
}

async function openIfThere({ state }: KeptStore, host: Host): Promise<ManagedStore | undefined> {
  try {
    return await openState(state, host);
  } catch (error) {
    if (error instanceof StoreMissing) return undefined;
    throw error;
  }
}

async function describe(store: ManagedStore, { from }: KeptStore): Promise<KeptStoreReport> {
  return {
    ...(await store.info()),
    from: from ?? 'beside the policy',
    checkpoint: await store.checkpoint(),
    head: await store.head(),
  };
}

/** `knows`: the backup holds the head of the audit that it would replace. */
async function look(
  { file, signal }: BackupRequest,
  { state }: KeptStore,
  { cwd }: Host,
  onto = EMPTY_HEAD,
): Promise<BackupReport & { readonly knows: boolean }> {
  signal.throwIfAborted();
  const { inspectBackup } = await import('../../runtime/stores/backup.ts');
  const { clock, audit, knows } = await inspectBackup(resolve(cwd, file), onto);
  // A log without entries holds nothing that could be forgotten.
  return {
    source: state.shown,
    file,
    madeAt: clock,
    entries: audit.entries,
    head: audit.head,
    knows: knows || onto.seq === 0,
  };
}

function refuseOlder({ state, from }: KeptStore, seq: number, { file, head }: BackupReport): never {
  const away =
    state.kind === 'postgresql'
      ? 'name an empty database'
      : from === undefined
        ? `move \`${state.shown}\` away with the files beside it`
        : 'name another file';
  refuse(
    'SEN2412',
    `\`${file}\` is not restored: its audit, up to entry ${head.seq}, does not hold entry ${seq} of \`${state.shown}\`, which would be forgotten`,
    { help: `to go back to it on purpose, ${away}; what is forgotten shows against an anchor` },
  );
}

function entryOf({ madeAt, head, onto }: Restoration, actor: Actor): AuditDraft {
  return {
    type: 'store.restored',
    actor,
    subject: {},
    from: jsonOfHead(onto),
    to: jsonOfHead(head),
    why: `the backup of ${formatInstant(madeAt)} was restored`,
    reasonCode: 'manual',
  };
}

/** The store may be well: it is the backup that cannot be written, or read, or taken over. */
async function backupTold<T>({ file }: BackupRequest, { cwd }: Host, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    refuse('SEN2412', error.message.replaceAll(resolve(cwd, file), file));
  }
}
