import { expect, test } from 'vitest';
import { entryOfLine, lineOf } from '../../../src/runtime/host/audit-lines.ts';
import { sampleLog } from '../../support/audit-log.ts';

const hash = 'a'.repeat(64);

test('a line is ASCII, without orders, and is read back to the same text', () => {
  for (const { text, hash: own } of sampleLog(9)) {
    const line = lineOf({ text, hash: own });
    expect(line).toMatch(/^[ -~]+$/u);
    expect(line).not.toContain('##');
    expect(JSON.parse(line)).toEqual({ ...(JSON.parse(text) as object), hash: own });
    expect(entryOfLine(line)).toEqual({ text, hash: own });
  }
});

test.each([
  [{ why: 'ü', more: '\\u00fc \\\\ü' }],
  [{ why: '\0\u001f\u007f\u0085 ##[error] ##vso[x] ###' }],
  [{ why: '\ud800 half a character, and a whole one: 𝕏' }],
  [{ why: '\\' }],
])('%j', (entry) => {
  const text = JSON.stringify(entry, Object.keys(entry).toSorted());
  expect(entryOfLine(lineOf({ text, hash }))).toEqual({ text, hash });
});

test.each([
  [''],
  ['{}'],
  [`{"why":"x"}`],
  [`{"why":"ü","hash":"${hash}"}`],
  [`{"why":"\\u0041","hash":"${hash}"}`],
  [`{"why":"\\u00fc\\ud800,"hash":"${hash}"}`],
  [`{"hash":"${hash}","why":"x"}`],
  [` {"why":"x","hash":"${hash}"}\r`],
  [`{"why":"x","hash":"${hash.toUpperCase()}"}`],
])('%s is none that was exported', (line) => {
  expect(entryOfLine(line)).toBeUndefined();
});
