/** Lists in block and flow style. */
import type { CST } from 'yaml';
import { spanOf } from '../../plan/span.ts';
import type { ItemNode, ListNode } from '../document.ts';
import type { Composer, Frame } from './compose.ts';
import { hasColon, startOf } from './cst.ts';
import { mostProblems } from './problem.ts';

export function composeList(
  composer: Composer,
  token: CST.BlockSequence | CST.FlowCollection,
  frame: Frame,
): ListNode {
  const items: ItemNode[] = [];
  let unread = 0;
  const inner = composer.frameOf(token, frame);
  if (inner.flow && composer.holes.within(token.offset, inner.limit)) unread++;
  for (const [index, item] of token.items.entries()) {
    if (composer.problems.length > mostProblems) break;
    const next = startOf(token.items[index + 1]);
    const limit = inner.flow ? (next ?? inner.limit) : inner.limit;
    const node = composeItem(composer, item, { ...inner, limit }, index);
    if (node === 'unread') unread++;
    else if (node !== undefined) items.push(node);
  }
  return {
    kind: 'list',
    flow: inner.flow,
    items,
    ...(unread > 0 && { unread }),
    ...composer.close(token, inner, frame, items.at(-1)?.span.end),
  };
}

/** One item; undefined where only comments stand. */
function composeItem(
  composer: Composer,
  item: CST.CollectionItem,
  frame: Frame,
  index: number,
): ItemNode | 'unread' | undefined {
  const start = startOf(item);
  const leading = composer.comments.leading(start ?? 0);
  const props = composer.props(item.start, item.value, frame, index > 0);
  if (frame.flow) composer.checkComma(props, item, index);
  if (item.sep !== undefined && item.value && props.indicator === undefined && !hasColon(item.sep)) {
    composer.unexpected(item.value, 'a `,` is missing before this');
    return 'unread';
  }
  if (item.sep !== undefined) {
    const key = item.key ?? item.sep[0];
    if (key) composer.unexpected(key, 'a key cannot stand in a list; write `{ key: value }`');
    return 'unread';
  }
  if (props.junk?.type === 'comma' && item.value === undefined) return undefined;
  if (start === undefined || (!frame.flow && props.indicator === undefined)) {
    composer.refuseLoose(props);
    if (item.value) composer.unexpected(item.value, 'a list item begins with `- `');
    return undefined;
  }
  const node = item.value && composer.member(item.value, props, frame, start);
  if (node === undefined || node === 'empty') {
    if ((item.value === undefined || node === 'empty') && !composer.holes.behind(start + 1))
      composer.report({ code: 'SEN1008', message: 'this item has no value', span: spanOf(start, start + 1) });
    return 'unread';
  }
  return {
    kind: 'item',
    span: spanOf(start, node.end),
    value: node.node,
    comments: { ...leading, ...node.comments },
  };
}
