/** The texts that are open in the editor, each with its newest snapshot and its findings on their way. */
import { fileURLToPath } from 'node:url';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Host } from '../app/host.ts';
import { severitiesFor } from '../app/policy/loader.ts';
import { shownPath } from '../app/paths.ts';
import * as promql from '../plan/promql.ts';
import { type Settings, Snapshot } from './snapshot.ts';

/** Does work later; the given function calls it off. */
type Later = (work: () => void) => () => void;

export interface DocumentsOptions {
  readonly host: Host;
  /** Waits until the typing pauses. */
  readonly later: Later;
  /** Takes the findings of the newest text; of a closed one none. */
  readonly publish: (uri: string, version: number | undefined, snapshot: Snapshot | undefined) => void;
}

export class Documents {
  readonly #options: DocumentsOptions;
  readonly #snapshots = new Map<string, Snapshot>();
  readonly #waiting = new Map<string, () => void>();

  constructor(options: DocumentsOptions) {
    this.#options = options;
  }

  /** Undefined for a text that is not open. */
  snapshot(uri: string): Snapshot | undefined {
    return this.#snapshots.get(uri);
  }

  /** A text was opened or changed; its findings follow when nothing changes for a moment. */
  changed(document: TextDocument): void {
    const { uri, version } = document;
    const { file, settings } = fileOf(document, this.#options.host);
    const snapshot = new Snapshot(file, document.getText(), settings, this.#snapshots.get(uri));
    this.#snapshots.set(uri, snapshot);
    this.#callOff(uri);
    this.#waiting.set(
      uri,
      this.#options.later(() => {
        this.#waiting.delete(uri);
        this.#options.publish(uri, version, snapshot);
      }),
    );
  }

  closed(uri: string): void {
    this.#snapshots.delete(uri);
    this.#callOff(uri);
    this.#options.publish(uri, undefined, undefined);
  }

  #callOff(uri: string): void {
    this.#waiting.get(uri)?.();
    this.#waiting.delete(uri);
  }
}

/** As `sentinel lint` names and sets up the file. A text that is no file yet has the syntax of its language. */
function fileOf(
  { uri, languageId }: TextDocument,
  host: Host,
): { readonly file: string; readonly settings: Settings } {
  if (!uri.startsWith('file:')) {
    const file = languageId === 'sentinel' ? 'untitled.sntl' : 'sentinel.yaml';
    return { file, settings: () => ({ slow: true, promql }) };
  }
  const path = fileURLToPath(uri);
  return {
    file: shownPath(host.cwd, path),
    settings: () => ({ slow: true, promql, severities: severitiesFor(path, host) }),
  };
}
