import type { CompletionItemKind } from 'vscode-languageserver';

/** Something that may be written at a place. */
export interface Offer {
  readonly label: string;
  /** What is written; without it, the label. */
  readonly insert?: string;
  readonly kind: CompletionItemKind;
  readonly detail?: string;
  /** Markdown. */
  readonly help?: string;
}
