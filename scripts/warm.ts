/**
 * `warm.ts DIST`: runs the program as it is mostly run, all in one process, so that the code of what was called can be
 * kept beside its files. What the runs say does not matter.
 */
import { join } from 'node:path';
import { chunksIn } from '../src/cli/chunks.ts';

const root = join(import.meta.dirname, '..');
const usual = [
  ['lint', 'examples/minimal/sentinel.yaml'],
  ['lint', 'examples/release-gate/sentinel.yaml'],
  ['lint', 'package.json'],
  ['check', '--version', 'v0.0.0', '--format', 'json'],
  ['plan', '--version', 'v0.0.0'],
];

const chunks = chunksIn(process.argv[2] ?? '');
const { main } = chunks.load('main.js') as typeof import('../src/cli/main.ts');
process.chdir(root);
for (const line of usual) await main(line);
chunks.writeCode();
process.exitCode = 0;
