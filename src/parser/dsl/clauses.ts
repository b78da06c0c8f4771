/** From the clauses of a block to the map that they write: repeated ones become lists, named ones maps. */
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import { cover, type Span, spanOf } from '../../plan/span.ts';
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

/** Clauses with one key. */
interface Group {
  readonly key: ScalarNode;
  readonly as: Clause['as'];
  readonly members: Written[];
  /** Of named blocks. */
  readonly names: Names | undefined;
  unread: number;
}

export class Clauses {
  readonly #sink: DiagnosticSink;
  readonly #groups = new Map<string, Group>();
  readonly #keys: Names;
  readonly #unread: string[] = [];

  constructor(sink: DiagnosticSink) {
    this.#sink = sink;
    this.#keys = new Names(sink);
  }

  add(written: Written): void {
    const { key, as, value } = written.clause;
    const group = this.#group(key, as);
    if (group === undefined) return;
    if (typeof as === 'object' && !group.names?.admit(as)) return;
    if (value !== undefined) group.members.push(written);
    else group.unread++;
  }

  /** Clauses that stand before the braces: their comments are those of the block. */
  addHeader(clauses: readonly Clause[]): void {
    for (const clause of clauses) {
      const { key, value } = clause;
      const span = value ? cover(key.span, value.span) : key.span;
      this.add({ clause, span, comments: noComments });
    }
  }

  /** A clause that could not be read. */
  miss(key: ScalarNode): void {
    const group = this.#groups.get(key.text);
    if (group) group.unread++;
    else this.#unread.push(key.text);
  }

  finish(span: Span, flow: boolean, closing: readonly Comment[]): MapNode {
    const entries: EntryNode[] = [];
    for (const group of this.#groups.values()) {
      const entry = entryFor(group);
      if (entry) entries.push(entry);
      else this.#unread.push(group.key.text);
    }
    return {
      kind: 'map',
      span,
      flow,
      entries,
      closing,
      ...(this.#unread.length > 0 && { unread: this.#unread }),
    };
  }

  /** The group that a clause joins; undefined, and told, when the key was given before. */
  #group(key: ScalarNode, as: Clause['as']): Group | undefined {
    const known = this.#groups.get(key.text);
    if (known && as !== 'value' && known.as !== 'value') return known;
    if (!this.#keys.admit(key)) return undefined;
    const names = typeof as === 'object' ? new Names(this.#sink) : undefined;
    const group: Group = { key, as, members: [], names, unread: 0 };
    this.#groups.set(key.text, group);
    return group;
  }
}

/** Undefined when nothing under the key could be read. */
function entryFor({ key, as, members, unread }: Group): EntryNode | undefined {
  const [first] = members;
  if (!first) return undefined;
  if (as === 'value' || (as === 'condition' && members.length === 1 && unread === 0))
    return entry(key, first.clause.value as DocumentNode, first.span, first.comments);
  if (typeof as === 'object') {
    const entries = members.map(({ clause, span, comments }) =>
      entry(clause.as as ScalarNode, clause.value as DocumentNode, span, comments),
    );
    return together(key, { kind: 'map', flow: false, entries, closing: [] }, members);
  }
  const items = members.map(({ clause, span, comments }): ItemNode => ({
    kind: 'item',
    span,
    value: clause.value as DocumentNode,
    comments,
  }));
  return together(
    key,
    { kind: 'list', flow: false, items, closing: [], ...(unread > 0 && { unread }) },
    members,
  );
}

function entry(key: ScalarNode, value: DocumentNode, span: Span, comments: Comments): EntryNode {
  return { kind: 'entry', span: cover(span, cover(key.span, value.span)), key, value, comments };
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
