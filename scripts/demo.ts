/** The main job in one go, as a user would type it: plans a release of this clone by the smallest example. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const args = ['plan', '--policy', 'examples/minimal/sentinel.yaml', '--version', `v${version}`];

console.log(`$ sentinel ${args.join(' ')}\n`);
const { status } = spawnSync(process.execPath, [join(root, 'dist/sentinel.js'), ...args], {
  cwd: root,
  stdio: 'inherit',
});
console.log(`\nexit code ${status}; next, in a repository of your own: npx sentinel init`);
process.exitCode = status ?? 1;
