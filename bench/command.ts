/** The built command as a rival. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Rival } from './harness.ts';

export const entry = join(import.meta.dirname, '../dist/sentinel.js');

/** Starts Node itself, without npm or a shell in between, and waits for its end. Fails unless it exits 0. */
export function runNode(args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve(stdout)
        : reject(new Error(`${args.join(' ')} ended with ${code}: ${stdout}${stderr}`)),
    );
  });
}

export function commandRival(name: string, args: readonly string[], cwd: string): Rival {
  return {
    name,
    async run(count) {
      for (let run = 0; run < count; run++) await runNode(args, cwd);
    },
  };
}

/** What everything else is measured by: a Node that does nothing. */
export function nodeAlone(cwd: string): Rival {
  return commandRival('node -e 0', ['-e', '0'], cwd);
}
