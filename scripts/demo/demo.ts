/**
 * A canary from end to end, as a user would type it: one release reaches everybody, the next one fails and goes back. Two
 * small services, the built-in router in front of them, and users who keep coming.
 */
import { spawn } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openShop, type Shop } from './shop.ts';

const root = join(import.meta.dirname, '../..');
const folder = await mkdtemp(join(tmpdir(), 'sentinel-demo-'));
const shop = await openShop();
try {
  await copyFile(join(root, 'examples/canary/sentinel.yaml'), join(folder, 'sentinel.yaml'));
  process.exitCode = (await demo(shop)) ? 0 : 1;
} finally {
  await shop.close();
  await rm(folder, { recursive: true });
}

/** Whether the good release completed and the bad one went back. */
async function demo({ deploy, seen }: Shop): Promise<boolean> {
  deploy('blue', '1.0.0');
  say('1.0.0 runs on blue and has all users. 2.0.0 is deployed on green, and is good.');
  deploy('green', '2.0.0');
  const good = await apply('2.0.0');
  if (good !== 0) return false;

  say('2.0.0 has all users now. 3.0.0 is deployed on blue, and a quarter of its answers are errors.');
  deploy('blue', '3.0.0', 25);
  const bad = await apply('3.0.0');

  say('What users saw:');
  for (const [version, { ok, failed }] of seen)
    console.log(`  ${version.padEnd(12)} ${String(ok).padStart(6)} answers, ${failed} errors`);
  const lost = seen.has('no version');
  console.log(
    `\nexit codes ${good} and ${bad}; next, in a repository of your own: sentinel init (README.md says how to install it)`,
  );
  return good === 0 && bad !== 0 && !lost;
}

/** The store goes with the folder, also where a build would rather have one that outlasts it. */
function apply(version: string): Promise<number> {
  const args = ['apply', '--version', version, '--auto-approve', '--ephemeral-store'];
  console.log(`$ sentinel ${args.join(' ')}\n`);
  const env = { ...process.env, ...shop.env, SENTINEL_STORE: `sqlite:${join(folder, 'state.db')}` };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'dist/sentinel.js'), ...args], {
      cwd: folder,
      env,
      stdio: 'inherit',
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function say(text: string): void {
  console.log(`\n${text}\n`);
}
