/**
 * Reads the values of one block by their keys. A value of the wrong kind is left out in silence: the check of the
 * structure tells it. What that check cannot see, literals and expressions, is told here.
 */
import type { Code } from '../../plan/codes/index.ts';
import type { DiagnosticDetails, DiagnosticSink } from '../../plan/diagnostic.ts';
import { type Span, type Spanned, spanOf } from '../../plan/span.ts';
import { readDuration, readRatio } from '../../plan/units.ts';
import { type DocumentNode, type EntryNode, entryOf, type MapNode, type ScalarNode } from '../document.ts';
import type { Expression, TemplateText } from '../expression/ast.ts';
import { parseExpression, parseTemplate } from '../expression/index.ts';
import type { Component } from '../tree.ts';
import { findInvisible } from '../yaml/text.ts';
import type { Reading } from './forms.ts';

/** Names that expressions use. */
const identifier = /^[a-z][a-z0-9_]*$/u;

export class BlockReader {
  readonly node: MapNode;
  /** The name with the block, or the block alone where it has none. */
  readonly span: Span;
  readonly #sink: DiagnosticSink;

  constructor(node: MapNode, span: Span, sink: DiagnosticSink) {
    this.node = node;
    this.span = span;
    this.#sink = sink;
  }

  /** Whether the key is written, readable or not. */
  has(key: string): boolean {
    return this.value(key) !== undefined || (this.node.unread?.includes(key) ?? false);
  }

  text(key: string): Spanned<string> | undefined {
    const node = this.#scalar(key);
    return node && textOf(node);
  }

  texts(key: string): readonly Spanned<string>[] {
    return this.#items(key).flatMap((node) => (node.kind === 'scalar' ? (textOf(node) ?? []) : []));
  }

  word<const W extends string>(key: string, words: readonly W[]): Spanned<W> | undefined {
    const text = this.text(key);
    return text && oneOf(text, words);
  }

  words<const W extends string>(key: string, words: readonly W[]): readonly Spanned<W>[] {
    return this.texts(key).flatMap((text) => oneOf(text, words) ?? []);
  }

  number(key: string): Spanned<number> | undefined {
    const node = this.#scalar(key);
    return typeof node?.value === 'number' ? { value: node.value, span: node.span } : undefined;
  }

  boolean(key: string): Spanned<boolean> | undefined {
    const node = this.#scalar(key);
    return typeof node?.value === 'boolean' ? { value: node.value, span: node.span } : undefined;
  }

  /** Milliseconds. */
  duration(key: string): Spanned<number> | undefined {
    return this.form(key, readDuration);
  }

  /** A fraction. */
  ratio(key: string): Spanned<number> | undefined {
    return this.form(key, readRatio);
  }

  form<T>(key: string, read: (text: string) => Reading<T>): Spanned<T> | undefined {
    const text = this.text(key);
    return text && this.#read(text, read);
  }

  /** One text or a list of them. */
  forms<T>(key: string, read: (text: string) => Reading<T>): readonly Spanned<T>[] {
    const single = this.text(key);
    return (single ? [single] : this.texts(key)).flatMap((text) => this.#read(text, read) ?? []);
  }

  /** A number is a form too: `tolerate: 2`. */
  formOfNumber<T>(key: string, read: (text: string) => Reading<T>): Spanned<T> | undefined {
    const node = this.#scalar(key);
    const fits =
      typeof node?.value === 'string' ||
      (typeof node?.value === 'number' && Number.isInteger(node.value) && node.value >= 0);
    return node && fits ? this.#read({ value: node.text, span: node.span }, read) : undefined;
  }

  expression(key: string): Expression | undefined {
    const node = this.#scalar(key);
    return node && this.parse(node);
  }

  /** One condition or a list of them. */
  expressions(key: string): readonly Expression[] {
    const node = this.value(key);
    const nodes = node?.kind === 'list' ? this.#items(key) : node ? [node] : [];
    return nodes.flatMap((item) => (item.kind === 'scalar' ? (this.parse(item) ?? []) : []));
  }

  template(key: string): TemplateText | undefined {
    const node = this.#scalar(key);
    return typeof node?.value === 'string'
      ? (node.template ?? parseTemplate(node.text, node.offsets, this.#sink))
      : undefined;
  }

  block(key: string): BlockReader | undefined {
    const node = this.value(key);
    return node?.kind === 'map' ? new BlockReader(node, node.span, this.#sink) : undefined;
  }

  /** The blocks of a list. */
  blocks(key: string): readonly BlockReader[] {
    return this.#items(key).flatMap((node) =>
      node.kind === 'map' ? new BlockReader(node, node.span, this.#sink) : [],
    );
  }

  /** The blocks of a map, with their names. */
  named(key: string): readonly (readonly [name: Spanned<string>, block: BlockReader])[] {
    return this.entries(key).flatMap(({ key: name, value, span }) =>
      value.kind === 'map' ? [[nameOf(name), new BlockReader(value, span, this.#sink)] as const] : [],
    );
  }

  /** Named blocks that expressions speak of. `what` is one of them, with its article. */
  identified(key: string, what: string): readonly (readonly [name: Spanned<string>, block: BlockReader])[] {
    const found = this.named(key);
    for (const [name] of found)
      if (!identifier.test(name.value)) {
        const better = identifierFor(name.value);
        this.report('SEN1109', `\`${name.value}\` cannot name ${what}`, name.span, {
          help: `use small letters, digits and \`_\`${better === undefined ? '' : `: \`${better}\``}`,
        });
      }
    return found;
  }

  /** The texts of a map, with their names. */
  pairs(key: string): readonly (readonly [name: Spanned<string>, text: Spanned<string>])[] {
    return this.entries(key).flatMap(({ key: name, value }) => {
      const text = value.kind === 'scalar' ? textOf(value) : undefined;
      return text ? [[nameOf(name), text] as const] : [];
    });
  }

  entries(key: string): readonly EntryNode[] {
    const node = this.value(key);
    return node?.kind === 'map' ? node.entries : [];
  }

  /** The one component among the keys; `others` are the keys of the block itself. `owner` is for messages. */
  component(others: readonly string[], owner: string, at: Span): Component | undefined {
    const kinds = this.node.entries.filter(({ key }) => !others.includes(key.text));
    const [first, second] = kinds;
    const hidden = this.node.unread?.some((key) => !others.includes(key)) ?? false;
    if (first === undefined) {
      if (!hidden)
        this.report('SEN1110', `${owner} names no kind`, at, { help: 'write one as `kind: { … }`' });
      return undefined;
    }
    if (second !== undefined) {
      this.report(
        'SEN1110',
        `${owner} names two kinds, \`${first.key.text}\` and \`${second.key.text}\``,
        second.key.span,
        {
          help: 'keep one of them',
        },
      );
      return undefined;
    }
    if (first.value.kind !== 'map') return undefined;
    return { kind: nameOf(first.key), body: first.value, span: first.span };
  }

  value(key: string): DocumentNode | undefined {
    return entryOf(this.node, key)?.value;
  }

  /** Where the key stands, if it was written. */
  keySpan(key: string): Span | undefined {
    return entryOf(this.node, key)?.key.span;
  }

  /** Where to point when something is missing: the first key, which stands for the block. */
  get firstKey(): Span {
    return this.node.entries[0]?.key.span ?? this.span;
  }

  report(code: Code, message: string, span: Span, details?: DiagnosticDetails): void {
    this.#sink.report(code, message, span, details);
  }

  #scalar(key: string): ScalarNode | undefined {
    const node = this.value(key);
    return node?.kind === 'scalar' ? node : undefined;
  }

  #items(key: string): readonly DocumentNode[] {
    const node = this.value(key);
    return node?.kind === 'list' ? node.items.map(({ value }) => value) : [];
  }

  #read<T>({ value, span }: Spanned<string>, read: (text: string) => Reading<T>): Spanned<T> | undefined {
    const reading = read(value);
    if ('value' in reading) return { value: reading.value, span };
    const { wrong, write } = reading;
    this.report('SEN1108', wrong, span, write === undefined ? {} : { help: `write \`${write}\`` });
    return undefined;
  }

  /** A scalar as an expression. */
  parse(node: ScalarNode): Expression | undefined {
    if (node.expression) return node.expression;
    const hidden = findInvisible(node.text);
    if (hidden === undefined) return parseExpression(node.text, node.offsets, this.#sink);
    const place = spanOf(node.offsets.at(hidden.index), node.offsets.at(hidden.index + hidden.length));
    this.report('SEN1004', `${hidden.name} in this expression cannot be seen`, place, { help: 'remove it' });
    return undefined;
  }
}

function textOf(node: ScalarNode): Spanned<string> | undefined {
  return typeof node.value === 'string' ? { value: node.value, span: node.span } : undefined;
}

function oneOf<W extends string>(text: Spanned<string>, words: readonly W[]): Spanned<W> | undefined {
  const value = words.find((word) => word === text.value);
  return value === undefined ? undefined : { value, span: text.span };
}

function nameOf(key: ScalarNode): Spanned<string> {
  return { value: key.text, span: key.span };
}

function identifierFor(name: string): string | undefined {
  const better = name.toLowerCase().replaceAll(/[\s.-]+/gu, '_');
  return identifier.test(better) ? better : undefined;
}
