/** A review as one comment of a pull request: the verdict first, the rest folded. */
import type { ReviewReport } from '../../../app/index.ts';
import { markdown } from '../../text/markdown.ts';
import { closing, type Finding, type Part, partsOf, pastText, type Verdict, verdictWord } from './parts.ts';

/** GitHub takes comments of 65,536 characters. */
const longest = 59_000;

/** Of one text of a policy: a condition of thousands of letters is cut. */
const longestText = 400;

const signs: Readonly<Record<Verdict, string>> = {
  same: '⚪',
  stricter: '🟢',
  looser: '🔴',
  incomparable: '🟠',
};

export function reviewMarkdown(report: ReviewReport): string {
  const { base, head, review } = report;
  const first = `${signs[review.verdict]} ${text(closing(report), 2000)}\n`;
  const parts = partsOf(report);
  const past = pastText(report);
  const told = past === undefined ? first : `${first}\n${text(past)}\n`;
  if (parts.length === 0) return told;
  const summary = `\n<details><summary>${text(head.file)}: ${text(base.name)} → ${text(head.name)}, ${parts.length === 1 ? '1 part' : `${parts.length} parts`} changed</summary>\n`;
  const end = '\n</details>\n';
  let body = '';
  for (const [index, part] of parts.entries()) {
    const next = partText(part);
    const rest = `\n… and ${parts.length - index} more; \`sentinel review\` shows them all.\n`;
    if (told.length + summary.length + body.length + next.length + rest.length + end.length > longest) {
      body += rest;
      break;
    }
    body += next;
  }
  return told + summary + body + end;
}

function partText({ kind, name, findings }: Part): string {
  return findings
    .map((finding) => {
      const where = finding.environments.length > 0 ? ` in ${text(finding.environments.join(', '))}` : '';
      const title = name === '' ? kind : `${kind} <b>${text(name)}</b>`;
      return `\n${signs[finding.verdict]} ${title}: ${verdictWord(finding)}${where}\n\n${findingText(finding)}`;
    })
    .join('');
}

function findingText({ changes, notes, example }: Finding): string {
  return [
    ...changes.map(({ what, was, is }) => `- ${text(what)}${fromTo(was, is)}`),
    ...notes.map((note) => `- ${text(note)}`),
    ...(example
      ? [
          `- **gets through:** ${text(example.input)}`,
          `  - before: ${text(example.base)}`,
          `  - now: ${text(example.head)}`,
        ]
      : []),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

function fromTo(was: string | undefined, is: string | undefined): string {
  const parts = [was, is].filter((one) => one !== undefined).map((one) => `<code>${text(one)}</code>`);
  return parts.length === 0 ? '' : `: ${parts.join(' → ')}`;
}

/** Cut before it is escaped, so that no escape is cut in two. */
function text(raw: string, most = longestText): string {
  const letters = Array.from(raw);
  return markdown(letters.length > most ? `${letters.slice(0, most).join('')}…` : raw);
}
