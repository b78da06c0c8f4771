/**
 * Load over HTTP on this machine: connections that are kept open, each sending one request after another. It speaks the
 * protocol itself, so that it costs less than what it puts under load.
 */
import { connect, type Socket } from 'node:net';

export interface LoadOptions {
  readonly host?: string;
  readonly port: number;
  readonly connections: number;
  /** How many requests in all; absent: until it is stopped. */
  readonly requests?: number;
  /** A whole line each: `cookie: a=b`; or those of each connection, by its number. */
  readonly headers?: readonly string[] | ((connection: number) => readonly string[]);
  readonly path?: string;
  /** Each connection is a user, who sends the last cookie that was set. */
  readonly keepsCookies?: boolean;
  /** Milliseconds from an answer to the next request; absent: none. */
  readonly pause?: number;
}

export interface LoadReport {
  readonly requests: number;
  readonly seconds: number;
  /** Answers by their bodies. */
  readonly bodies: Readonly<Record<string, number>>;
  /** Answers other than 200, and connections that broke during an answer, by what was wrong. */
  readonly failures: Readonly<Record<string, number>>;
}

export interface Load {
  /** Resolves when so many answers more have come. */
  further(count: number): Promise<void>;
  /** Answers so far with this body. */
  seen(body: string): number;
  /** When the last of the requests that were answered with this body was sent, by `performance.now()`; absent: none was. */
  lastSent(body: string): number | undefined;
  /** Ends once what is under way has been answered. */
  stop(): void;
  readonly report: Promise<LoadReport>;
}

export function startLoad({ connections, ...options }: LoadOptions): Load {
  const run = new Run(options);
  return {
    further: (count) => run.further(count),
    seen: (body) => run.seen(body),
    lastSent: (body) => run.lastSent(body),
    stop: () => run.stop(),
    report: run.with(connections),
  };
}

class Run {
  readonly #options: Omit<LoadOptions, 'connections'>;
  readonly #bodies = new Map<string, number>();
  readonly #lastSent = new Map<string, number>();
  readonly #failures = new Map<string, number>();
  #sent = 0;
  #answered = 0;
  #stopped = false;
  #goals: { readonly answered: number; readonly reached: () => void }[] = [];

  constructor(options: Omit<LoadOptions, 'connections'>) {
    this.#options = options;
  }

  stop(): void {
    this.#stopped = true;
  }

  further(count: number): Promise<void> {
    return new Promise((reached) => {
      this.#goals.push({ answered: this.#answered + count, reached });
    });
  }

  seen(body: string): number {
    return this.#bodies.get(body) ?? 0;
  }

  lastSent(body: string): number | undefined {
    return this.#lastSent.get(body);
  }

  async with(connections: number): Promise<LoadReport> {
    const start = performance.now();
    await Promise.all(Array.from({ length: connections }, (_, at) => this.#connection(at)));
    return {
      requests: this.#answered,
      seconds: (performance.now() - start) / 1000,
      bodies: Object.fromEntries(this.#bodies),
      failures: Object.fromEntries(this.#failures),
    };
  }

  /** One connection after another, as the other side ends them. */
  async #connection(at: number): Promise<void> {
    const { path = '/', headers = [] } = this.#options;
    const own = typeof headers === 'function' ? headers(at) : headers;
    const head = [`GET ${path} HTTP/1.1`, 'host: localhost', ...own].join('\r\n');
    const user: User = { head, request: `${head}\r\n\r\n` };
    while (!this.#isOver()) await new Promise<void>((resolve) => this.#converse(user, resolve));
  }

  #converse(user: User, done: () => void): void {
    const { host = '127.0.0.1', port } = this.#options;
    const socket: Socket = connect({ host, port, noDelay: true });
    let received = '';
    let waiting = false;
    let sent = 0;
    const next = (): void => {
      if (this.#isOver()) {
        socket.end();
        return;
      }
      this.#sent++;
      waiting = true;
      sent = performance.now();
      socket.write(user.request);
    };
    socket.setEncoding('latin1');
    socket.on('connect', next);
    socket.on('data', (chunk: string) => {
      // A proxy may have something to say to who ends without asking anything.
      if (!waiting) return;
      received += chunk;
      const answer = completeAnswer(received);
      if (!answer) return;
      received = '';
      waiting = false;
      this.#count(answer, sent);
      const cookie = this.#options.keepsCookies && /\r\nset-cookie: ([^;\r]+)/iu.exec(answer.head)?.[1];
      if (cookie) user.request = `${user.head}\r\ncookie: ${cookie}\r\n\r\n`;
      if (answer.closes) socket.end();
      else if (this.#options.pause === undefined) next();
      else setTimeout(next, this.#options.pause);
    });
    socket.on('error', (error) => add(this.#failures, error.message));
    socket.on('close', () => {
      if (waiting && received !== '') add(this.#failures, 'an answer broke off');
      else if (waiting) add(this.#failures, 'no answer');
      done();
    });
  }

  #isOver(): boolean {
    return this.#stopped || this.#sent >= (this.#options.requests ?? Infinity);
  }

  #count({ head, body }: Answer, sent: number): void {
    this.#answered++;
    add(this.#bodies, body);
    this.#lastSent.set(body, Math.max(sent, this.#lastSent.get(body) ?? 0));
    const status = head.slice(9, 12);
    if (status !== '200') add(this.#failures, `HTTP ${status}`);
    if (this.#goals.length === 0) return;
    for (const { answered, reached } of this.#goals) if (this.#answered >= answered) reached();
    this.#goals = this.#goals.filter(({ answered }) => this.#answered < answered);
  }
}

/** Who sends the requests of one connection after another. */
interface User {
  readonly head: string;
  request: string;
}

interface Answer {
  readonly head: string;
  readonly body: string;
  readonly closes: boolean;
}

function completeAnswer(text: string): Answer | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = text.slice(0, end);
  const length = Number(/\r\ncontent-length: (\d+)/iu.exec(head)?.[1]);
  const body = text.slice(end + 4);
  if (!(body.length >= length)) return undefined;
  return { head, body, closes: /\r\nconnection: close/iu.test(head) };
}

function add(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}
