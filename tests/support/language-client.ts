/** An editor for tests: starts the built language server, keeps texts, and holds every range that comes back against them. */
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, inject } from 'vitest';
import {
  createMessageConnection,
  type Diagnostic,
  type MessageConnection,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';

const entry = join(import.meta.dirname, '../../dist/sentinel.js');

interface Published {
  readonly uri: string;
  readonly version?: number;
  readonly diagnostics: Diagnostic[];
}

export class LanguageClient {
  readonly #child: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #ended: Promise<number | null>;
  /** By version. */
  readonly #texts = new Map<number, TextDocument>();
  readonly #published = new Map<number, Diagnostic[]>();
  readonly #waiting = new Map<number, (diagnostics: Diagnostic[]) => void>();
  /** Rejects with the first list of findings that does not fit its text. */
  readonly #fits: Promise<never>;
  #misfit: (reason: unknown) => void = () => undefined;
  readonly uri: string;
  #document: TextDocument;
  #stderr = '';
  /** How many lists of findings have come. */
  published = 0;

  /** `file` is opened in `folder`, with no text. */
  constructor(folder: string, file: string) {
    this.#fits = new Promise((_, reject) => {
      this.#misfit = reject;
    });
    // It is told to whoever asks for findings next.
    this.#fits.catch(() => undefined);
    const failure = inject('buildFailure');
    if (failure !== '') throw new Error(`the command could not be built: ${failure}`);
    this.uri = pathToFileURL(join(folder, file)).href;
    this.#document = TextDocument.create(this.uri, 'yaml', 1, '');
    const child = spawn(process.execPath, [entry, 'lsp'], { cwd: folder, stdio: 'pipe' });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      this.#stderr += chunk;
    });
    this.#ended = new Promise((resolve) => {
      child.on('close', resolve);
    });
    this.#child = child;
    this.#connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    this.#connection.onNotification('textDocument/publishDiagnostics', (message: Published) =>
      this.#take(message),
    );
    this.#connection.listen();
  }

  get text(): string {
    return this.#document.getText();
  }

  /** Greets the server and opens the file; gives what the server can do. */
  async start(): Promise<unknown> {
    const answer = await this.#connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {},
    });
    await this.#connection.sendNotification('initialized', {});
    this.#texts.set(1, copyOf(this.#document));
    await this.#connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: this.uri, languageId: 'yaml', version: 1, text: '' },
    });
    return answer;
  }

  /** Replaces the text between two offsets. */
  async edit(start: number, end: number, text: string): Promise<void> {
    const range = { start: this.#document.positionAt(start), end: this.#document.positionAt(end) };
    const version = this.#document.version + 1;
    this.#document = TextDocument.update(this.#document, [{ range, text }], version);
    this.#texts.set(version, copyOf(this.#document));
    await this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri, version },
      contentChanges: [{ range, text }],
    });
  }

  /** Asks about the place at an offset. Every range of the answer lies in the text. */
  async ask(method: string, offset: number, more: object = {}): Promise<unknown> {
    const document = this.#document;
    const position = document.positionAt(offset);
    const answer = await this.#connection.sendRequest(`textDocument/${method}`, {
      textDocument: { uri: this.uri },
      position,
      range: { start: position, end: document.positionAt(document.getText().length) },
      context: { includeDeclaration: true, diagnostics: [] },
      ...more,
    });
    holdRanges(answer, document);
    return answer;
  }

  /** The findings of the newest text, when they come. */
  findings(): Promise<Diagnostic[]> {
    const { version } = this.#document;
    const there = this.#published.get(version);
    if (there) return Promise.race([this.#fits, Promise.resolve(there)]);
    const coming = new Promise<Diagnostic[]>((resolve, reject) => {
      this.#waiting.set(version, resolve);
      void this.#ended.then((code) => reject(new Error(`the server ended with ${code}: ${this.#stderr}`)));
    });
    return Promise.race([this.#fits, coming]);
  }

  /** The exit code after a polite good-bye, and what was written to standard error. */
  async end(): Promise<{ readonly exitCode: number | null; readonly stderr: string }> {
    await this.#connection.sendRequest('shutdown');
    await this.#connection.sendNotification('exit');
    const exitCode = await this.#ended;
    this.#connection.dispose();
    return { exitCode, stderr: this.#stderr };
  }

  /** Ends a server that a failed test has left. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #take({ version, diagnostics }: Published): void {
    this.published++;
    if (version === undefined) return;
    const document = this.#texts.get(version);
    try {
      if (document) holdRanges(diagnostics, document);
    } catch (error) {
      this.#misfit(error);
    }
    this.#published.set(version, diagnostics);
    this.#waiting.get(version)?.(diagnostics);
  }
}

function copyOf(document: TextDocument): TextDocument {
  return TextDocument.create(document.uri, document.languageId, document.version, document.getText());
}

/** Every range, at whatever depth, is one of the text: it has its places, and no end before its start. */
function holdRanges(answer: unknown, document: TextDocument): void {
  if (typeof answer !== 'object' || answer === null) return;
  if ('start' in answer && 'end' in answer) {
    const { start, end } = answer as Range;
    for (const position of [start, end])
      expect(document.positionAt(document.offsetAt(position)), document.getText()).toEqual(position);
    expect(document.offsetAt(start)).toBeLessThanOrEqual(document.offsetAt(end));
  } else for (const inner of Object.values(answer)) holdRanges(inner, document);
}
