/** GitHub: workflow commands that become annotations, and the step summary. */
import { markdown } from '../../text/markdown.ts';
import { visible, withoutOrders } from '../../text/sanitize.ts';
import type { Finding, Findings } from './findings.ts';

const levels = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** One command for each finding, then the closing sentence. */
export function githubAnnotations({ findings, summary, sources }: Findings): string {
  const commands = findings.map((finding) => {
    const place = finding.location && sources.placeOf(finding.location);
    const properties = [
      ...(place
        ? [
            ['file', place.file],
            ['line', place.line],
            ['endLine', place.endLine],
            // GitHub takes columns only within one line.
            ...(place.line === place.endLine
              ? [
                  ['col', place.column],
                  ['endColumn', place.endColumn],
                ]
              : []),
          ]
        : []),
      ['title', finding.id],
    ].map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
    return `::${levels[finding.severity]} ${properties.join(',')}::${escapeData(messageOf(finding))}\n`;
  });
  return `${commands.join('')}${withoutOrders(visible(summary))}\n`;
}

function messageOf({ message, help }: Finding): string {
  return help === undefined ? message : `${message}\n${help}`;
}

/** The runner decodes these escapes, so a text's own line breaks survive and cannot start a command. */
function escapeData(text: string): string {
  return text
    .split('\n')
    .map((line) => visible(line).replaceAll('%', '%25'))
    .join('%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

const marks = { passed: '✅', failed: '❌', error: '❓', skipped: '➖' } as const;

/** Markdown for the page of the run. */
export function githubSummary({ suite, summary, cases }: Findings): string {
  const rows = cases.map(({ name, outcome, texts }) => {
    const cells = [`${marks[outcome]} ${outcome}`, markdown(name), texts.map(markdown).join('<br>')];
    return `| ${cells.join(' | ')} |`;
  });
  return `### ${markdown(suite)}\n\n**${markdown(summary)}**\n\n| | | |\n|---|---|---|\n${rows.join('\n')}\n\n`;
}
