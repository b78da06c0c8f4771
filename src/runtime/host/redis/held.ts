/** A connection for as long as its holder lives: opened when it is first needed, and anew where it has ended. */
import { StoreFailure } from '../../failure.ts';
import type { Connection } from './connection.ts';

export class HeldConnection {
  readonly #open: () => Promise<Connection>;
  #connection: Promise<Connection> | undefined;
  #closed = false;

  constructor(open: () => Promise<Connection>) {
    this.#open = open;
  }

  /** Rejects with `StoreFailure`; whoever asks next tries again. */
  async get(): Promise<Connection> {
    const held = this.#connection;
    const connection = await held?.catch(() => undefined);
    if (connection?.open) return connection;
    if (this.#closed) throw new StoreFailure('the store is closed');
    // Of those that find it ended, the first replaces it: another one would be open for ever.
    const current = this.#connection;
    if (current !== undefined && current !== held) return current;
    return (this.#connection = this.#open());
  }

  async close(): Promise<void> {
    this.#closed = true;
    const connection = await this.#connection?.catch(() => undefined);
    connection?.close();
  }
}
