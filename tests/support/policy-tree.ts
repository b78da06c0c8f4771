/** Policies through the parser, in forms that tests can compare. */
import { SourceText } from '../../src/plan/span.ts';
import { parsePolicy } from '../../src/parser/index.ts';
import type { DocumentNode } from '../../src/parser/document.ts';
import { dataOf } from '../../src/parser/schema/data.ts';
import type { Policy } from '../../src/parser/tree.ts';

export interface PolicyReading {
  readonly policy: Policy | undefined;
  /** `CODE underlined text` of each finding. */
  readonly found: readonly string[];
  /** `message; help` of each. */
  readonly messages: readonly string[];
}

export function readPolicyText(text: string, file = 'sentinel.yaml'): PolicyReading {
  const { policy, diagnostics } = parsePolicy(new SourceText(file, text));
  return {
    policy,
    found: diagnostics.map(
      ({ code, location }) => `${code} ${text.slice(location?.span.start, location?.span.end)}`,
    ),
    messages: diagnostics.map(({ message, help }) => (help === undefined ? message : `${message}; ${help}`)),
  };
}

/** A policy with these blocks, below the two lines that each has. */
export function readBlocks(blocks: string): PolicyReading {
  return readPolicyText(`sentinel: 1\npolicy: shop\n${blocks}\n`);
}

/** A tree without its places, and document nodes as their values, which makes it short enough to compare. */
export function withoutSpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpans);
  if (typeof value !== 'object' || value === null) return value;
  if ('closing' in value) return JSON.parse(JSON.stringify(dataOf(value as DocumentNode)));
  const entries = Object.entries(value).filter(([key]) => key !== 'span');
  const [only] = entries;
  if (entries.length === 1 && only?.[0] === 'value') return withoutSpans(only[1]);
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutSpans(inner)]));
}
