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
  /** A whole line each: `cookie: a=b`. */
  readonly headers?: readonly string[];
  readonly path?: string;
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
  /** Ends once what is under way has been answered. */
  stop(): void;
  readonly report: Promise<LoadReport>;
}

export function startLoad({ connections, ...options }: LoadOptions): Load {
  const run = new Run(options);
  return {
    stop: () => run.stop(),
    report: run.with(connections),
  };
}

class Run {
  readonly #options: Omit<LoadOptions, 'connections'>;
  readonly #request: string;
  readonly #bodies = new Map<string, number>();
  readonly #failures = new Map<string, number>();
  #sent = 0;
  #answered = 0;
  #stopped = false;

  constructor(options: Omit<LoadOptions, 'connections'>) {
    this.#options = options;
    const lines = [`GET ${options.path ?? '/'} HTTP/1.1`, 'host: localhost', ...(options.headers ?? [])];
    this.#request = `${lines.join('\r\n')}\r\n\r\n`;
  }

  stop(): void {
    this.#stopped = true;
  }

  async with(connections: number): Promise<LoadReport> {
    const start = performance.now();
    await Promise.all(Array.from({ length: connections }, () => this.#connection()));
    return {
      requests: this.#answered,
      seconds: (performance.now() - start) / 1000,
      bodies: Object.fromEntries(this.#bodies),
      failures: Object.fromEntries(this.#failures),
    };
  }

  /** One connection after another, as the other side ends them. */
  async #connection(): Promise<void> {
    while (!this.#isOver()) await new Promise<void>((resolve) => this.#converse(resolve));
  }

  #converse(done: () => void): void {
    const { host = '127.0.0.1', port } = this.#options;
    const socket: Socket = connect({ host, port, noDelay: true });
    let received = '';
    let waiting = false;
    const next = (): void => {
      if (this.#isOver()) {
        socket.end();
        return;
      }
      this.#sent++;
      waiting = true;
      socket.write(this.#request);
    };
    socket.setEncoding('latin1');
    socket.on('connect', next);
    socket.on('data', (chunk: string) => {
      received += chunk;
      const answer = completeAnswer(received);
      if (!answer) return;
      received = '';
      waiting = false;
      this.#count(answer);
      if (answer.closes) socket.end();
      else next();
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

  #count({ status, body }: Answer): void {
    this.#answered++;
    add(this.#bodies, body);
    if (status !== '200') add(this.#failures, `HTTP ${status}`);
  }
}

interface Answer {
  readonly status: string;
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
  return { status: head.slice(9, 12), body, closes: /\r\nconnection: close/iu.test(head) };
}

function add(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1);
}
