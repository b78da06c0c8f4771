/** Maps in block and flow style. */
import type { CST } from 'yaml';
import { type Span, spanOf } from '../../plan/span.ts';
import type { MapNode, ScalarNode } from '../document.ts';
import type { Composer, Frame, Member } from './compose.ts';
import { endOf, startOf } from './cst.ts';
import { cutText } from './cut.ts';
import { Entries } from './entries.ts';
import { mostProblems, type Problem, shown } from './problem.ts';
import type { Props } from './props.ts';
import { lineEnd } from './scalar-node.ts';

export function composeMap(
  composer: Composer,
  token: CST.BlockMap | CST.FlowCollection,
  frame: Frame,
): MapNode {
  const entries = new Entries();
  const inner = composer.frameOf(token, frame);
  for (const [index, item] of token.items.entries()) {
    if (composer.problems.length > mostProblems) break;
    const next = startOf(token.items[index + 1]);
    const limit = inner.flow ? (next ?? inner.limit) : inner.limit;
    composeEntry(composer, item, { ...inner, limit }, index, entries);
  }
  return {
    kind: 'map',
    flow: inner.flow,
    entries: entries.entries,
    ...entries.unread,
    ...composer.close(token, inner, frame, entries.entries.at(-1)?.span.end),
  };
}

function composeEntry(
  composer: Composer,
  item: CST.CollectionItem,
  frame: Frame,
  index: number,
  entries: Entries,
): void {
  const before = composer.props(item.start, item.key, frame, index > 0);
  if (frame.flow) composer.checkComma(before, item, index);
  if (item.key === undefined && item.sep === undefined) {
    composer.refuseLoose(before);
    return;
  }
  const leading = composer.comments.leading(startOf(item) ?? frame.limit);
  const between = composer.props(item.sep ?? [], item.value, frame, false);
  if (!item.key && item.sep?.[0] !== undefined && before.indicator === undefined)
    composer.unexpected(item.sep[0], 'a key is missing before this `:`');
  const key = readKey(composer, item.key, before, frame);
  if (key === undefined || !entries.admit(key, composer.source.file, composer.report)) return;
  const value = readEntryValue(composer, key, item, between, frame);
  if (value === undefined) entries.miss(key);
  else {
    const span = spanOf(key.span.start, value.end);
    entries.add({
      kind: 'entry',
      span,
      key,
      value: value.node,
      comments: { ...leading, ...value.comments },
    });
  }
}

function readKey(
  composer: Composer,
  token: CST.Token | null | undefined,
  before: Props,
  frame: Frame,
): ScalarNode | undefined {
  if (before.indicator !== undefined) {
    const message = 'keys with `?` are not used in policies';
    composer.unexpected(before.indicator, message, 'SEN1007');
    return undefined;
  }
  const strange = before.junk ?? before.anchor;
  if (strange !== undefined) {
    composer.unexpected(strange);
    return undefined;
  }
  if (
    token?.type === 'scalar' ||
    token?.type === 'single-quoted-scalar' ||
    token?.type === 'double-quoted-scalar'
  ) {
    if (token.source.includes('\n')) {
      reportBrokenKey(composer, token);
      return undefined;
    }
    const column = frame.flow ? frame.column : composer.columnOf(token.offset);
    if (column !== frame.column) {
      composer.report({
        code: 'SEN1002',
        message: `${shown(token.source)} is indented by ${column}, the keys around it by ${frame.column}`,
        span: spanOf(token.offset, endOf(token)),
      });
      return undefined;
    }
    return before.hasTag ? undefined : composer.scalar(token, frame);
  }
  if (token) composer.unexpected(token, 'a key is a text');
  return undefined;
}

/** Lines that were taken together as one key: all but the last have no `:`. */
function reportBrokenKey(composer: Composer, token: CST.FlowScalar): void {
  const hole = spanOf(token.offset, token.offset + token.source.lastIndexOf('\n'));
  const span = spanOf(token.offset, lineEnd(composer.text, token.offset));
  composer.report({ ...notFollowed(composer.text.slice(span.start, span.end), span), hole });
}

function readEntryValue(
  composer: Composer,
  key: ScalarNode,
  item: CST.CollectionItem,
  between: Props,
  frame: Frame,
): Member | undefined {
  const { value } = item;
  if (between.indicator === undefined && (!frame.flow || value !== undefined)) {
    if (value !== undefined && frame.flow) composer.unexpected(value, 'a `,` is missing before this');
    else composer.report(notFollowed(composer.text.slice(key.span.start, key.span.end), key.span));
    return undefined;
  }
  if (!frame.flow && !between.hasNewline && reportBlockOnKeyLine(composer, value)) return undefined;
  const node = value && composer.member(value, between, frame, key.span.end);
  if (node !== undefined && node !== 'empty') return node;
  if ((value === undefined || node === 'empty') && !composer.holes.behind(key.span.end))
    composer.report({
      code: 'SEN1008',
      message: `${shown(key.text)} has no value`,
      span: key.span,
      details: { help: 'give it a value, or remove the key' },
    });
  return undefined;
}

/** `a: b: c` and `a: - b`: a collection in block style cannot begin on the line of its key. */
function reportBlockOnKeyLine(composer: Composer, value: CST.Token | undefined): boolean {
  if (value?.type === 'block-map') {
    const key = value.items[0]?.key;
    const end = key ? endOf(key) : value.offset + 1;
    composer.report(cutText(composer.text, spanOf(value.offset, end), false));
    return true;
  }
  if (value?.type !== 'error') return false;
  composer.report({
    code: 'SEN1001',
    message: 'a list in block style begins on the line below its key',
    span: spanOf(value.offset, value.offset + 1),
    details: { help: 'break the line before `-`, or write `[a, b]`' },
    hole: spanOf(value.offset, lineEnd(composer.text, value.offset)),
  });
  return true;
}

function notFollowed(written: string, span: Span): Problem {
  return {
    code: 'SEN1001',
    message: `${shown(written)} is not followed by \`:\``,
    span,
    details: { help: 'an entry of a map is `key: value`' },
  };
}
