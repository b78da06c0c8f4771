import type { Code } from '../../plan/codes/index.ts';
import type { DiagnosticDetails } from '../../plan/diagnostic.ts';
import type { Span } from '../../plan/span.ts';

/** A mistake found while reading. */
export interface Problem {
  readonly code: Code;
  readonly message: string;
  readonly span: Span;
  readonly details?: DiagnosticDetails;
  /** A part of the text that hides what stands around it: reading goes on as if it were blank. */
  readonly hole?: Span;
  /** A part of the text that is plainly meant as one text: read again as such, it is only worth a warning. */
  readonly veil?: Span;
}

/** More than this many are not looked for: the rest is rarely worth reading, and costs as much as it is asked to. */
export const mostProblems = 100;

/** The user's words for a message: one line, and not endless. */
export function shown(text: string): string {
  const [line = ''] = text.split(/\r?\n/u, 1);
  return line.length === text.length && line.length <= 80 ? `\`${line}\`` : `\`${line.slice(0, 80)}…\``;
}
