/** The page of requirements names tests that are there. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = new URL('../../docs/requirements.md', import.meta.url);
const text = readFileSync(page, 'utf8');

test('each line names a file of tests and a text in it', () => {
  const named = [...text.matchAll(/\]\(([^)]+)\): (.+?)(?=; \[| \|$)/gmu)];
  const lines = text.split('\n').filter((line) => /^\| [A-F]\d+ \|/u.test(line));
  expect(named.length).toBeGreaterThanOrEqual(lines.length);
  const missing = named.flatMap(([, file = '', words = '']) => {
    const place = new URL(file, page);
    return existsSync(place) && readFileSync(place, 'utf8').includes(words) ? [] : [`${file}: ${words}`];
  });
  expect(missing).toEqual([]);
  for (const line of lines) expect(line).toMatch(/\]\(\.\.\/tests\/[^)]+\): \S/u);
});
