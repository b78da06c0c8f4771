/** `import`: freezes of other tools, as a part of a policy that lints. */
import { resolve } from 'node:path';
import { diagnostic, type Diagnostic } from '../../plan/diagnostic.ts';
import { SourceText } from '../../plan/span.ts';
import { formatPolicy } from '../../parser/format.ts';
import { compileText } from '../policy/compile-text.ts';
import type { Host } from '../host.ts';
import { readNamedFile } from '../read-file.ts';
import { refuse } from '../refusal.ts';
import type { ImportReport } from '../report.ts';
import type { ImportRequest } from '../requests.ts';
import { importGitlab } from './gitlab.ts';
import { importCalendar } from './ics.ts';
import type { Imported, ImportedFreeze } from './imported.ts';

const LARGEST = 4 * 1024 ** 2;

export async function importFreezes(request: ImportRequest, host: Host): Promise<ImportReport> {
  const { file, text } =
    request.file === '-'
      ? { file: 'standard input', text: await request.standardInput() }
      : readNamedFile(resolve(host.cwd, request.file), host.cwd, LARGEST);
  const now = host.clock.now();
  const imported = readAs(request.from ?? formOf(text), text, { file, now });
  const { freezes, diagnostics } = keepValid(withOwnNames(imported), now);
  return { text: freezes.length === 0 ? '' : blockOf(freezes, request.to), diagnostics };
}

function readAs(
  from: ImportRequest['from'],
  text: string,
  { file, now }: { readonly file: string; readonly now: number },
): Imported {
  const imported =
    from === 'ics'
      ? importCalendar(text, file, now)
      : from === 'gitlab'
        ? importGitlab(text, now)
        : undefined;
  return (
    imported ??
    refuse('SEN2501', `\`${file}\` is neither a list of freezes of GitLab nor a calendar`, {
      help: "the first is what GitLab's `/projects/:id/freeze_periods` answers, the second begins with `BEGIN:VCALENDAR`",
    })
  );
}

function formOf(text: string): ImportRequest['from'] {
  const start = text.trimStart();
  if (/^BEGIN:VCALENDAR/iu.test(start)) return 'ics';
  return /^[[{]/u.test(start) ? 'gitlab' : undefined;
}

/** Of two with one name the second gets a number. */
function withOwnNames({ freezes, diagnostics }: Imported): Imported {
  const taken = new Set<string>();
  const named = freezes.map((freeze) => {
    let name = freeze.name;
    for (let number = 2; taken.has(name); number++) name = `${freeze.name}-${number}`;
    taken.add(name);
    return { ...freeze, name };
  });
  return { freezes: named, diagnostics };
}

/** What a policy would not take is told as what it is; what is printed has no errors. */
function keepValid({ freezes, diagnostics }: Imported, now: number): Imported {
  const refused: Diagnostic[] = [];
  const kept = freezes.filter((freeze) => {
    const found = compileText('import.yaml', policyOf([freeze]), now).diagnostics;
    const error = found.find(({ severity }) => severity === 'error');
    if (error)
      refused.push(
        diagnostic('SEN2502', `\`${freeze.name}\` cannot be a freeze: ${error.message}`, undefined, {
          help: error.help,
        }),
      );
    return !error;
  });
  return { freezes: kept, diagnostics: [...diagnostics, ...refused] };
}

/** YAML takes JSON for its values. */
function policyOf(freezes: readonly ImportedFreeze[]): string {
  const entries = freezes.map(({ name, keys }) => {
    const lines = Object.entries(keys).map(([key, value]) => `    ${key}: ${JSON.stringify(value)}\n`);
    return `  ${JSON.stringify(name)}:\n${lines.join('')}`;
  });
  return `sentinel: 1\npolicy: imported\nfreezes:\n${entries.join('')}`;
}

/** The block alone, for a policy that is there already. */
function blockOf(freezes: readonly ImportedFreeze[], to: 'yaml' | 'dsl'): string {
  const formatted = formatPolicy(new SourceText('import.yaml', policyOf(freezes)), to);
  if (!('text' in formatted)) throw new TypeError('what is imported is not in its canonical form');
  const lines = formatted.text.trimEnd().split('\n');
  if (to === 'yaml') return `${lines.slice(lines.indexOf('freezes:')).join('\n')}\n`;
  const clauses = lines.slice(
    lines.findIndex((line) => /^\s+freeze /u.test(line)),
    -1,
  );
  return `${clauses.map((line) => line.replace(/^ {2}/u, '')).join('\n')}\n`;
}
