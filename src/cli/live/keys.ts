/** What the keys of the live view do: a pure step from one state and a key to the next. */
import { type Line, piece } from '../text/text.ts';

export type KeyRequest = 'pause' | 'resume' | 'promote' | 'abort';

export interface KeyState {
  /** The reason that is being typed for going back. */
  readonly typing?: string;
  /** What came of the last request. */
  readonly answer?: string;
}

export interface Key {
  /** The character, or those that were pasted. */
  readonly input: string;
  readonly ctrl: boolean;
  readonly enter: boolean;
  readonly escape: boolean;
  readonly backspace: boolean;
}

/** The next state, and what follows from the key. */
export interface KeyStep {
  readonly state: KeyState;
  readonly ask?: { readonly request: KeyRequest; readonly reason: string };
  readonly leave?: true;
}

const requests: ReadonlyMap<string, KeyRequest> = new Map([
  ['p', 'pause'],
  ['r', 'resume'],
  ['m', 'promote'],
]);

export function keyStep(state: KeyState, key: Key): KeyStep {
  if (key.ctrl) return key.input === 'c' ? { state: {}, leave: true } : { state };
  if (state.typing !== undefined) return typed(state.typing, key);
  if (key.input === 'a') return { state: { typing: '' } };
  const request = requests.get(key.input);
  return request ? asked(request, 'asked for with a key of the live view') : { state };
}

/** Going back is confirmed by its reason. */
function typed(typing: string, { input, enter, escape, backspace }: Key): KeyStep {
  if (escape) return { state: {} };
  if (backspace) return { state: { typing: typing.slice(0, -1) } };
  if (!enter) return { state: { typing: typing + input } };
  return typing.trim() === '' ? { state: { typing: '' } } : asked('abort', typing.trim());
}

function asked(request: KeyRequest, reason: string): KeyStep {
  return { state: { answer: `${request} is asked for` }, ask: { request, reason } };
}

/** The last rows of the view. */
export function footLines({ typing, answer }: KeyState, hasKeys: boolean): readonly Line[] {
  if (typing !== undefined)
    return [
      [piece('warning', 'abort, back to 0 % at once; why? '), typing, piece('strong', '▁')],
      [piece('faint', 'Enter aborts, Esc does not')],
    ];
  return [
    ...(answer === undefined ? [] : [[piece('info', answer)]]),
    [
      piece(
        'faint',
        hasKeys
          ? 'p pause   r resume   m promote   a abort   Ctrl-C leaves it as it is'
          : 'Ctrl-C leaves it as it is',
      ),
    ],
  ];
}
