/** Where each kind of file keeps its version. */
import type { Value } from '../../../plan/value.ts';
import { formatOfName, memberOf, parseData } from '../../host/data.ts';
import { ProbeFailure } from '../../failure.ts';

const paths: ReadonlyMap<string, readonly string[]> = new Map([
  ['Cargo.toml', ['package.version', 'workspace.package.version']],
  ['pyproject.toml', ['project.version', 'tool.poetry.version']],
]);

/** The version in a file's text. Throws `ProbeFailure` where it names none. */
export async function versionIn(path: string, text: string): Promise<string> {
  const version = await find(path, text);
  if (version === undefined || version === '') throw new ProbeFailure(`\`${path}\` names no version`);
  return version;
}

async function find(path: string, text: string): Promise<string | undefined> {
  if (path.endsWith('.py')) return pythonVersion(text);
  const format = formatOfName(path);
  // Else the file is the version, as in VERSION.
  if (!format) return /^\s*(\S+)\s*$/u.exec(text)?.[1];
  const name = path.slice(path.lastIndexOf('/') + 1);
  return firstText(await parseData(text, format, `\`${path}\``), paths.get(name) ?? ['version']);
}

/** `__version__ = "1.2.3"` at the start of a line, perhaps with a type. */
function pythonVersion(text: string): string | undefined {
  const match = /^__version__(?:[ \t]*:[ \t]*[\w.]+)?[ \t]*=[ \t]*(?:"([^"\n]*)"|'([^'\n]*)')/mu.exec(text);
  return match?.[1] ?? match?.[2];
}

function firstText(data: Value, candidates: readonly string[]): string | undefined {
  for (const at of candidates) {
    const value = at.split('.').reduce<Value | undefined>(memberOf, data);
    if (typeof value === 'string') return value;
  }
  return undefined;
}
