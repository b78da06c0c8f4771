import { array, assert, constantFrom, infiniteStream, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/app/redact.ts';
import { SecretText } from '../../src/plan/secret.ts';
import { runs } from '../support/tier.ts';

const text = 'p@ss w/rd+"\\\n~é!';

function filtered(secrets: readonly string[], pieces: readonly string[]): string {
  const redactor = createRedactor();
  secrets.forEach((secret, index) => redactor.register(new SecretText(`s${index}`, secret)));
  const filter = redactor.filter();
  return pieces.map((piece) => filter.push(piece)).join('') + filter.end();
}

describe('redaction', () => {
  test.each([
    ['as it is', text],
    ['URL-encoded', encodeURIComponent(text)],
    ['form-encoded', new URLSearchParams({ a: text }).toString().slice(2)],
    ['URL-encoded in lower case', encodeURIComponent(text).replace(/%../gu, (hex) => hex.toLowerCase())],
    ['in JSON', JSON.stringify(text).slice(1, -1)],
  ])('%s', (_, form) => {
    expect(filtered([text], [`before ${form} after`])).toBe('before ‹secret s0› after');
  });

  test('leaves innocent text alone where a secret is so short that it stands everywhere', () => {
    expect(filtered(['a', 'abc', ''], ['an abc of things'])).toBe('an abc of things');
  });

  test.each([0, 1, 2, 3, 4])('in base64 behind %d other bytes', (before) => {
    const bytes = Buffer.from(`${'u'.repeat(before)}${text}tail`);
    for (const encoding of ['base64', 'base64url'] as const) {
      const shown = filtered([text], [bytes.toString(encoding)]);
      expect(shown).toContain('‹secret s0›');
      expect(shown.length).toBeLessThan(24 + before * 2);
    }
  });

  test('a name and a password of HTTP basic authentication', () => {
    const header = `Basic ${Buffer.from('admin:hunter2000').toString('base64')}`;
    expect(filtered(['hunter2000'], [header])).toContain('‹secret s0›');
  });

  test('overlapping secrets leave nothing of either', () => {
    expect(filtered(['abcdef', 'defghi'], ['-abcdefghi-'])).toBe('-‹secret s0›-');
    expect(filtered(['abcd', 'abcdefgh'], ['-abcd', 'efgh-'])).toBe('-‹secret s1›-');
    expect(filtered(['xyzab', 'abqq'], ['xyzab', 'qq'])).toBe('‹secret s0›');
  });

  test('what only begins like a secret comes out in the end', () => {
    expect(filtered(['secret'], ['a sec', 'ond'])).toBe('a second');
    expect(filtered(['secret'], ['a sec'])).toBe('a sec');
  });

  test('a secret that is registered later is kept out from then on', () => {
    const redactor = createRedactor();
    const filter = redactor.filter();
    expect(filter.push('early')).toBe('early');
    redactor.register(new SecretText('late', 'hunter2000'));
    expect(filter.push('hunter2000')).toBe('‹secret late›');
  });

  test('however the text is cut, the same comes out', () => {
    const words = constantFrom('hunter2000', 'hunter', '2000', 'h', ' ', 'x', 'hunter2000hunter2000');
    assert(
      property(array(words, { maxLength: 12 }), infiniteStream(integer({ min: 1, max: 7 })), (all, cuts) => {
        const whole = all.join('');
        const pieces: string[] = [];
        for (let rest = whole; rest !== '';) {
          const { value: size } = cuts.next() as { value: number };
          pieces.push(rest.slice(0, size));
          rest = rest.slice(size);
        }
        const shown = filtered(['hunter2000'], pieces);
        expect(shown).toBe(filtered(['hunter2000'], [whole]));
        expect(shown).not.toContain('hunter2000');
      }),
      { seed: 1, numRuns: runs(200, 20_000) },
    );
  });
});
