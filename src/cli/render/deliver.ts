/** Brings what a command found to where it was asked for: each form to standard output or to its file. */
import { appendFileSync, closeSync, openSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { getSystemErrorMap } from 'node:util';
import { Refusal, type Sources } from '../../app/index.ts';
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import type { Arguments, Target } from '../arguments/command.ts';
import type { Session } from '../session.ts';
import { paint } from '../text/paint.ts';
import type { Line } from '../text/text.ts';
import { measureFor } from '../text/width.ts';
import { type Page, UNBROKEN } from '../text/wrap.ts';
import type { Findings } from './findings/findings.ts';
import type { FindingsFormat } from './findings/index.ts';
import { jsonDocument, jsonLine } from './json.ts';
import { printDiagnostics } from './print.ts';

/** The forms of one result. */
export interface Forms {
  /** What its lines are made of, to be measured. */
  texts(): Iterable<string>;
  lines(page: Page): readonly Line[];
  json(): object;
  /** As JSON, an object a line; else the whole is one. */
  jsonl?(): Iterable<object>;
  /** As iCalendar. */
  ics?(): string;
  /** For a comment on a change. */
  markdown?(): string;
  /** As TAP. */
  tap?(): string;
  /** As a picture, and as a page with it. */
  svg?(): string;
  html?(): string;
  findings?(): Findings;
}

/** What there is to say about the work goes to standard error, what was asked for to where it was asked for. */
export async function show(
  {
    diagnostics,
    sources = new Map(),
  }: { readonly diagnostics: readonly Diagnostic[]; readonly sources?: Sources },
  forms: Forms,
  { targets }: Pick<Arguments, 'targets'>,
  session: Session,
): Promise<void> {
  await printDiagnostics(diagnostics, sources, session.stderr);
  await deliver(forms, targets, session);
}

export async function deliver(forms: Forms, targets: readonly Target[], session: Session): Promise<void> {
  for (const { format, file } of targets) {
    const columns = file === undefined ? session.stdout.columns : UNBROKEN;
    const colour = file === undefined && session.stdout.colour;
    const text = await render(forms, format, columns, colour);
    writeOutput(file, text, session);
    if (format === 'github') await writeStepSummary(forms, session);
  }
}

async function render(
  forms: Forms,
  format: Target['format'],
  columns: number,
  colour: boolean,
): Promise<string> {
  if (format === 'json') return jsonDocument(forms.json());
  if (format === 'text') {
    const measure = await measureFor(forms.texts());
    return paint(forms.lines({ columns, measure }), colour);
  }
  if (format === 'jsonl') {
    const objects = forms.jsonl?.() ?? [{ type: 'result', ...forms.json() }];
    return Array.from(objects, jsonLine).join('');
  }
  const own = isOwn(format) ? forms[format]?.() : undefined;
  if (own !== undefined) return own;
  const findings = forms.findings?.();
  if (!findings || isOwn(format)) throw new TypeError(`nothing to render as ${format}`);
  const { renderFindings } = await import('./findings/index.ts');
  return renderFindings(format, findings);
}

type OwnFormat = Exclude<Target['format'], FindingsFormat | 'text' | 'json' | 'jsonl'>;

const ownFormats: ReadonlySet<string> = new Set<OwnFormat>(['ics', 'tap', 'svg', 'html', 'markdown']);

/** Texts that a command writes by itself. */
function isOwn(format: Target['format']): format is OwnFormat {
  return ownFormats.has(format);
}

/** GitHub shows this file on the page of the run. */
async function writeStepSummary(forms: Forms, session: Session): Promise<void> {
  const file = session.host.env['GITHUB_STEP_SUMMARY'];
  const findings = forms.findings?.();
  if (file === undefined || file === '' || !findings) return;
  const { githubSummary } = await import('./findings/github.ts');
  writeOutput(file, githubSummary(findings), session, appendFileSync);
}

/** To standard output where no file is named. Refuses where the file cannot be written. */
export function writeOutput(
  file: string | undefined,
  text: string,
  session: Session,
  how: (file: string, text: string) => void = writeFileSync,
): void {
  if (file === undefined) return session.stdout.text(text);
  const filter = session.host.redactor.filter();
  writing(file, () => how(resolve(session.host.cwd, file), filter.push(text) + filter.end()));
}

/** Where a long text goes, a part after the other: standard output, or a file. */
export interface OpenOutput {
  /** Refuses where the file cannot be written. */
  readonly write: (text: string) => void;
  readonly close: () => void;
}

/** Written at once, so many characters at least. */
const CHUNK = 65_536;

export function openOutput(file: string | undefined, session: Session): OpenOutput {
  const put = file === undefined ? standardOutput(session) : fileOutput(file, session);
  let waiting = '';
  return {
    write(text) {
      waiting += text;
      if (waiting.length < CHUNK) return;
      put.write(waiting);
      waiting = '';
    },
    close() {
      put.write(waiting);
      put.close();
    },
  };
}

function standardOutput({ stdout }: Session): OpenOutput {
  return { write: (text) => stdout.text(text), close: () => stdout.flush() };
}

function fileOutput(file: string, { host }: Session): OpenOutput {
  const filter = host.redactor.filter();
  const descriptor = writing(file, () => openSync(resolve(host.cwd, file), 'w'));
  const put = (text: string) => writing(file, () => writeFileSync(descriptor, text));
  return {
    write: (text) => put(filter.push(text)),
    close() {
      try {
        put(filter.end());
      } finally {
        closeSync(descriptor);
      }
    },
  };
}

function writing<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Refusal([diagnostic('SEN2006', `\`${file}\` cannot be written: ${reasonOf(error)}`)]);
  }
}

/** `no such file or directory`, of the system's error. */
function reasonOf(error: unknown): string {
  const { errno } = error as NodeJS.ErrnoException;
  const known = errno === undefined ? undefined : getSystemErrorMap().get(errno);
  return known?.[1] ?? String(error);
}
