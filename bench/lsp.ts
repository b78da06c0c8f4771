/** How long after an edit the language server tells its findings. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import '../scripts/build.ts';
import { entry } from './command.ts';
import { median, spreadOf, type Suite } from './harness.ts';

const LINES = 500;
const EDITS = 60;
/** Edits that only warm the server up. */
const WARM = 20;

const syntaxes = ['yaml', 'sntl'] as const;

export const suite: Suite = {
  title: 'Language server',
  about: `From an edit in a policy of ${LINES} lines, one character in a condition, to its findings, over standard input and output.`,
  packages: ['vscode-languageserver', 'yaml', 'chevrotain'],
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'sentinel-bench-'));
    try {
      const bars = [];
      for (const syntax of syntaxes) {
        const samples = await measureEdits(folder, syntax);
        bars.push({
          name: `findings after an edit, ${syntax === 'yaml' ? 'YAML' : 'DSL'}`,
          value: median(samples),
          spread: spreadOf(samples),
          unit: 'ms' as const,
          atMost: 50,
        });
      }
      return bars;
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};

/** Milliseconds for each edit. */
async function measureEdits(folder: string, syntax: (typeof syntaxes)[number]): Promise<number[]> {
  const child = spawn(process.execPath, [entry, 'lsp'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  let told: () => void = () => undefined;
  connection.onNotification('textDocument/publishDiagnostics', () => told());
  connection.listen();
  const next = () => new Promise<void>((resolve) => (told = resolve));
  const uri = pathToFileURL(join(folder, `policy.${syntax}`)).href;
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  const text = await longPolicy(syntax);
  const line = text.split('\n').findLastIndex((content) => content.includes('disk.used < '));
  const character = (text.split('\n')[line] ?? '').indexOf('disk.used < ') + 'disk.used < '.length;
  const opened = next();
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'sentinel', version: 0, text },
  });
  await opened;
  const samples: number[] = [];
  for (let version = 1; version <= WARM + EDITS; version++) {
    const start = performance.now();
    const findings = next();
    const end = { line, character: character + 1 };
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: { line, character }, end }, text: String(1 + (version % 9)) }],
    });
    await findings;
    if (version > WARM) samples.push(performance.now() - start);
  }
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  connection.dispose();
  return samples;
}

/** The example of the language with more gates, until it is long enough. */
async function longPolicy(syntax: (typeof syntaxes)[number]): Promise<string> {
  const file = join(import.meta.dirname, `../tests/parser/fixtures/checkout-api.${syntax}`);
  // Behind its gates stands what is not run yet; a policy with errors would be spared most rules.
  const [head = ''] = (await readFile(file, 'utf8')).split(/(?<=\n)(?=freezes:|\n? *freeze )/u);
  const gate = {
    yaml: (n: number) =>
      `  disk-${n}:\n    severity: critical\n    require: disk.used < 85%\n    prefer: disk.used < 75%\n    message: "the disk of ${n} is full"\n`,
    sntl: (n: number) =>
      `  gate "disk-${n}" critical {\n    require disk.used < 85%\n    prefer disk.used < 75%\n    message "the disk of ${n} is full"\n  }\n`,
  }[syntax];
  const missing = LINES - head.split('\n').length;
  const gates = Array.from({ length: Math.floor(missing / 5) }, (_, n) => gate(n)).join('');
  return `${head}${gates}${syntax === 'sntl' ? '}\n' : ''}`;
}
