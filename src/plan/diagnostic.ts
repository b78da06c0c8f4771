/**
 * Diagnostics are data: a closed code, what is wrong in one sentence, what to write instead, and a range to underline.
 * They are collected through a sink and drawn in one place (`src/cli/render`).
 *
 * Wording: one sentence, no capital, no full stop; the user's own words in backticks; never a type name of ours.
 */
import { type Code, codes, type Severity } from './codes/index.ts';
import type { Location, Span } from './span.ts';

/** Replaces the text at `span`. Insertions have an empty span. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** A change that was tried before it was offered. `safe` ones keep the meaning and may be applied unasked by `--fix`. */
export interface Suggestion {
  readonly title: string;
  readonly edits: readonly Edit[];
  readonly safe: boolean;
}

export interface RelatedPlace extends Location {
  readonly message: string;
}

export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  /** What to write or do instead; drawn on its own line. */
  readonly help?: string;
  /** Absent only where no file is concerned (usage of the command line, the host). */
  readonly location?: Location;
  readonly related?: readonly RelatedPlace[];
  readonly suggestion?: Suggestion;
}

export interface DiagnosticDetails {
  readonly help?: string | undefined;
  readonly related?: readonly RelatedPlace[] | undefined;
  readonly suggestion?: Suggestion | undefined;
}

/** Builds a diagnostic; its severity is the code's. */
export function diagnostic(
  code: Code,
  message: string,
  location?: Location,
  details: DiagnosticDetails = {},
): Diagnostic {
  return {
    code,
    severity: codes[code].severity,
    message,
    ...(location && { location }),
    ...(details.help !== undefined && { help: details.help }),
    ...(details.related && { related: details.related }),
    ...(details.suggestion && { suggestion: details.suggestion }),
  };
}

/** Collects the diagnostics of one file. Reporting never throws: one run tells every mistake. */
export class DiagnosticSink {
  readonly file: string;
  readonly diagnostics: Diagnostic[] = [];

  constructor(file: string) {
    this.file = file;
  }

  report(code: Code, message: string, span: Span, details?: DiagnosticDetails): void {
    this.diagnostics.push(diagnostic(code, message, { file: this.file, span }, details));
  }

  get hasErrors(): boolean {
    return this.diagnostics.some((d) => d.severity === 'error');
  }
}
