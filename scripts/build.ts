/**
 * Builds the command into `dist/`. esbuild cuts the program into files that load when they are used, as ES modules, and
 * turns each into a function with CommonJS inside, of which compiled code can be kept. `warm.ts` then writes that code.
 */
import { execFile, spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import { WHEN_USED } from '../src/cli/chunks.ts';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node22.13',
  define: { 'import.meta.dirname': '__dirname' },
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'error',
  write: false,
  outdir: dist,
} as const satisfies esbuild.BuildOptions;

/**
 * What few runs need, although those who import it cannot wait for it: by name the modules that become files of their
 * own, which load when something of them is first used.
 */
const whenUsed = {
  dsl: join(root, 'src/parser/dsl/index.ts'),
  extend: join(root, 'src/app/policy/extend.ts'),
  grammar: join(root, 'src/parser/expression/parser.ts'),
  re2: fileURLToPath(import.meta.resolve('re2js')),
};

/**
 * The view of a rollout on a terminal waits for WebAssembly while it loads, which only an ES module can: a file of its own,
 * as esbuild makes it.
 */
const LIVE = 'live.mjs';

const apart: esbuild.Plugin = {
  name: 'apart',
  setup(build) {
    build.onResolve({ filter: /\/live\.ts$/ }, () => ({ path: `./${LIVE}`, external: true }));
    build.onResolve({ filter: /\/dsl\/index\.ts$|\/parser\.ts$|^re2js$/ }, ({ kind, path, resolveDir }) => {
      const module = path.startsWith('.') ? join(resolveDir, path) : fileURLToPath(import.meta.resolve(path));
      const name = Object.entries(whenUsed).find(([, known]) => known === module)?.[0];
      return kind === 'import-statement' && name !== undefined
        ? { path: `./${WHEN_USED}${name}.js`, external: true }
        : undefined;
    });
  },
};

/**
 * Who reads expressions by hand needs of Chevrotain only its tokens. All of it, with what makes parsers, loads with the
 * grammars.
 */
const tokensAlone: esbuild.Plugin = {
  name: 'tokens-alone',
  setup(build) {
    const scan = fileURLToPath(new URL('scan', import.meta.resolve('chevrotain')));
    build.onResolve({ filter: /^chevrotain$/ }, ({ importer }) =>
      /\/(?:tokens|quick|messages|syntax-error|keywords|lexer)\.ts$/u.test(importer)
        ? { path: scan, namespace: 'tokens-alone' }
        : undefined,
    );
    build.onLoad({ filter: /./, namespace: 'tokens-alone' }, () => ({
      contents: `export * from './tokens_public.js'; export { Lexer } from './lexer_public.js';`,
      resolveDir: scan,
    }));
  },
};

/** What Ink loads for its own developers alone is not installed. */
const withoutDevtools: esbuild.Plugin = {
  name: 'without-devtools',
  setup(build) {
    build.onResolve({ filter: /^\.\/devtools\.js$/ }, ({ path }) => ({ path, external: true }));
  },
};

/** Names of the files of `dist/` with their text. */
async function bundle(): Promise<Map<string, string>> {
  const { outputFiles: entries } = await esbuild.build({
    ...common,
    entryPoints: { sentinel: 'src/cli/entry.ts' },
    format: 'cjs',
    banner: { js: '#!/usr/bin/env node' },
  });
  const { outputFiles: live } = await esbuild.build({
    ...common,
    entryPoints: { live: 'src/cli/live/live.ts' },
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    plugins: [withoutDevtools],
    define: { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"' },
    // Some of its packages are CommonJS, and ask for modules of Node.
    banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  });
  const { outputFiles: chunks, metafile } = await esbuild.build({
    ...common,
    metafile: true,
    entryPoints: {
      main: 'src/cli/main.ts',
      ...Object.fromEntries(Object.entries(whenUsed).map(([name, path]) => [`${WHEN_USED}${name}`, path])),
    },
    format: 'esm',
    splitting: true,
    plugins: [apart, tokensAlone],
  });
  const functions = await Promise.all(
    chunks.map(async ({ path, text }) => [basename(path), await toFunction(text)] as const),
  );
  const withMain = importedFrom('main.js', metafile);
  return new Map([
    ...[...entries, ...live].map(({ path, text }) => [basename(path), text] as const),
    ['main.js', asFile(functions.filter(([name]) => withMain.has(name)))],
    ...functions.filter(([name]) => !withMain.has(name)).map((alone) => [alone[0], asFile([alone])] as const),
    ...(await Promise.all(Object.entries(libraries).map(([name, source]) => library(name, source)))).flat(),
    ['package.json', '{ "type": "commonjs" }\n'],
  ]);
}

/** What other programs import, by the names of the files: each rests upon no other file but clients of stores. */
const libraries = {
  testkit: 'src/testkit/index.ts',
  flags: 'src/flags/index.ts',
  openfeature: 'src/flags/openfeature.ts',
};

const clients = ['@redis/client', 'pg', '@openfeature/server-sdk'];

/** With their types. */
async function library(name: string, source: string): Promise<readonly (readonly [string, string])[]> {
  const { outputFiles } = await esbuild.build({
    ...common,
    entryPoints: { [name]: join(root, source) },
    format: 'cjs',
    external: clients,
  });
  const folder = await mkdtemp(join(tmpdir(), 'sentinel-types-'));
  try {
    const options = ['--ignoreConfig', '--noCheck', '--noResolve', '--declaration', '--emitDeclarationOnly'];
    const language = ['--target', 'es2024', '--module', 'nodenext', '--allowImportingTsExtensions'];
    await promisify(execFile)(join(root, 'node_modules/.bin/tsc'), [
      ...options,
      ...language,
      '--outDir',
      folder,
      join(root, source),
    ]);
    const types = await readFile(join(folder, basename(source).replace(/ts$/u, 'd.ts')), 'utf8');
    return [
      ...outputFiles.map(({ text }) => [`${name}.js`, text] as const),
      [`${name}.d.ts`, types.replaceAll("'./index.ts'", "'./flags.js'")],
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The names of the module and of all that load with it. */
function importedFrom(name: string, { outputs }: esbuild.Metafile): ReadonlySet<string> {
  const imports = new Map(Object.entries(outputs).map(([path, output]) => [basename(path), output.imports]));
  const found = new Set([name]);
  for (const module of found)
    for (const { kind, path, external } of imports.get(module) ?? [])
      if (kind === 'import-statement' && !external) found.add(basename(path));
  return found;
}

/** Modules by their names, as `src/cli/chunks.ts` reads them. */
function asFile(functions: readonly (readonly [name: string, text: string])[]): string {
  return `({${functions.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join(',')}})`;
}

/**
 * The module as a function, which `src/cli/chunks.ts` calls. What it exports is one object, made when all of it has its
 * value (no two files import each other): the getters that esbuild would copy, one by one and twice, are hundreds.
 */
async function toFunction(text: string): Promise<string> {
  const withObject = text
    .replaceAll(`import("./${LIVE}")`, `require("./${LIVE}")`)
    .replace(
      /export\{([^}]*)\};\s*$/u,
      (_, names: string) =>
        `module.exports={__esModule:!0,${names.replaceAll(/([^,]+) as ([^,]+)/gu, '$2:$1')}};`,
    );
  const { code } = await esbuild.transform(withObject, {
    format: 'cjs',
    platform: 'node',
    target: common.target,
    supported: { 'dynamic-import': false },
    minifyWhitespace: true,
    minifySyntax: true,
  });
  return `function(exports,require,module,__filename,__dirname){${code}}`;
}

/** Writes what differs and removes what is no longer made; a command that runs meanwhile finds each file whole. */
async function writeDist(files: ReadonlyMap<string, string>): Promise<void> {
  await mkdir(dist, { recursive: true });
  const present = await readdir(dist);
  for (const [name, text] of [...files].toReversed()) {
    if (present.includes(name) && (await readFile(join(dist, name), 'utf8')) === text) continue;
    const fresh = join(dist, `${name}.${process.pid}`);
    await writeFile(fresh, text);
    if (name === 'sentinel.js') await chmod(fresh, 0o755);
    await rename(fresh, join(dist, name));
  }
  for (const name of present)
    if (!files.has(name)) await rm(join(dist, name), { recursive: true, force: true });
}

await writeDist(await bundle());
spawnSync(process.execPath, [join(root, 'scripts/warm.ts'), dist], { stdio: 'ignore' });
