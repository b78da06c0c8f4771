/** A thousand policies in one run of `lint`, and of `fmt`. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '../scripts/build.ts';
import { entry, runNode } from './command.ts';
import { type Bar, median, spreadOf, type Suite } from './harness.ts';

const FILES = 1000;
const ROUNDS = 5;

/** Tells the peak memory of the process behind everything that it prints. */
const tellPeak =
  'data:text/javascript,process.on("exit",()=>process.stdout.write("peak "+process.resourceUsage().maxRSS))';

export const suite: Suite = {
  title: 'Many files',
  about: `${FILES} policies like \`examples/release-gate\`, each with another name, in one process.`,
  packages: ['yaml', 'chevrotain'],
  async run() {
    return [...(await measure('lint', 3000)), ...(await measure('fmt'))];
  },
};

/** `fmt` finds them as they were written before each round. */
async function measure(command: string, atMost?: number): Promise<readonly Bar[]> {
  const folder = await mkdtemp(join(tmpdir(), 'sentinel-bench-'));
  try {
    const seconds: number[] = [];
    let peak = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const files = await writePolicies(folder);
      const start = performance.now();
      const output = await runNode(['--import', tellPeak, entry, command, ...files], folder);
      seconds.push((performance.now() - start) / 1000);
      peak = Math.max(peak, Number(/peak (\d+)$/u.exec(output)?.[1]) / 1024);
    }
    return [
      {
        name: `${command} of ${FILES} files`,
        value: median(seconds) * 1000,
        spread: spreadOf(seconds),
        unit: 'ms',
        ...(atMost !== undefined && { atMost }),
      },
      { name: `peak memory of ${command}`, value: peak, unit: 'MiB' },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writePolicies(folder: string): Promise<string[]> {
  const text = await readFile(join(import.meta.dirname, '../examples/release-gate/sentinel.yaml'), 'utf8');
  const names = Array.from({ length: FILES }, (_, index) => `policy-${index}.yaml`);
  for (const [index, name] of names.entries())
    await writeFile(join(folder, name), text.replace(/^policy: .*$/mu, `policy: service-${index}`));
  return names;
}
