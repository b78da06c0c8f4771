/** Scalars on one line: plain where YAML reads them as they look and people do too, else between quotes. */
import { quote, isUnfinished } from '../../yaml/cut.ts';
import { readPlain } from '../../yaml/plain.ts';
import type { ScalarNode } from '../../document.ts';
import { expressionText } from '../expression.ts';
import type { TextKind } from '../kinds.ts';
import { unprintable } from '../unprintable.ts';

/** Words, numbers, paths, patterns of words: what needs no quotes to be read as one text. */
const words = /^[\p{L}\p{N}_./=][\p{L}\p{N}_./@+%=; -]*$/u;
const localTime = /^\d{4}-\d{2}-\d{2}T[\d:]+$/u;

/** Texts that some readers of YAML take for booleans. */
const otherBoolean = /^(?:y|n|yes|no|on|off)$/iu;

export function scalarText(node: ScalarNode, kind: TextKind, inFlow: boolean): string {
  if (kind === 'expression') return expressionScalar(expressionText(node.text), inFlow);
  if (typeof node.value !== 'string') return node.text;
  const { text } = node;
  const isWord = kind === 'text' && (words.test(text) || localTime.test(text)) && !otherBoolean.test(text);
  return isWord && standsPlain(text, inFlow) && isReadAs(text, 'string') ? text : quoted(text);
}

/** `true` and `1` stand plain: the key says that they are expressions. */
function expressionScalar(text: string, inFlow: boolean): string {
  return standsPlain(text, inFlow) && isReadAs(text) ? text : quoted(text);
}

export function keyText({ text }: ScalarNode): string {
  return words.test(text) && standsPlain(text, true) && isReadAs(text, 'string') ? text : quoted(text);
}

/** Whether YAML takes the whole of it as one plain text. */
function standsPlain(text: string, inFlow: boolean): boolean {
  if (text !== text.trim() || unprintable.test(text)) return false;
  if (/^(?:[-?:](?:\s|$)|[,[\]{}#&*!|>'"%@`])|:(?:\s|$)|\s#/u.test(text)) return false;
  return !inFlow || !(/[,[\]{}]/u.test(text) || isUnfinished(text));
}

/** Whether YAML reads it as a value that looks the same; of this type, if one is said. */
function isReadAs(text: string, type?: 'string'): boolean {
  const reading = readPlain(text);
  return 'value' in reading && (type === undefined || typeof reading.value === type);
}

/** Double quotes are the usual ones; single ones spare the escapes. */
function quoted(text: string): string {
  if (unprintable.test(text))
    return `"${text.replaceAll(new RegExp(`["\\\\]|${unprintable.source}`, 'gu'), escape)}"`;
  return /["\\]/u.test(text) ? quote(text) : `"${text}"`;
}

const shortEscapes = new Map([
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['"', '\\"'],
  ['\\', '\\\\'],
]);

function escape(character: string): string {
  const short = shortEscapes.get(character);
  return short ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
