/** The files that the package brings along: its version, schemas and the pages of diagnostics. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Code } from '../plan/codes/index.ts';

/** The nearest directory above this file with `schemas`; the same for sources and for the bundle. */
export function packageRoot(): string {
  let directory = import.meta.dirname;
  while (!existsSync(join(directory, 'schemas'))) directory = dirname(directory);
  return directory;
}

export function programVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

/** The page of a diagnostic, in Markdown. */
export function diagnosticPage(code: Code): string {
  return readFileSync(diagnosticPagePath(code), 'utf8');
}

export function diagnosticPagePath(code: Code): string {
  return join(packageRoot(), 'docs', 'diagnostics', `${code}.md`);
}

/** A schema by its name: `policy`, `decision`. */
export function schemaText(name: string): string {
  return readFileSync(join(packageRoot(), 'schemas', `${name}.schema.json`), 'utf8');
}
