/** The language server: what an editor asks, answered by the features. Speaks on two streams until the editor ends it. */
import { fileURLToPath } from 'node:url';
import {
  createConnection,
  ErrorCodes,
  type InitializeResult,
  type Position,
  ProposedFeatures,
  ResponseError,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Host } from '../app/host.ts';
import { type LastFacts, lastFacts } from '../app/last-facts.ts';
import { programVersion } from '../app/package.ts';
import { spanOf } from '../plan/span.ts';
import { Documents } from './documents.ts';
import { codeActionsIn } from './features/code-actions.ts';
import { completions } from './features/completion/index.ts';
import { diagnosticsOf } from './features/diagnostics.ts';
import { documentSymbols } from './features/document-symbols.ts';
import { formattingEdits } from './features/formatting.ts';
import { hoverAt } from './features/hover.ts';
import { inlayHints } from './features/inlay-hints.ts';
import { definitionsAt, referencesAt } from './features/navigation.ts';
import { renameableAt, renameAt, RenameRefusal } from './features/rename.ts';
import { semanticTokens, tokenModifiers, tokenTypes } from './features/semantic-tokens.ts';
import { offsetAt } from './positions.ts';
import type { Snapshot } from './snapshot.ts';

/** How long the typing has to pause before findings are looked for, in milliseconds: a burst of edits counts once. */
const PAUSE = 10;

export interface ServerOptions {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly host: Host;
}

const initializeResult: InitializeResult = {
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    completionProvider: { triggerCharacters: ['.', ' ', '{', '"', ':'] },
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    renameProvider: { prepareProvider: true },
    codeActionProvider: { codeActionKinds: ['quickfix'] },
    documentFormattingProvider: true,
    documentSymbolProvider: true,
    semanticTokensProvider: {
      legend: { tokenTypes: [...tokenTypes], tokenModifiers: [...tokenModifiers] },
      full: true,
    },
    inlayHintProvider: true,
  },
};

/** Starts the server. The connection ends the process, as the protocol wants it: with 0 after a `shutdown`, else with 1. */
export function startServer({ input, output, host }: ServerOptions): void {
  const now = () => host.clock.now();
  const connection = createConnection(ProposedFeatures.all, input, output);
  const documents = new Documents({
    host,
    later(work) {
      const timer = setTimeout(work, PAUSE);
      return () => clearTimeout(timer);
    },
    publish(uri, version, snapshot) {
      const diagnostics = snapshot ? diagnosticsOf(snapshot, uri, now()) : [];
      void connection.sendDiagnostics({ uri, diagnostics, ...(version !== undefined && { version }) });
    },
  });
  const texts = new TextDocuments(TextDocument);
  texts.onDidChangeContent(({ document }) => documents.changed(document));
  texts.onDidClose(({ document }) => documents.closed(document.uri));

  /** The answer about an open text, or none. */
  const about = <T>(uri: string, answer: (snapshot: Snapshot) => T): T | null => {
    const snapshot = documents.snapshot(uri);
    return snapshot ? answer(snapshot) : null;
  };
  const at = <T>(
    { textDocument, position }: { textDocument: { uri: string }; position: Position },
    answer: (snapshot: Snapshot, offset: number) => T,
  ): T | null => about(textDocument.uri, (snapshot) => answer(snapshot, offsetAt(snapshot.source, position)));

  connection.onInitialize(() => ({
    ...initializeResult,
    serverInfo: { name: 'sentinel', version: programVersion() },
  }));
  connection.onCompletion((asked) => at(asked, completions));
  connection.onHover(async (asked) => {
    const last = await lastFactsOf(asked.textDocument.uri, documents, host);
    return at(asked, (snapshot, offset) =>
      hoverAt(snapshot, offset, snapshot.diagnostics(now()), now(), last),
    );
  });
  connection.onDefinition((asked) =>
    at(asked, (snapshot, offset) => definitionsAt(snapshot, asked.textDocument.uri, offset)),
  );
  connection.onReferences((asked) =>
    at(asked, (snapshot, offset) =>
      referencesAt(snapshot, asked.textDocument.uri, offset, asked.context.includeDeclaration),
    ),
  );
  connection.onPrepareRename((asked) => at(asked, renameableAt));
  connection.onRenameRequest((asked) =>
    at(asked, (snapshot, offset) => {
      try {
        return renameAt(snapshot, asked.textDocument.uri, offset, asked.newName, now());
      } catch (error) {
        if (!(error instanceof RenameRefusal)) throw error;
        return new ResponseError(ErrorCodes.InvalidParams, error.message);
      }
    }),
  );
  connection.onCodeAction(({ textDocument: { uri }, range }) =>
    about(uri, (snapshot) => codeActionsIn(snapshot, uri, range, now())),
  );
  connection.onDocumentFormatting(({ textDocument: { uri } }) => about(uri, formattingEdits));
  connection.onDocumentSymbol(({ textDocument: { uri } }) => about(uri, documentSymbols));
  connection.languages.semanticTokens.on(
    ({ textDocument: { uri } }) => about(uri, semanticTokens) ?? { data: [] },
  );
  connection.languages.inlayHint.on(({ textDocument: { uri }, range }) =>
    about(uri, (snapshot) =>
      inlayHints(
        snapshot,
        spanOf(offsetAt(snapshot.source, range.start), offsetAt(snapshot.source, range.end)),
        now(),
      ),
    ),
  );
  texts.listen(connection);
  connection.listen();
}

/** Of the policy in an open file. */
async function lastFactsOf(uri: string, documents: Documents, host: Host): Promise<LastFacts | undefined> {
  const name = documents.snapshot(uri)?.policy?.name?.value;
  if (name === undefined || !uri.startsWith('file:')) return undefined;
  return lastFacts(fileURLToPath(uri), name, host);
}
