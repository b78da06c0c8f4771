/** From a scalar's token to its node. */
import type { CST } from 'yaml';
import { spanOf } from '../../plan/span.ts';
import type { ScalarNode } from '../document.ts';
import { isVeiled, quote } from './cut.ts';
import { readPlain } from './plain.ts';
import { type Problem, shown } from './problem.ts';
import { checkCommentSpace } from './props.ts';
import {
  type Decoded,
  decodeBlock,
  decodeDouble,
  decodePlain,
  decodeSingle,
  readBlockHeader,
} from './scalars.ts';

export type ScalarToken = CST.FlowScalar | CST.BlockScalar;
type Report = (problem: Problem) => void;

/** The scalar as text; undefined, and told, when its form is broken. `text` is the file's, with nothing veiled. */
export function decodeScalar(token: ScalarToken, text: string, report: Report): ScalarNode | undefined {
  if (token.type === 'block-scalar') return decodeBlockToken(token, report);
  const { offset } = token;
  const source = isVeiled(token.source) ? text.slice(offset, offset + token.source.length) : token.source;
  const span = spanOf(offset, offset + source.length);
  if (token.type === 'scalar') {
    if (/^[,%|>@`]/u.test(source)) {
      report({
        code: 'SEN1001',
        message: `an unquoted text cannot begin with \`${source.charAt(0)}\``,
        span,
        details: { help: `put it in quotes: ${shown(quote(source))}` },
      });
      return undefined;
    }
    return node(span, 'plain', decodePlain(source, offset));
  }
  const double = token.type === 'double-quoted-scalar';
  if (source.length === 1 || !source.endsWith(double ? '"' : "'")) {
    report({
      code: 'SEN1001',
      message: 'this quote is not closed',
      span: spanOf(offset, offset + 1),
      hole: spanOf(offset, lineEnd(text, offset)),
    });
    return undefined;
  }
  const decoded = double ? decodeDouble(source, offset) : decodeSingle(source, offset);
  for (const { start, end } of decoded.badEscapes)
    report({
      code: 'SEN1001',
      message: `\`${source.slice(start, end)}\` is not an escape of double-quoted text`,
      span: spanOf(offset + start, offset + end),
      details: { help: 'write a backslash as `\\\\`, or use single quotes' },
    });
  if (decoded.badEscapes.length > 0) return undefined;
  return node(span, double ? 'double' : 'single', decoded);
}

function decodeBlockToken(token: CST.BlockScalar, report: Report): ScalarNode | undefined {
  checkCommentSpace(token.props, report);
  const head = token.props[0];
  const headerText = head !== undefined && 'source' in head ? head.source : '';
  const header = readBlockHeader(headerText, token.offset);
  const junk = token.props.find(
    (prop) => !/^(?:block-scalar-header|space|comment|newline)$/u.test(prop.type),
  );
  if (header === undefined || junk !== undefined) {
    report({
      code: 'SEN1001',
      message: `${shown(junk !== undefined && 'source' in junk ? junk.source : headerText)} does not open a block of text`,
      span: spanOf(token.offset, token.offset + headerText.length),
      details: { help: 'write `|` or `>`, and the text on the lines below' },
    });
    return undefined;
  }
  const length = token.props.reduce((sum, prop) => sum + ('source' in prop ? prop.source.length : 0), 0);
  const start = token.offset + length;
  const decoded = decodeBlock(token.source, start, header, Math.max(token.indent, 0));
  if (decoded.badIndent !== undefined) {
    report({
      code: 'SEN1002',
      message: 'this line does not stand under the first line of its text',
      span: spanOf(decoded.badIndent, decoded.badIndent + 1),
      details: { help: 'indent all lines of a block of text alike' },
    });
    return undefined;
  }
  return node(spanOf(token.offset, decoded.end), header.style, decoded);
}

function node(span: ScalarNode['span'], style: ScalarNode['style'], decoded: Decoded): ScalarNode {
  const { text, offsets } = decoded;
  return { kind: 'scalar', span, value: text, text, style, offsets };
}

/**
 * The scalar with its value under the core schema; undefined when it is empty (`~`), which the caller tells in its own
 * words, or when YAML reads it otherwise than it looks, which is told here.
 */
export function resolveScalar(scalar: ScalarNode, report: Report): ScalarNode | 'empty' | undefined {
  if (scalar.style !== 'plain') return scalar;
  const reading = readPlain(scalar.text);
  if ('empty' in reading) return 'empty';
  if ('value' in reading) return { ...scalar, value: reading.value };
  const { odd, write } = reading;
  const quoted = `'${scalar.text}'`;
  report({
    code: 'SEN1009',
    message: `YAML reads ${shown(scalar.text)} as ${odd}`,
    span: scalar.span,
    details: {
      help:
        write === undefined
          ? `for the text write ${shown(quoted)}`
          : `write \`${write}\`, or ${shown(quoted)} for the text`,
    },
  });
  return undefined;
}

/** Where the line that holds `offset` ends, without its break. */
export function lineEnd(text: string, offset: number): number {
  const found = text.indexOf('\n', offset);
  const end = found === -1 ? text.length : found;
  return text[end - 1] === '\r' ? end - 1 : end;
}
