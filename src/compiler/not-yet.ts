/** Parts of the language that are read and checked, and that this version does not run: refused, never ignored. */
import type { Span } from '../plan/span.ts';
import type { CompileContext } from './context.ts';

/** `what` with its verb: "the freeze `nights` is". */
export function refuse({ sink }: CompileContext, what: string, span: Span): void {
  sink.report('SEN1501', `${what} not yet in this version`, span, {
    help: 'remove it; nothing that this version cannot enforce is accepted',
  });
}
