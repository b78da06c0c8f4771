/** From the clauses of a block to the map that they write: repeated ones become lists, named ones maps. */
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import { cover, type Span, spanOf } from '../../plan/span.ts';
import type {
  Comment,
  Comments,
  DocumentNode,
  EntryNode,
  ItemNode,
  ListNode,
  MapNode,
  ScalarNode,
} from '../document.ts';
import { admits, formOf } from './names.ts';

/** Of what stands on the line of something else. */
export const noComments: Comments = { leading: [], blankBefore: false };

export interface Clause {
  readonly key: ScalarNode;
  /** Undefined when it could not be read, which is told. */
  readonly value: DocumentNode | undefined;
  /**
   * How it is written under its key: as its value; as one condition, or an item of their list; as an item of a list;
   * as the block with this name.
   */
  readonly as: 'value' | 'condition' | 'item' | ScalarNode;
}

interface Written {
  readonly clause: Clause;
  readonly span: Span;
  readonly comments: Comments;
}

/** Clauses that are written under one key together. */
interface Group {
  readonly kind: 'group';
  readonly key: ScalarNode;
  readonly as: Clause['as'];
  readonly members: Written[];
  /** Of named blocks their names, by form. */
  readonly names: Map<string, ScalarNode> | undefined;
  unread: number;
}

/** A key whose value could not be read. */
interface Lost {
  readonly kind: 'lost';
  readonly key: ScalarNode;
}

/** Blocks with more keys than this look them up; most have fewer, and looking through them is faster. */
const few = 8;

export class Clauses {
  readonly #sink: DiagnosticSink;
  /** In the order in which their keys were first written. */
  readonly #written: (EntryNode | Group | Lost)[] = [];
  /** By the form of their keys, when they are many. */
  #index: Map<string, EntryNode | Group | Lost> | undefined;
  #unread: string[] | undefined;
  /** Whether all of them are entries as they stand. */
  #isPlain = true;

  constructor(sink: DiagnosticSink) {
    this.#sink = sink;
  }

  /** The span is that of the whole clause. */
  add(clause: Clause, span: Span, comments: Comments): void {
    const { key, value, as } = clause;
    const known = this.#find(key);
    if (as === 'value') {
      if (!admits(key, known?.key.span, this.#sink)) return;
      if (!value) this.#lose(key);
      this.#write(value ? { kind: 'entry', span, key, value, comments } : { kind: 'lost', key });
      return;
    }
    let group = known;
    if (group?.kind !== 'group') {
      if (!admits(key, group?.key.span, this.#sink)) return;
      const names = typeof as === 'object' ? new Map<string, ScalarNode>() : undefined;
      group = { kind: 'group', key, as, members: [], names, unread: 0 };
      this.#write(group);
    }
    if (typeof as === 'object' && group.names) {
      const name = formOf(as);
      if (!admits(as, group.names.get(name)?.span, this.#sink)) return;
      group.names.set(name, as);
    }
    if (value) group.members.push({ clause, span, comments });
    else group.unread++;
  }

  /** Clauses that stand before the braces: their comments are those of the block. */
  addHeader(clauses: readonly Clause[]): void {
    for (const clause of clauses) {
      const { key, value } = clause;
      this.add(clause, value ? cover(key.span, value.span) : key.span, noComments);
    }
  }

  /** A clause that could not be read. */
  miss(key: ScalarNode): void {
    const known = this.#find(key);
    if (known?.kind === 'group') known.unread++;
    else this.#lose(key);
  }

  #find(key: ScalarNode): EntryNode | Group | Lost | undefined {
    const form = formOf(key);
    if (this.#index) return this.#index.get(form);
    for (const written of this.#written) if (formOf(written.key) === form) return written;
    return undefined;
  }

  #write(written: EntryNode | Group | Lost): void {
    this.#written.push(written);
    if (written.kind !== 'entry') this.#isPlain = false;
    if (this.#index) this.#index.set(formOf(written.key), written);
    else if (this.#written.length > few)
      this.#index = new Map(this.#written.map((each) => [formOf(each.key), each]));
  }

  #lose(key: ScalarNode): void {
    (this.#unread ??= []).push(key.text);
  }

  /** What was written under one key together is one entry. */
  #joined(): EntryNode[] {
    const entries: EntryNode[] = [];
    for (const written of this.#written) {
      const found = written.kind === 'group' ? entryFor(written) : written;
      if (found?.kind === 'entry') entries.push(found);
      else if (!found) this.#lose(written.key);
    }
    return entries;
  }

  finish(span: Span, flow: boolean, closing: readonly Comment[]): MapNode {
    const entries = this.#isPlain ? (this.#written as EntryNode[]) : this.#joined();
    const unread = this.#unread;
    return unread
      ? { kind: 'map', span, flow, entries, closing, unread }
      : { kind: 'map', span, flow, entries, closing };
  }
}

export function listNode(
  span: Span,
  flow: boolean,
  items: readonly ItemNode[],
  closing: readonly Comment[],
  unread: number,
): ListNode {
  return unread > 0
    ? { kind: 'list', span, flow, items, closing, unread }
    : { kind: 'list', span, flow, items, closing };
}

/** Undefined when nothing under the key could be read. */
function entryFor({ key, as, members, unread }: Group): EntryNode | undefined {
  const [first] = members;
  if (!first) return undefined;
  if (as === 'condition' && members.length === 1 && unread === 0)
    return entry(key, valueOf(first), first.span, first.comments);
  // From the first of them to the last.
  const span = spanOf(key.span.start, members.at(-1)?.span.end ?? key.span.end);
  const comments = { leading: [], blankBefore: first.comments.blankBefore };
  if (typeof as === 'object') {
    const entries = members.map((member) =>
      entry(member.clause.as as ScalarNode, valueOf(member), member.span, member.comments),
    );
    const value: MapNode = { kind: 'map', span, flow: false, entries, closing: [] };
    return { kind: 'entry', span, key, value, comments };
  }
  const items = members.map((member): ItemNode => ({
    kind: 'item',
    span: member.span,
    value: valueOf(member),
    comments: member.comments,
  }));
  return { kind: 'entry', span, key, value: listNode(span, false, items, [], unread), comments };
}

/** Clauses without a value do not become members. */
function valueOf({ clause }: Written): DocumentNode {
  return clause.value as DocumentNode;
}

function entry(key: ScalarNode, value: DocumentNode, span: Span, comments: Comments): EntryNode {
  const start = Math.min(span.start, key.span.start, value.span.start);
  const end = Math.max(span.end, key.span.end, value.span.end);
  return { kind: 'entry', span: { start, end }, key, value, comments };
}
