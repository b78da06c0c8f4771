/** The policy in its canonical form. A text with errors is left as it is. */
import type { TextEdit } from 'vscode-languageserver';
import { formatPolicy } from '../../parser/format.ts';
import { spanOf } from '../../plan/span.ts';
import { rangeOf } from '../positions.ts';
import type { Snapshot } from '../snapshot.ts';

export function formattingEdits({ source, text }: Snapshot): TextEdit[] {
  const formatting = formatPolicy(source);
  if (!('text' in formatting) || formatting.text === text) return [];
  return [{ range: rangeOf(source, spanOf(0, text.length)), newText: formatting.text }];
}
