/** Builds the playground's script, `docs/playground/dist/playground.js`: one file, a classic script, so that it also runs from a disk. */
import { join } from 'node:path';
import * as esbuild from 'esbuild';

await esbuild.build({
  absWorkingDir: join(import.meta.dirname, '..'),
  entryPoints: { playground: 'src/playground/main.ts' },
  outdir: 'docs/playground/dist',
  bundle: true,
  platform: 'browser',
  format: 'iife',
  target: ['chrome122', 'firefox131', 'safari18.4'],
  loader: { '.yaml': 'text' },
  minify: true,
  legalComments: 'linked',
  logLevel: 'error',
});
