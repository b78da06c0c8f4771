/** The formats of other tools, each loaded when it is asked for. */
import type { Format } from '../../arguments/options.ts';
import type { Findings } from './findings.ts';

export type FindingsFormat = Exclude<
  Format,
  'text' | 'json' | 'jsonl' | 'markdown' | 'ics' | 'tap' | 'svg' | 'html'
>;

export async function renderFindings(format: FindingsFormat, findings: Findings): Promise<string> {
  switch (format) {
    case 'sarif':
      return (await import('./sarif.ts')).sarifLog(findings);
    case 'github':
      return (await import('./github.ts')).githubAnnotations(findings);
    case 'gitlab':
      return (await import('./gitlab.ts')).gitlabCodeQuality(findings);
    case 'junit':
      return (await import('./junit.ts')).junitReport(findings);
  }
}
