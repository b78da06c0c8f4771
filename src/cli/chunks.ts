/**
 * Loads the files that the program is bundled into. Each holds the module of its name, and others that are never loaded
 * without it: a file of its own costs every start. Node keeps compiled code only of what runs when a file is loaded;
 * here each file comes with the code of all functions that a usual run calls, which halves the start. That code is
 * written when the program is built, and only read afterwards; a Node that cannot use it compiles the source. A file that
 * must be an ES module stays one, and is imported.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';

/** Begins the names of files that load when they are used, not when they are imported. */
export const WHEN_USED = 'later-';

type Wrapper = (
  exports: object,
  require: (name: string) => unknown,
  module: { exports: object },
  filename: string,
  dirname: string,
) => void;

export interface Chunks {
  /** What the module of this name exports. */
  load(name: string): object;
  /** Keeps the code of all functions that have been called. */
  writeCode(): void;
}

export function chunksIn(folder: string): Chunks {
  const wrappers = new Map<string, Wrapper>();
  const modules = new Map<string, { exports: object }>();
  const scripts = new Map<string, Script>();

  const open = (file: string): void => {
    const code = codeFile(file);
    const script = new Script(readFileSync(file, 'utf8'), {
      filename: file,
      ...(existsSync(code) && { cachedData: readFileSync(code) }),
    });
    scripts.set(file, script);
    const inside = script.runInThisContext() as Record<string, Wrapper>;
    for (const [name, wrapper] of Object.entries(inside)) wrappers.set(name, wrapper);
  };

  const load = (name: string): object => {
    const known = modules.get(name);
    if (known) return known.exports;
    const file = join(folder, name);
    if (!wrappers.has(name)) open(file);
    const wrapper = wrappers.get(name);
    if (!wrapper) throw new TypeError(`${file} does not hold its own module`);
    const module = { exports: {} };
    const require = (wanted: string): unknown => {
      if (!wanted.startsWith('./')) return process.getBuiltinModule(wanted);
      const other = wanted.slice(2);
      if (other.endsWith('.mjs')) return import(pathToFileURL(join(folder, other)).href);
      return other.startsWith(WHEN_USED) ? whenUsed(() => load(other)) : load(other);
    };
    wrapper(module.exports, require, module, file, folder);
    modules.set(name, module);
    return module.exports;
  };

  return {
    load,
    writeCode() {
      for (const [file, script] of scripts) writeFileSync(codeFile(file), script.createCachedData());
    },
  };
}

/** Stands for the exports of a file, which loads when one of them is asked for. */
function whenUsed(load: () => object): object {
  return new Proxy({}, { get: (_, name): unknown => Reflect.get(load(), name) });
}

/** Compiled code belongs to one version of Node on one architecture. */
function codeFile(file: string): string {
  return `${file}.${process.version}-${process.arch}`;
}
