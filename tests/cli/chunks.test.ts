import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chunksIn } from '../../src/cli/chunks.ts';
import { temporaryFolder } from '../support/folder.ts';

function asModule(body: string): string {
  return `(function(exports,require,module,__filename,__dirname){${body}})`;
}

const files = {
  'main.js': asModule(
    `const part = require('./part.js'); exports.twice = (n) => part.add(n, n); exports.sep = require('node:path').sep; exports.here = __dirname;`,
  ),
  'part.js': asModule(
    `globalThis.partsLoaded = (globalThis.partsLoaded ?? 0) + 1; exports.add = (a, b) => a + b;`,
  ),
};

interface Main {
  readonly twice: (n: number) => number;
  readonly sep: string;
  readonly here: string;
}

test('files load each other once, and what Node has', async () => {
  const folder = await temporaryFolder(files);
  const chunks = chunksIn(folder);
  const main = chunks.load('main.js') as Main;
  expect(main.twice(21)).toBe(42);
  expect(main).toMatchObject({ sep: '/', here: folder });
  expect(chunks.load('main.js')).toBe(main);
  chunks.load('part.js');
  expect((globalThis as { partsLoaded?: number }).partsLoaded).toBe(1);
});

test('a file that is for later loads when something of it is used', async () => {
  const folder = await temporaryFolder({
    'main.js': asModule(
      `const later = require('./later-part.js'); exports.loaded = () => globalThis.laterLoaded; exports.use = () => later.value;`,
    ),
    'later-part.js': asModule(`globalThis.laterLoaded = true; exports.value = 42;`),
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
