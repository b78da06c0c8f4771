/** From the clauses of a block to the map that they write: repeated ones become lists, named ones maps. */
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import { type Span, spanOf } from '../../plan/span.ts';
import type {
  Comment,
  Comments,
  DocumentNode,
  EntryNode,
  ItemNode,
  MapNode,
  ScalarNode,
} from '../document.ts';
import { Names } from './names.ts';

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
  /** Of named blocks. */
  readonly names: Names | undefined;
  unread: number;
}

export class Clauses {
  readonly #sink: DiagnosticSink;
  readonly #keys: Names;
  /** By key, in the order in which they were first written. */
  readonly #written = new Map<string, EntryNode | Group>();
  #unread: string[] | undefined;

  constructor(sink: DiagnosticSink) {
    this.#sink = sink;
    this.#keys = new Names(sink);
  }

  add(clause: Clause, span: Span, comments: Comments): void {
    const { key, value, as } = clause;
    if (as === 'value') {
      if (!this.#keys.admit(key)) return;
      if (value) this.#written.set(key.text, entry(key, value, span, comments));
      else this.#lose(key);
      return;
    }
    const group = this.#group(key, as);
    if (!group || (typeof as === 'object' && !group.names?.admit(as))) return;
    if (value) group.members.push({ clause, span, comments });
    else group.unread++;
  }

  /** Clauses that stand before the braces: their comments are those of the block. */
  addHeader(clauses: readonly Clause[]): void {
    for (const clause of clauses) this.add(clause, clause.key.span, noComments);
  }

  /** A clause that could not be read. */
  miss(key: ScalarNode): void {
    const known = this.#written.get(key.text);
    if (known?.kind === 'group') known.unread++;
    else this.#lose(key);
  }

  #lose(key: ScalarNode): void {
    (this.#unread ??= []).push(key.text);
  }

  finish(span: Span, flow: boolean, closing: readonly Comment[]): MapNode {
    const entries: EntryNode[] = [];
    for (const written of this.#written.values()) {
      const found = written.kind === 'entry' ? written : entryFor(written);
      if (found) entries.push(found);
      else this.#lose(written.key);
    }
    const unread = this.#unread;
    return unread
      ? { kind: 'map', span, flow, entries, closing, unread }
      : { kind: 'map', span, flow, entries, closing };
  }

  /** The group that a clause joins; undefined, and told, when the key was given before. */
  #group(key: ScalarNode, as: Clause['as']): Group | undefined {
    const known = this.#written.get(key.text);
    if (known?.kind === 'group') return known;
    if (!this.#keys.admit(key)) return undefined;
    const names = typeof as === 'object' ? new Names(this.#sink) : undefined;
    const group: Group = { kind: 'group', key, as, members: [], names, unread: 0 };
    this.#written.set(key.text, group);
    return group;
  }
}

/** Undefined when nothing under the key could be read. */
function entryFor({ key, as, members, unread }: Group): EntryNode | undefined {
  const [first] = members;
  if (!first) return undefined;
  if (as === 'condition' && members.length === 1 && unread === 0)
    return entry(key, valueOf(first), first.span, first.comments);
  if (typeof as === 'object') {
    const entries = members.map((member) =>
      entry(member.clause.as as ScalarNode, valueOf(member), member.span, member.comments),
    );
    return together(key, { kind: 'map', flow: false, entries, closing: [] }, members);
  }
  const items = members.map((member): ItemNode => ({
    kind: 'item',
    span: member.span,
    value: valueOf(member),
    comments: member.comments,
  }));
  return together(
    key,
    { kind: 'list', flow: false, items, closing: [], ...(unread > 0 && { unread }) },
    members,
  );
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

type WithoutSpan<T> = T extends unknown ? Omit<T, 'span'> : never;

/** An entry whose value stands in several clauses: from the first of them to the last. */
function together(key: ScalarNode, value: WithoutSpan<DocumentNode>, members: readonly Written[]): EntryNode {
  const span = spanOf(key.span.start, members.at(-1)?.span.end ?? key.span.end);
  return {
    kind: 'entry',
    span,
    key,
    value: { ...value, span },
    comments: { leading: [], blankBefore: members[0]?.comments.blankBefore ?? false },
  };
}
