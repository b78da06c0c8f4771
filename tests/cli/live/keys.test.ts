import { describe, expect, test } from 'vitest';
import { footLines, type Key, type KeyState, type KeyStep, keyStep } from '../../../src/cli/live/keys.ts';
import { shownLines } from '../../support/lines.ts';

function key(input: string, parts: Partial<Key> = {}): Key {
  return { input, ctrl: false, enter: false, escape: false, backspace: false, ...parts };
}

const enter = key('', { enter: true });

/** The last step of keys that are pressed one after the other. */
function press(...keys: readonly Key[]): KeyStep {
  return keys.reduce<KeyStep>(({ state }, one) => keyStep(state, one), { state: {} });
}

describe('keys', () => {
  test.each([
    ['p', 'pause'],
    ['r', 'resume'],
    ['m', 'promote'],
  ])('%s asks for %s', (input, request) => {
    expect(press(key(input))).toEqual({
      state: { answer: `${request} is asked for` },
      ask: { request, reason: 'asked for with a key of the live view' },
    });
  });

  test('to abort a reason is typed, which confirms it', () => {
    const typed = [key('a'), key('bad '), key('pay'), key('', { backspace: true }), key('y')];
    expect(press(...typed).ask).toBeUndefined();
    expect(press(...typed, enter).ask).toEqual({ request: 'abort', reason: 'bad pay' });
  });

  test('without a reason nothing is aborted, and Esc leaves it', () => {
    expect(press(key('a'), key(' '), enter)).toEqual({ state: { typing: '' } });
    expect(press(key('a'), key('p'), key('', { escape: true }))).toEqual({ state: {} });
  });

  test('Ctrl-C leaves, also while a reason is typed', () => {
    expect(press(key('c', { ctrl: true })).leave).toBe(true);
    expect(press(key('a'), key('c', { ctrl: true })).leave).toBe(true);
  });

  test('others do nothing', () => {
    expect(press(key('x'))).toEqual({ state: {} });
    expect(press(key('l', { ctrl: true }))).toEqual({ state: {} });
  });
});

describe('at the foot', () => {
  const shown = (state: KeyState, hasKeys = true) => shownLines(footLines(state, hasKeys));

  test('the keys, where somebody can press them', () => {
    expect(shown({})).toBe('p pause   r resume   m promote   a abort   Ctrl-C leaves it as it is\n');
    expect(shown({}, false)).toBe('Ctrl-C leaves it as it is\n');
  });

  test('an answer, and the question', () => {
    expect(shown({ answer: 'pause: done' })).toContain('pause: done\n');
    expect(shown({ typing: 'bad' })).toBe(
      'abort, back to 0 % at once; why? bad▁\nEnter aborts, Esc does not\n',
    );
  });
});
