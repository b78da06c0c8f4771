/** The main job in one go: plans the release of this clone by the policy at its root, as a user would type it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const args = ['plan', '--version', `v${version}`];

console.log(`$ sentinel ${args.join(' ')}\n`);
const { status } = spawnSync(process.execPath, [join(root, 'dist/sentinel.js'), ...args], {
  cwd: root,
  stdio: 'inherit',
});
console.log(
  `\nexit code ${status}; read sentinel.yaml, then type \`npx sentinel init\` in a repository of your own`,
);
process.exitCode = status ?? 1;
