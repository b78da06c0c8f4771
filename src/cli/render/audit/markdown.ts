/** The audit as Markdown, which people read: a table for each day, with who did what, from what to what, why and when. */
import type { AuditReport, ExportedEntry } from '../../../app/index.ts';
import type { Json } from '../../../plan/audit.ts';
import { formatInstant } from '../../../plan/units.ts';
import { markdown } from '../../text/markdown.ts';
import { anchorOf } from './forms.ts';

const DIGEST_SHOWN = 12;

/** `add` gives what an entry adds to the document, and `end` what closes it. */
export class AuditDocument {
  #day = '';

  add({ entry, line }: ExportedEntry): string {
    if (!entry) return row(['?', '', '', 'not an entry', '', '', markdown(line)]);
    const [day = '', time = ''] = formatInstant(entry.at).split('T');
    const head = day === this.#day ? '' : this.#headOf(day);
    this.#day = day;
    const { seq, actor, from, to, why, reasonCode } = entry;
    return (
      head +
      row([
        String(seq),
        time,
        markdown(actor.name) + (actor.verified ? ' (verified)' : ''),
        markdown(whatOf(entry)),
        markdown(shown(from)),
        markdown(shown(to)),
        markdown(reasonCode === undefined ? why : `${why} (${reasonCode})`),
      ])
    );
  }

  end({ source, entries, ok, firstBad, head }: AuditReport): string {
    const verdict = ok
      ? `The ${entries} entries of ${markdown(source)} hold together. Their head is ${anchorOf(head)}.`
      : `**Entry ${firstBad?.seq} of ${markdown(source)} is bad**: ${markdown(firstBad?.why ?? '')}. The ${entries} entries before it hold together.`;
    return `${this.#day === '' ? title : ''}\n${verdict}\n`;
  }

  #headOf(day: string): string {
    const heading = `\n## ${day}\n\n`;
    const names = row(['#', 'When (UTC)', 'Who', 'What', 'From', 'To', 'Why']);
    return `${this.#day === '' ? title : ''}${heading}${names}${'|---'.repeat(7)}|\n`;
  }
}

const title = '# Audit\n';

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |\n`;
}

/** `decision: policy shop (3f2a90…), env prod, version v1.2.3` */
function whatOf({ type, policy, digest, subject }: NonNullable<ExportedEntry['entry']>): string {
  const plan = digest === undefined ? '' : ` (${digest.slice(0, DIGEST_SHOWN)})`;
  const about = [
    ...(policy === undefined ? [] : [`policy ${policy}${plan}`]),
    ...Object.entries(subject)
      .filter(([name, value]) => name !== 'policy' || value !== policy)
      .map(([name, value]) => `${name} ${value}`),
  ];
  return about.length === 0 ? type : `${type}: ${about.join(', ')}`;
}

/** Members that are instants in every entry that has them. */
const instants: ReadonlySet<string> = new Set(['at', 'from', 'until']);

function shown(json: Json | undefined, name = ''): string {
  if (json === undefined || json === null) return '';
  if (typeof json === 'number' && instants.has(name)) return formatInstant(json);
  if (Array.isArray(json)) return (json as readonly Json[]).map((item) => shown(item)).join(', ');
  if (typeof json !== 'object') return String(json);
  return Object.entries(json)
    .map(([key, value]) => `${key} ${shown(value, key)}`)
    .join(', ');
}
