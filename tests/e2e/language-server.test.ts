/** A long session with the language server: nothing that is typed ends it, and it says what `sentinel lint` says. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver';
import { runSentinel } from '../support/cli.ts';
import { temporaryFolder } from '../support/folder.ts';
import { LanguageClient } from '../support/language-client.ts';
import { Random } from '../support/random.ts';
import { runs } from '../support/tier.ts';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../parser/fixtures', name), 'utf8');

/** The same policy in both syntaxes. */
const syntaxes = [
  { file: 'sentinel.yaml', policy: fixture('checkout-api.yaml') },
  { file: 'checkout.sntl', policy: fixture('checkout-api.sntl') },
];

const methods = [
  'completion',
  'hover',
  'definition',
  'references',
  'prepareRename',
  'codeAction',
  'formatting',
  'documentSymbol',
  'semanticTokens/full',
  'inlayHint',
];

test.each(syntaxes)('$file is typed character by character', async ({ file, policy }) => {
  const { client, folder } = await openEditor(file);
  // With a slip, so that there is something to find.
  const [typed = ''] = policy.replace('git.clean', 'git.claen').split(/\n *rollout/u);
  const random = new Random(7);
  for (const character of typed.slice(0, runs(600, typed.length))) {
    const end = client.text.length;
    await client.edit(end, end, character);
    if (/[\n:.{ ]/u.test(character)) await client.ask(random.pick(methods), client.text.length);
  }
  await expectLint(client, folder);
  expect(await client.end()).toEqual({ exitCode: 0, stderr: '' });
});

// 20,000 of them with both syntaxes and the full counts.
test.each(syntaxes)('edits of $file at random places', async ({ file, policy }) => {
  const { client, folder } = await openEditor(file);
  const pieces = [
    ...'{}[]:,#&*!|>\'"%@`-.=<\n\r\t '.split(''),
    '${',
    ': ',
    '- ',
    '\r\n',
    '🚀',
    '\0',
    'gates:\n',
    'git.',
  ];
  const random = new Random(2026);
  await client.edit(0, 0, policy);
  for (let count = 0; count < runs(250, 10_000); count++) {
    const start = random.below(client.text.length + 1);
    const end = Math.min(client.text.length, start + random.below(6));
    await client.edit(start, end, random.below(3) === 0 ? '' : random.pick(pieces));
    if (count % 8 === 0) await client.ask(random.pick(methods), random.below(client.text.length + 1));
    if (count % 50 === 0) await client.findings();
    if (count % 200 === 0) await client.edit(0, client.text.length, policy);
  }
  // A file can hold no half of a character.
  await client.edit(0, client.text.length, client.text.toWellFormed());
  await expectLint(client, folder);
  await client.edit(0, client.text.length, policy);
  await expectLint(client, folder);
  expect(await client.end()).toEqual({ exitCode: 0, stderr: '' });
});

async function openEditor(file: string) {
  const folder = await temporaryFolder();
  const client = new LanguageClient(folder, file);
  onTestFinished(() => client.kill());
  await client.start();
  return { client, folder };
}

/** What the editor shows is what the command line prints for the same text. */
async function expectLint(client: LanguageClient, folder: string): Promise<void> {
  const shown = await client.findings();
  writeFileSync(fileURLToPath(client.uri), client.text);
  const { json } = await runSentinel(['lint', '--format', 'json', fileURLToPath(client.uri)], {
    cwd: folder,
  });
  const { diagnostics } = json() as { readonly diagnostics: readonly Finding[] };
  expect(diagnostics.length).toBeGreaterThan(0);
  expect(shown.map(asFinding)).toEqual(
    diagnostics.map(({ code, severity, message, help, line, column, endLine, endColumn }) => ({
      code,
      severity,
      message: help === undefined ? message : `${message}\n${help}`,
      place: [line, column, endLine, endColumn],
    })),
  );
}

interface Finding {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly help?: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

function asFinding({ code, severity, message, range: { start, end } }: Diagnostic) {
  return {
    code,
    severity: ['error', 'warning', 'info'][(severity ?? 0) - 1],
    message,
    place: [start.line + 1, start.character + 1, end.line + 1, end.character + 1],
  };
}
