/** A text in an editor, with the cursor where `▮` stands. */
import type { Range } from 'vscode-languageserver';
import { Snapshot } from '../../src/lsp/snapshot.ts';
import { offsetAt } from '../../src/lsp/positions.ts';

export interface Editor {
  readonly snapshot: Snapshot;
  readonly offset: number;
}

export const uri = 'file:///srv/shop/sentinel.yaml';

const settings = () => ({ slow: true });

/** `before` is the text that the editor held earlier. */
export function edit(marked: string, { file = 'sentinel.yaml', before }: EditorOptions = {}): Editor {
  const offset = marked.indexOf('▮');
  const text = marked.replace('▮', '');
  const earlier = before === undefined ? undefined : new Snapshot(file, before, settings);
  return {
    snapshot: new Snapshot(file, text, settings, earlier),
    offset: offset === -1 ? text.length : offset,
  };
}

interface EditorOptions {
  readonly file?: string;
  readonly before?: string;
}

/** The text of a range. */
export function textIn({ source }: Snapshot, { start, end }: Range): string {
  return source.text.slice(offsetAt(source, start), offsetAt(source, end));
}
