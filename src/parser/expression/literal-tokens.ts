/** Nodes of literals. A literal that is wrong is reported and stands for zero, so that the rest is still read. */
import type { DiagnosticDetails, DiagnosticSink } from '../../plan/diagnostic.ts';
import { readInstant } from '../../plan/instant.ts';
import type { Spanned } from '../../plan/span.ts';
import type { Expression, Pattern } from './ast.ts';
import { readQuantity } from './literals.ts';

type Refusal = { readonly wrong: string; readonly write?: string };

export function readQuantityToken({ value: text, span }: Spanned<string>, sink?: DiagnosticSink): Expression {
  const reading = readQuantity(text);
  if ('value' in reading) return { ...reading, span };
  sink?.report('SEN1302', reading.wrong, span, correction(reading, { value: text, span }));
  return { kind: 'number', value: 0, span };
}

export function readInstantToken({ value: text, span }: Spanned<string>, sink?: DiagnosticSink): Expression {
  const reading = readInstant(text);
  if ('value' in reading) return { kind: 'instant', value: reading.value, span };
  sink?.report('SEN1302', reading.wrong, span, correction(reading, { value: text, span }));
  return { kind: 'instant', value: 0, span };
}

/** `/…/i`, with its slashes. */
export function readPattern({ value: text, span }: Spanned<string>, sink?: DiagnosticSink): Pattern {
  const close = text.lastIndexOf('/');
  const flags = text.slice(close + 1);
  if (flags !== '' && flags !== 'i')
    sink?.report('SEN1305', `\`${flags}\` is not a flag of regular expressions here`, span, {
      help: '`i`, which ignores letter case, is the only flag',
    });
  return { source: text.slice(1, close), ignoreCase: flags === 'i', span };
}

function correction({ write }: Refusal, { span }: Spanned<string>): DiagnosticDetails {
  if (write === undefined) return {};
  return {
    help: `write \`${write}\``,
    suggestion: { title: `write \`${write}\``, edits: [{ span, text: write }], safe: false },
  };
}
