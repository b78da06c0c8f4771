/** The keys of one map while it is read. */
import { type Span, spanOf } from '../../plan/span.ts';
import type { EntryNode, ScalarNode } from '../document.ts';
import { quote } from './cut.ts';
import { readPlain } from './plain.ts';
import { findInvisible } from './text.ts';
import { type Problem, shown } from './problem.ts';

/** Names that every object of the program has: no key is called so. */
const reserved = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

export class Entries {
  readonly entries: EntryNode[] = [];
  readonly #unread: string[] = [];
  /** By the form that equal-looking keys share. */
  readonly #seen = new Map<string, Span>();

  /** Whether the key may stand here; if not, it is told. */
  admit(key: ScalarNode, file: string, report: (problem: Problem) => void): boolean {
    const { text, span } = key;
    const hidden = findInvisible(text);
    if (hidden !== undefined) {
      report({
        code: 'SEN1004',
        message: `the key ${shown(visible(text))} holds ${hidden.name}, which cannot be seen`,
        span: spanOf(key.offsets.at(hidden.index), key.offsets.at(hidden.index + 1)),
        details: { help: 'remove it' },
      });
      return false;
    }
    if (text === '<<' && key.style === 'plain') {
      report({
        code: 'SEN1007',
        message: 'merge keys are not used in policies',
        span,
        details: { help: 'write the keys out, or use an alias for the whole value' },
      });
      return false;
    }
    if (text === '' || reserved.has(text)) {
      report({
        code: 'SEN1011',
        message: text === '' ? 'a key is empty' : `${shown(text)} cannot be used as a key`,
        span,
      });
      return false;
    }
    if (key.style === 'plain' && !standsForItself(text)) {
      report({
        code: 'SEN1011',
        message: `YAML reads the key ${shown(text)} as another`,
        span,
        details: { help: `put it in quotes: ${shown(quote(text))}` },
      });
      return false;
    }
    const form = text.normalize('NFC');
    const first = this.#seen.get(form);
    if (first !== undefined) {
      report({
        code: 'SEN1006',
        message: `${shown(text)} is given twice`,
        span,
        details: { related: [{ file, span: first, message: 'first given here' }] },
      });
      return false;
    }
    this.#seen.set(form, span);
    return true;
  }

  add(entry: EntryNode): void {
    this.entries.push(entry);
  }

  /** The key's value could not be read. */
  miss(key: ScalarNode): void {
    this.#unread.push(key.text);
  }

  get unread(): { readonly unread?: readonly string[] } {
    return this.#unread.length > 0 ? { unread: this.#unread } : {};
  }
}

/** `~`, `1.0` and `0x10` are other keys than they look. */
function standsForItself(text: string): boolean {
  const reading = readPlain(text);
  return 'value' in reading && String(reading.value) === text;
}

/** The text with what cannot be seen left out. */
function visible(text: string): string {
  let rest = text;
  for (let hidden = findInvisible(rest); hidden !== undefined; hidden = findInvisible(rest))
    rest = rest.slice(0, hidden.index) + rest.slice(hidden.index + hidden.length);
  return rest;
}
