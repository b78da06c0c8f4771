/** The findings of `sentinel lint`, as editors show them. */
import { pathToFileURL } from 'node:url';
import { type Diagnostic as EditorDiagnostic, DiagnosticSeverity } from 'vscode-languageserver';
import { diagnosticPagePath } from '../../app/package.ts';
import type { Diagnostic } from '../../plan/diagnostic.ts';
import { spanOf } from '../../plan/span.ts';
import { rangeOf } from '../positions.ts';
import type { Snapshot } from '../snapshot.ts';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
} as const;

/** `now` is in milliseconds since the epoch; it decides which suppressions have expired. */
export function diagnosticsOf(snapshot: Snapshot, uri: string, now: number): EditorDiagnostic[] {
  return snapshot.diagnostics(now).map((found) => editorDiagnostic(found, snapshot, uri));
}

function editorDiagnostic(
  { code, severity, message, help, location, related }: Diagnostic,
  { source }: Snapshot,
  uri: string,
): EditorDiagnostic {
  return {
    range: rangeOf(source, location?.span ?? spanOf(0, 0)),
    severity: severities[severity],
    code,
    codeDescription: { href: pathToFileURL(diagnosticPagePath(code)).href },
    source: 'sentinel',
    message: help === undefined ? message : `${message}\n${help}`,
    ...(related && {
      relatedInformation: related.map(({ span, message }) => ({
        location: { uri, range: rangeOf(source, span) },
        message,
      })),
    }),
  };
}
