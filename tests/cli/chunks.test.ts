import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chunksIn } from '../../src/cli/chunks.ts';
import { temporaryFolder } from '../support/folder.ts';

/** The text of a file that holds these modules, by name. */
function asFile(modules: Readonly<Record<string, string>>): string {
  const functions = Object.entries(modules).map(
    ([name, body]) =>
      `${JSON.stringify(name)}:function(exports,require,module,__filename,__dirname){${body}}`,
  );
  return `({${functions.join(',')}})`;
}

const files = {
  'main.js': asFile({
    'main.js': `const part = require('./part.js'); const inner = require('./inner.js'); exports.twice = (n) => part.add(n, n); exports.sep = require('node:path').sep; exports.here = __dirname; exports.inner = inner.loads;`,
    'inner.js': `globalThis.innerLoads = (globalThis.innerLoads ?? 0) + 1; exports.loads = globalThis.innerLoads;`,
  }),
  'part.js': asFile({
    'part.js': `globalThis.partsLoaded = (globalThis.partsLoaded ?? 0) + 1; exports.add = (a, b) => a + b; require('./inner.js');`,
  }),
};

interface Main {
  readonly twice: (n: number) => number;
  readonly sep: string;
  readonly here: string;
  readonly inner: number;
}

test('modules load each other once, in a file or across files, and what Node has', async () => {
  const folder = await temporaryFolder(files);
  const chunks = chunksIn(folder);
  const main = chunks.load('main.js') as Main;
  expect(main.twice(21)).toBe(42);
  expect(main).toMatchObject({ sep: '/', here: folder, inner: 1 });
  expect(chunks.load('main.js')).toBe(main);
  chunks.load('part.js');
  expect((globalThis as { partsLoaded?: number }).partsLoaded).toBe(1);
});

test('a file that is for later loads when something of it is used', async () => {
  const folder = await temporaryFolder({
    'main.js': asFile({
      'main.js': `const later = require('./later-part.js'); exports.loaded = () => globalThis.laterLoaded; exports.use = () => later.value;`,
    }),
    'later-part.js': asFile({
      'later-part.js': `globalThis.laterLoaded = true; exports.value = 42;`,
    }),
  });
  const main = chunksIn(folder).load('main.js') as { loaded: () => unknown; use: () => number };
  expect(main.loaded()).toBeUndefined();
  expect(main.use()).toBe(42);
  expect(main.loaded()).toBe(true);
});

test('compiled code is kept beside the files; code that does not fit is not used', async () => {
  const folder = await temporaryFolder(files);
  const first = chunksIn(folder);
  (first.load('main.js') as Main).twice(1);
  first.writeCode();
  const kept = (await readdir(folder)).filter((name) => name.includes(process.version));
  expect(kept).toHaveLength(2);
  expect((chunksIn(folder).load('main.js') as Main).twice(2)).toBe(4);
  for (const name of kept) await writeFile(join(folder, name), 'not code');
  expect((chunksIn(folder).load('main.js') as Main).twice(3)).toBe(6);
});
