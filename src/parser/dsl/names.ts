/** Which keys and names may stand in a block. */
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import type { Span } from '../../plan/span.ts';
import type { ScalarNode } from '../document.ts';
import { shown } from '../yaml/problem.ts';

/** Names that every object of the program has: no key is called so. */
const reserved: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

/** Keeps the keys of one block apart. */
export class Names {
  readonly #sink: DiagnosticSink;
  /** By the form that equal-looking keys share. */
  readonly #seen = new Map<string, Span>();

  constructor(sink: DiagnosticSink) {
    this.#sink = sink;
  }

  /** Whether the key may stand here; if not, it is told. */
  admit({ text, span, style }: ScalarNode): boolean {
    const sink = this.#sink;
    // A word is made of plain letters; what is in quotes has passed the lexer, which lets nothing invisible through.
    const form = style === 'plain' ? text : text.normalize('NFC');
    const first = this.#seen.get(form);
    if (first !== undefined)
      sink.report('SEN1006', `${shown(text)} is given twice`, span, {
        related: [{ file: sink.file, span: first, message: 'first given here' }],
      });
    else if (text === '' || reserved.has(text))
      sink.report('SEN1011', text === '' ? 'a key is empty' : `${shown(text)} cannot be used as a key`, span);
    else {
      this.#seen.set(form, span);
      return true;
    }
    return false;
  }
}
