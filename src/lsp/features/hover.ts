/** What the thing under the cursor is: a finding, a name in an expression, a function, a key, a declared name. */
import type { Hover } from 'vscode-languageserver';
import { catalog } from '../../app/catalog.ts';
import type { LastFacts } from '../../app/last-facts.ts';
import { nextFreezeText, windowText } from '../../app/freeze-times.ts';
import { diagnosticPage } from '../../app/package.ts';
import { isCode } from '../../plan/codes/index.ts';
import type { Diagnostic } from '../../plan/diagnostic.ts';
import type { Span } from '../../plan/span.ts';
import type { ExpressionOf } from '../../parser/expression/ast.ts';
import { type Chain, mentionsIn } from '../language/chains.ts';
import {
  describeBinding,
  describeComponent,
  describeFunction,
  describeSchema,
  type Knowledge,
  paragraphs,
} from '../language/describe.ts';
import { expressionsIn, namesAt } from '../language/embedded.ts';
import { functions } from '../language/functions.ts';
import { componentAt } from '../language/schema.ts';
import { walkDocument } from '../language/walk.ts';
import { rangeOf, touches } from '../positions.ts';
import type { Snapshot } from '../snapshot.ts';

interface Described {
  readonly span: Span;
  readonly text: string;
}

/** `findings` are those of this text; `now` is in milliseconds since the epoch; `last` is what the last run saw. */
export function hoverAt(
  snapshot: Snapshot,
  offset: number,
  findings: readonly Diagnostic[],
  now: number,
  last?: LastFacts,
): Hover | undefined {
  const found = [
    ...findings.flatMap((finding) => describeFinding(finding, offset)),
    ...describeComment(snapshot, offset),
    ...describeDocument(snapshot, offset, last && { facts: last.facts, age: Math.max(0, now - last.at) }),
    ...describeFreeze(snapshot, offset, now),
  ];
  const [first] = found;
  if (!first) return undefined;
  return {
    contents: { kind: 'markdown', value: found.map(({ text }) => text).join('\n\n---\n\n') },
    range: rangeOf(snapshot.source, first.span),
  };
}

function describeFinding({ code, location }: Diagnostic, offset: number): readonly Described[] {
  return location && touches(location.span, offset) ? [{ span: location.span, text: pageOf(code) }] : [];
}

/** The code in `# sentinel-ignore SEN1203: …`. */
function describeComment({ policy, text }: Snapshot, offset: number): readonly Described[] {
  const comment = policy?.comments.find(({ span }) => touches(span, offset));
  if (!comment) return [];
  const { start, end } = comment.span;
  return [...text.slice(start, end).matchAll(/SEN\d{4}/gu)].flatMap(({ 0: code, index }) => {
    const span = { start: start + index, end: start + index + code.length };
    return touches(span, offset) && isCode(code) ? [{ span, text: pageOf(code) }] : [];
  });
}

/** The title, the summary and the reasons; the examples are long, and editors link to the page. */
function pageOf(code: Parameters<typeof diagnosticPage>[0]): string {
  const [head = '', ...sections] = diagnosticPage(code).split(/^## /mu);
  const why = sections.find((section) => section.startsWith('Why'))?.replace(/^Why\s*/u, '');
  return paragraphs(head.replace(/^# (.*)$/mu, '**$1**').trim(), why?.trim());
}

function describeDocument(
  { policy, scope }: Snapshot,
  offset: number,
  last: Knowledge['last'],
): readonly Described[] {
  if (!policy || !scope) return [];
  const knowledge: Knowledge = { policy, scope, catalog, ...(last && { last }) };
  const found: Described[] = [];
  walkDocument(policy.document, catalog, {
    entry({ key }, path, schema) {
      if (!touches(key.span, offset)) return;
      const component = componentAt(path, catalog);
      const declared = path.length === 2 && path[0] === 'probes' ? scope.rule.get(key.text) : undefined;
      const text = component
        ? describeComponent(component)
        : declared
          ? describeBinding(key.text, declared, knowledge)
          : describeSchema(schema);
      if (text !== '') found.push({ span: key.span, text });
    },
    scalar(node, path, schema) {
      if (!touches(node.span, offset)) return;
      for (const expression of expressionsIn(node, schema)) {
        const { chains, calls } = mentionsIn(expression, namesAt(path, scope));
        for (const call of calls) found.push(...describeCall(call, offset));
        for (const chain of chains) found.push(...describeChain(chain, offset, knowledge));
      }
    },
  });
  return found;
}

/** By its name: the window in words, and when it comes next. */
function describeFreeze({ policy, scope }: Snapshot, offset: number, now: number): readonly Described[] {
  const block = policy?.freezes.find(({ name }) => touches(name.span, offset));
  const freeze = block && scope?.freezes().find(({ name }) => name === block.name.value);
  if (!freeze) return [];
  const text = paragraphs(`frozen ${windowText(freeze)}`, nextFreezeText(freeze, now));
  return [{ span: block.name.span, text }];
}

function describeCall({ function: name }: ExpressionOf<'call'>, offset: number): readonly Described[] {
  const help = touches(name.span, offset) ? functions.get(name.value) : undefined;
  return help ? [{ span: name.span, text: describeFunction(help) }] : [];
}

function describeChain(chain: Chain, offset: number, knowledge: Knowledge): readonly Described[] {
  const at = chain.findIndex(({ span }) => touches(span, offset));
  const segment = chain[at];
  if (!segment?.binding) return [];
  const shown = chain
    .slice(0, at + 1)
    .map(({ name }) => name)
    .join('.');
  return [{ span: segment.span, text: describeBinding(shown, segment.binding, knowledge) }];
}
