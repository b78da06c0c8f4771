/** A connection to a Redis. Whatever goes wrong ends it: an answer that comes late could pass for that of another call. */
import { revealSecret } from '../../../plan/secret.ts';
import { StoreFailure } from '../../failure.ts';
import { networkFailure, timedOut } from '../network/failure.ts';
import { quoted } from '../network/text.ts';
import { placeOf, type RedisAddress } from './address.ts';

/** What is used of the client. */
interface Client {
  connect(): Promise<unknown>;
  sendCommand(command: readonly string[]): Promise<unknown>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  destroy(): void;
}

export interface Connection {
  /** False once it has ended. */
  readonly open: boolean;
  /**
   * The answers to commands that are sent together. Rejects with `StoreFailure`, or with `ErrorAnswer` when the server
   * answers one of them so.
   */
  send(commands: readonly (readonly string[])[]): Promise<readonly unknown[]>;
  close(): void;
}

/** The server's own refusal: `NOSCRIPT No matching script…`. */
export class ErrorAnswer extends StoreFailure {
  /** `NOSCRIPT`. */
  readonly code: string;

  constructor(code: string, text: string, options?: ErrorOptions) {
    super(`the server answers: ${text}`, options);
    this.code = code;
  }
}

/** The failure with the server in it; other errors as they are. */
export function naming(address: RedisAddress, error: unknown): unknown {
  if (!(error instanceof StoreFailure)) return error;
  return new StoreFailure(`${placeOf(address)}: ${error.message}`, { cause: error });
}

/** `patience`: how long connecting may take, and an answer, in milliseconds. */
export async function connect(address: RedisAddress, patience: number): Promise<Connection> {
  const { createClient, ErrorReply } = (await import('@redis/client')).default;
  const client = createClient({
    socket: {
      host: address.host,
      port: address.port,
      connectTimeout: patience,
      reconnectStrategy: false,
      ...(address.tls && { tls: true }),
    },
    database: address.database,
    ...(address.username !== undefined && { username: address.username }),
    ...(address.password && { password: revealSecret(address.password) }),
    RESP: 2,
    maintNotifications: 'disabled',
    disableClientInfo: true,
    disableOfflineQueue: true,
    // No limit to the wait for being written: the deadline here is for that and for the answer.
    commandOptions: { timeout: 0 },
  });
  const connection = new RedisConnection(client, patience, ErrorReply);
  await connection.establish();
  return connection;
}

class RedisConnection implements Connection {
  readonly #client: Client;
  readonly #patience: number;
  readonly #ErrorReply: new () => Error;
  /** Why it ended. What waits then is rejected by the client in words of its own. */
  #end: Error | undefined;

  constructor(client: Client, patience: number, ErrorReply: new () => Error) {
    this.#client = client;
    this.#patience = patience;
    this.#ErrorReply = ErrorReply;
    client.on('error', (error: Error) => this.#fail(error));
  }

  get open(): boolean {
    return this.#end === undefined;
  }

  async establish(): Promise<void> {
    try {
      await this.#within(() => this.#client.connect());
    } catch (error) {
      this.#fail(error as Error);
      // Some servers quote the command that they refuse, and this one held the password.
      if (error instanceof this.#ErrorReply)
        throw new StoreFailure(`the server refuses the connection (${codeOf(error)})`, { cause: error });
      throw this.#failure();
    }
  }

  async send(commands: readonly (readonly string[])[]): Promise<readonly unknown[]> {
    try {
      return await this.#within(() =>
        Promise.all(commands.map((command) => this.#client.sendCommand(command))),
      );
    } catch (error) {
      if (error instanceof this.#ErrorReply)
        throw new ErrorAnswer(codeOf(error), quoted(error.message), { cause: error });
      this.#fail(error as Error);
      throw this.#failure();
    }
  }

  close(): void {
    this.#fail(new StoreFailure('the connection is closed'));
  }

  /** Where the socket is not open yet, the client would go on waiting for it. */
  #within<T>(work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const late = timedOut(this.#patience);
        this.#fail(late);
        reject(late);
      }, this.#patience);
      work()
        .then(resolve, reject)
        .finally(() => clearTimeout(timer));
    });
  }

  #fail(error: Error): void {
    if (this.#end !== undefined) return;
    this.#end = error;
    this.#client.destroy();
  }

  #failure(): StoreFailure {
    if (this.#end instanceof StoreFailure) return this.#end;
    return new StoreFailure(reasonOf(this.#end, this.#patience), { cause: this.#end });
  }
}

/** The client's own errors have no code, and no name but that of their class. */
function reasonOf(error: Error | undefined, patience: number): string {
  if (error?.constructor.name === 'ConnectionTimeoutError') return timedOut(patience).message;
  if (error?.constructor.name === 'SocketClosedUnexpectedlyError') return 'the connection was cut';
  if (error?.message.startsWith('Unknown RESP type')) return 'the answer is not in the protocol of Redis';
  return networkFailure(error).message;
}

/** `NOAUTH` of `NOAUTH Authentication required.`. */
function codeOf(error: Error): string {
  return /^[A-Z]{2,20}\b/u.exec(error.message)?.[0] ?? 'no code';
}
