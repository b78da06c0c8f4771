/** Opens the store at an address; the address was chosen before. */
import { SecretText } from '../../plan/secret.ts';
import { StoreFailure } from '../../runtime/failure.ts';
import type { ManagedStore } from '../../runtime/ports/stores.ts';
import type { Host } from '../host.ts';
import { createStateDirectory } from './state-directory.ts';
import type { StoreChoice } from './address.ts';

/** Rejects with `StoreFailure`, and without `create` with `StoreMissing` where there is none. */
export async function openState(
  address: StoreChoice['state'],
  host: Host,
  { create = false } = {},
): Promise<ManagedStore> {
  if (address.kind === 'postgresql') {
    keepSecret(address.url, host);
    const { openPostgresqlStore } = await import('../../runtime/stores/postgresql/store.ts');
    return openPostgresqlStore(address.url, { create });
  }
  const { openSqliteStore } = await import('../../runtime/stores/sqlite/store.ts');
  return openSqliteStore(address.path, { create, shown: address.shown, clock: host.clock });
}

/** Makes it where there is none; a file that nobody named gets its directory too. */
export async function createState(
  { state, from }: StoreChoice,
  root: string,
  host: Host,
): Promise<ManagedStore> {
  if (from === undefined)
    await createStateDirectory(root).catch((error: NodeJS.ErrnoException) => {
      const why = error.code ?? String(error);
      throw new StoreFailure(`\`${state.shown}\`: its directory cannot be created (${why})`, {
        cause: error,
      });
    });
  return openState(state, host, { create: true });
}

/** `url` is one that was chosen, and so can be read. */
export function keepSecret(url: string, { redactor }: Host): void {
  const password = decodeURIComponent(URL.parse(url)?.password ?? '');
  redactor.register(new SecretText('password of the store', password));
}
