/** Puts a mistake into a copy of one source file while it is loaded; the file itself and its other copies stay as they are. */
import { registerHooks } from 'node:module';
import { type Engine, loadEngine } from './engine.ts';
import type { PlantedBug } from './planted-bugs.ts';

const rooms = /\/src\/runtime\/(?:core|engine)\/rollout\/[^/]+\.ts$/;

/** The program with the mistake in it. Throws where the text to be replaced is not there exactly once. */
export async function plant({ name, file, patches = [] }: PlantedBug): Promise<Engine> {
  const query = `?planted=${encodeURIComponent(name)}`;
  let isPatched = file === undefined;
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      const resolved = next(specifier, context);
      const isCopy = context.parentURL?.endsWith(query) === true && rooms.test(resolved.url);
      return isCopy ? { ...resolved, url: `${resolved.url}${query}` } : resolved;
    },
    load(url, context, next) {
      const loaded = next(url, context);
      if (file === undefined || !url.endsWith(`/src/${file}${query}`)) return loaded;
      isPatched = true;
      return { ...loaded, source: patched(textOf(loaded.source), name, patches) };
    },
  });
  try {
    const engine = await loadEngine(query);
    if (!isPatched) throw new Error(`${name}: ${file} was not loaded`);
    return engine;
  } finally {
    hooks.deregister();
  }
}

function textOf(source: unknown): string {
  return typeof source === 'string' ? source : new TextDecoder().decode(source as Uint8Array);
}

function patched(source: string, name: string, patches: NonNullable<PlantedBug['patches']>): string {
  return patches.reduce((text, [from, to]) => {
    const parts = text.split(from);
    if (parts.length !== 2) throw new Error(`${name}: \`${from}\` is there ${parts.length - 1} times`);
    return parts.join(to);
  }, source);
}
