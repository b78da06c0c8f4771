/**
 * Holds the documents to the project: links lead somewhere, every direct dependency has its row and every row its
 * dependency, every `sentinel COMMAND` that a page shows exists, every policy that a page shows is free of errors.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { catalog } from '../src/app/catalog.ts';
import { commands } from '../src/cli/commands/index.ts';
import { compile } from '../src/compiler/compile.ts';
import { parsePolicy } from '../src/parser/index.ts';
import { SourceText } from '../src/plan/span.ts';

const root = join(import.meta.dirname, '..');
const problems: string[] = [];

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
});
const pages = tracked
  .trim()
  .split('\n')
  .filter((file) => existsSync(join(root, file)));
const known = new Set(commands.all.map(({ name }) => name));

for (const file of pages) {
  const text = readFileSync(join(root, file), 'utf8');
  checkLinks(file, text);
  // Pages of diagnostics show what is wrong on purpose; tests of their own hold them.
  if (file.startsWith('docs/diagnostics/')) continue;
  checkCommands(file, text);
  checkPolicies(file, text);
}
checkDependencies();

function checkLinks(file: string, text: string): void {
  for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/gu)) {
    if (/^[a-z]+:|^#/u.test(target)) continue;
    const path = resolve(root, dirname(file), target.replace(/#.*$/u, ''));
    if (!existsSync(path)) problems.push(`${file}: the link ${target} leads nowhere`);
  }
}

function checkCommands(file: string, text: string): void {
  for (const [, block = ''] of text.matchAll(/```console\n(.*?)```/gsu))
    for (const [, name = ''] of block.matchAll(/^\$ (?:npx )?sentinel ([a-z]+)/gmu))
      if (!known.has(name)) problems.push(`${file}: there is no command \`sentinel ${name}\``);
}

function checkPolicies(file: string, text: string): void {
  for (const [, block = ''] of text.matchAll(/```yaml\n(.*?)```/gsu)) {
    if (!/^sentinel: 1$/mu.test(block)) continue;
    const source = new SourceText(file, block);
    const { policy, diagnostics } = parsePolicy(source);
    const all = policy
      ? [...diagnostics, ...compile(policy, { catalog, sources: new Map([[file, block]]) }).diagnostics]
      : diagnostics;
    for (const { severity, code, message } of all)
      if (severity === 'error') problems.push(`${file}: a policy on this page has ${code}: ${message}`);
  }
}

function checkDependencies(): void {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  const direct = { ...manifest.dependencies, ...manifest.devDependencies };
  const rows = readFileSync(join(root, 'docs/dependencies.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([^`]+)`/gu)].map(([, name = '']) => name));
  for (const name of Object.keys(direct))
    if (!rows.includes(name)) problems.push(`docs/dependencies.md: no row for ${name}`);
  for (const name of rows)
    if (!Object.hasOwn(direct, name)) problems.push(`docs/dependencies.md: ${name} is no dependency`);
  for (const [name, version] of Object.entries(direct))
    if (!/^[0-9]/u.test(version)) problems.push(`package.json: ${name} is not pinned to one version`);
}

for (const problem of problems) console.error(problem);
console.log(`${pages.length} pages, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
