import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { changes } from '../../src/cli/watch.ts';
import { temporaryFolder } from '../support/folder.ts';

/** A watch of one directory, whose rests end when they are told to. */
async function watched() {
  const file = join(await temporaryFolder({ 'sentinel.yaml': 'one', 'notes.txt': '' }), 'sentinel.yaml');
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  const ends: (() => void)[] = [];
  let begun = (): void => undefined;
  const rests = () =>
    new Promise<void>((resolve) => {
      ends.push(resolve);
      begun();
    });
  /** Waits for a rest, in which `work` is done. */
  const inRest = async (work?: () => Promise<void>): Promise<void> => {
    if (ends.length === 0) await new Promise<void>((resolve) => (begun = resolve));
    await work?.();
    ends.shift()?.();
  };
  const counts = (name: string) => name.endsWith('.yaml');
  const iterator = changes([file], counts, 0, stop.signal, rests);
  const told: string[] = [];
  const next = async (text: string) => {
    await iterator.next();
    told.push(text);
  };
  return { file, inRest, next, told };
}

test('a change that is written in steps is told once, when nothing is written any more', async () => {
  const { file, inRest, next, told } = await watched();
  // What lay there was written after the watch was asked for.
  const first = next('first');
  await inRest();
  await first;
  const second = next('second');
  await writeFile(file, '');
  await inRest(() => writeFile(file, 'some'));
  await inRest(() => writeFile(file, 'all of it'));
  expect(told).toEqual(['first']);
  await inRest();
  await second;
  expect(told).toEqual(['first', 'second']);
});

test('what the system tells once more, and what changes no text, is no change', async () => {
  const { file, inRest, next, told } = await watched();
  const first = next('first');
  await inRest();
  await first;
  const second = next('second');
  await chmod(file, 0o600);
  await inRest();
  // Another rest begins only where nothing was told.
  await writeFile(file, 'two!');
  await inRest();
  await Promise.race([second, inRest()]);
  await second;
  expect(told).toEqual(['first', 'second']);
});
