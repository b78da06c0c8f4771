/**
 * Builds the command into `dist/`. esbuild cuts the program into an entry and chunks that load when they are used; each
 * is then turned from an ES module into CommonJS, because Node starts those 3 ms sooner (a seventh of its own start).
 * At last `lint` runs once, so that the code cache beside the chunks is warm.
 */
import { spawnSync } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import * as esbuild from 'esbuild';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

/** The oldest Node that runs the program; the entry itself must parse on older ones, to say so. */
const target = 'node22.13';

/** Names of the files of `dist/` with their text. */
async function bundle(): Promise<Map<string, string>> {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: { sentinel: 'src/cli/entry.ts' },
    outdir: dist,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target,
    write: false,
    legalComments: 'none',
    logLevel: 'error',
  });
  const files = await Promise.all(
    outputFiles.map(async ({ path, text }) => {
      const name = basename(path);
      const { code } = await esbuild.transform(text, {
        format: 'cjs',
        target,
        platform: 'node',
        supported: { 'dynamic-import': false },
        define: { 'import.meta.dirname': '__dirname' },
        minifyWhitespace: true,
        minifySyntax: true,
        legalComments: 'none',
        banner: name === 'sentinel.js' ? '#!/usr/bin/env node' : '',
      });
      return [name, code] as const;
    }),
  );
  return new Map([...files, ['package.json', '{ "type": "commonjs" }\n']]);
}

/** Writes what differs and removes what is no longer made; a command that runs meanwhile finds each file whole. */
async function writeDist(files: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(dist, { recursive: true });
  const present = new Map<string, string>();
  for (const entry of await readdir(dist, { withFileTypes: true }))
    if (entry.isFile()) present.set(entry.name, await readFile(join(dist, entry.name), 'utf8'));
  for (const [name, text] of [...files].toReversed()) {
    if (present.get(name) === text) continue;
    const fresh = join(dist, `${name}.${process.pid}`);
    await writeFile(fresh, text);
    if (name === 'sentinel.js') await chmod(fresh, 0o755);
    await rename(fresh, join(dist, name));
  }
  for (const name of present.keys()) if (!files.has(name)) await rm(join(dist, name), { force: true });
}

/** What `lint` says does not matter here; that it ran fills the cache. */
async function warmCache(): Promise<void> {
  await rm(join(dist, 'cache'), { recursive: true, force: true });
  spawnSync(process.execPath, [join(dist, 'sentinel.js'), 'lint', join(root, 'sentinel.yaml')], {
    stdio: 'ignore',
  });
}

await writeDist(await bundle());
await warmCache();
