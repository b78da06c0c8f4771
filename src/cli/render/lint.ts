/** What `lint` says. */
import type { CompiledPolicy, LintReport } from '../../app/index.ts';
import type { Severity } from '../../plan/codes/index.ts';
import { count, type Line, piece } from '../text/text.ts';
import type { Forms } from './deliver.ts';
import { renderDiagnostics } from './diagnostics.ts';
import { type Case, findingOf } from './findings/findings.ts';
import { jsonOfDiagnostic } from './json.ts';
import { textsOf } from './print.ts';
import { SourceIndex } from './sources.ts';

export function lintForms(report: LintReport): Forms {
  const { files, fixed } = report;
  const diagnostics = files.flatMap((file) => file.diagnostics);
  const sourceTexts = new Map(files.map(({ file, text }) => [file, text]));
  const sources = new SourceIndex(sourceTexts);
  const number = (severity: Severity) => diagnostics.filter((item) => item.severity === severity).length;
  const counts = { error: number('error'), warning: number('warning'), info: number('info') };
  const suppressed = files.reduce((sum, file) => sum + file.suppressed, 0);
  const summary = summaryOf(report, counts, suppressed);
  return {
    texts: () => textsOf(diagnostics, sourceTexts),
    lines: (page) => {
      const blocks = renderDiagnostics(diagnostics, sources, page);
      return [...blocks, ...(blocks.length > 0 ? [[]] : []), closing(summary, counts)];
    },
    json: () => ({
      command: 'lint',
      exitCode: counts.error > 0 ? 1 : 0,
      summary,
      files: files.map(({ file }) => file),
      counts: { errors: counts.error, warnings: counts.warning, infos: counts.info, suppressed, fixed },
      diagnostics: diagnostics.map((item) => jsonOfDiagnostic(item, sources)),
    }),
    findings: () => ({
      suite: 'sentinel lint',
      summary,
      findings: diagnostics.map(findingOf),
      cases: files.map((file) => caseOf(file, sources)),
      sources,
    }),
  };
}

type Counts = Readonly<Record<Severity, number>>;

/** `2 errors, 1 warning in 3 files; 1 suppressed`. */
function summaryOf({ files, fixed }: LintReport, counts: Counts, suppressed: number): string {
  const found = [
    ...(counts.error > 0 ? [count(counts.error, 'error')] : []),
    ...(counts.warning > 0 ? [count(counts.warning, 'warning')] : []),
    ...(counts.info > 0 ? [count(counts.info, 'note')] : []),
  ];
  const where = files.length === 1 ? (files[0]?.file ?? '') : count(files.length, 'file');
  return [
    `${found.join(', ') || 'no findings'} in ${where}`,
    ...(fixed > 0 ? [`${fixed} fixed`] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
  ].join('; ');
}

function closing(summary: string, counts: Counts): Line {
  return [piece(counts.error > 0 ? 'fail' : counts.warning > 0 ? 'warning' : 'pass', summary)];
}

function caseOf({ file, diagnostics }: CompiledPolicy, sources: SourceIndex): Case {
  return {
    name: file,
    file,
    outcome: diagnostics.some(({ severity }) => severity === 'error') ? 'failed' : 'passed',
    texts: diagnostics.map(
      ({ code, message, location }) =>
        `${location ? `${sources.nameOf(location)}: ` : ''}${message} (${code})`,
    ),
  };
}
