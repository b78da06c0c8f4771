/** What stands for a clause that could not be read, so that nothing in it is told to be missing as well. */
import type { IToken } from 'chevrotain';
import type { Span } from '../../plan/span.ts';
import type { MapNode, ScalarNode } from '../document.ts';
import { words } from './keywords.ts';
import { impliedKey } from './scalars.ts';

/** Words that write under another key. */
const keys: ReadonlyMap<string, string> = new Map([
  ...['setting', 'secret', 'input', 'probe', 'score', 'gate', 'freeze', 'limit', 'rollout', 'group'].map(
    (word) => [word, `${word}s`] as const,
  ),
  ['notification', 'notifications'],
  ['stage', 'stages'],
  ['at', 'at_most'],
  ['of', 'criteria'],
]);

export function keyOf({ image }: IToken, span: Span): ScalarNode {
  return impliedKey(keys.get(image) ?? image, span);
}

/** A block of which only the name could be read: any key may have stood in it. */
export function unreadBlock(span: Span): MapNode {
  return { kind: 'map', span, flow: false, entries: [], closing: [], unread: anyKey };
}

const anyKey: readonly string[] = [...words, ...keys.values(), 'component'];
