/** Which keys and names may stand in a block. */
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import type { Span } from '../../plan/span.ts';
import type { ScalarNode } from '../document.ts';
import { shown } from '../yaml/problem.ts';

/** Names that every object of the program has: no key is called so. */
const reserved: ReadonlySet<string> = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

/** Most keys are shorter, and need not be looked up. */
const shortestReserved = Math.min(...Array.from(reserved, ({ length }) => length));

/** The form that equal-looking keys share. */
export function formOf({ text, style }: ScalarNode): string {
  // A word is made of plain letters; what is in quotes has passed the lexer, which lets nothing invisible through.
  return style === 'plain' ? text : text.normalize('NFC');
}

/** Whether a key may stand where `first` is the place of one of its form before it; if not, that is told. */
export function admits({ text, span }: ScalarNode, first: Span | undefined, sink: DiagnosticSink): boolean {
  if (first !== undefined)
    sink.report('SEN1006', `${shown(text)} is given twice`, span, {
      related: [{ file: sink.file, span: first, message: 'first given here' }],
    });
  else if (text === '' || (text.length >= shortestReserved && reserved.has(text)))
    sink.report('SEN1011', text === '' ? 'a key is empty' : `${shown(text)} cannot be used as a key`, span);
  else return true;
  return false;
}
