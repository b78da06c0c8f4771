import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linesOf } from '../../../src/runtime/host/lines.ts';
import { temporaryFolder } from '../../support/folder.ts';

async function linesAt(file: string) {
  const lines: string[] = [];
  for await (const line of linesOf(file)) lines.push(line);
  return lines;
}

async function linesIn(text: string) {
  const folder = await temporaryFolder({ file: text });
  return linesAt(join(folder, 'file'));
}

test('only a line feed ends a line', async () => {
  expect(await linesIn('a\r\nb\u2028c\u2029\u0085d\n\ne')).toEqual(['a\r', 'b\u2028c\u2029\u0085d', '', 'e']);
  expect(await linesIn('a\n')).toEqual(['a']);
  expect(await linesIn('')).toEqual([]);
});

test('long lines are whole', async () => {
  const long = 'ü☠𝕏'.repeat(100_000);
  expect(await linesIn(`${long}\n${long}`)).toEqual([long, long]);
});

test('a file that is not there rejects with the error of the system', async () => {
  await expect(linesAt('/nowhere/file')).rejects.toMatchObject({ code: 'ENOENT' });
});
