import { describe, expect, test } from 'vitest';
import { paint, wantsColour } from '../../../src/cli/text/paint.ts';
import { piece } from '../../../src/cli/text/text.ts';

describe('paint', () => {
  test('writes plain lines without trailing blanks', () => {
    expect(paint([['a', piece('error', 'b'), '  '], []], false)).toBe('ab\n\n');
  });

  test('colours roles', () => {
    expect(paint([[piece('pass', 'ok'), ' x']], true)).toBe('\u001b[32mok\u001b[39m x\n');
  });

  test('lets no piece steer the terminal', () => {
    expect(paint([['a\u001b[2Jb\nc', piece('error', '\r')]], false)).toBe('a\\x1b[2Jb\\nc\\r\n');
  });

  test('breaks orders to a CI system, also when several pieces make one', () => {
    expect(paint([[':', piece('error', ':error::x')]], true)).toBe(': :error::x\n');
  });
});

describe('wantsColour', () => {
  test.each([
    ['always', {}, false, true],
    ['never', { FORCE_COLOR: '1' }, true, false],
    ['auto', {}, true, true],
    ['auto', {}, false, false],
    ['auto', { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
    ['auto', { NO_COLOR: '' }, true, true],
    ['auto', { FORCE_COLOR: '' }, false, true],
    ['auto', { FORCE_COLOR: '0' }, true, false],
    ['auto', { TERM: 'dumb' }, true, false],
  ] as const)('--color %s with %j on a terminal %s: %s', (option, env, terminal, wanted) => {
    expect(wantsColour(option, env, terminal)).toBe(wanted);
  });
});
