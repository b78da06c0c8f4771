/** The configuration of a component with its templates filled in. */
import { textOf } from '../../plan/operations/text.ts';
import {
  type ConfigRecord,
  type ConfigTemplate,
  type ConfigValue,
  isConfigTemplate,
} from '../../plan/plan.ts';
import type { ResolvedRecord, ResolvedValue } from '../../plan/resolved.ts';
import { revealSecret, SecretText } from '../../plan/secret.ts';
import type { Term } from '../../plan/term.ts';
import type { Type } from '../../plan/type.ts';
import { isUnknown, type Known, unknown, type Value } from '../../plan/value.ts';
import { evaluate, type Locals } from './evaluate.ts';
import { joinPieces, type Piece } from './sinks.ts';

/** A fact by its id; a secret stays opaque. */
export type ConfigReader = (fact: string) => Known<Value | SecretText>;

/** Unknown when one of its templates is, with the key and the reason. Never names a secret's text. */
export function resolveConfig(
  config: ConfigRecord,
  read: ConfigReader,
  locals: Locals = new Map(),
): Known<ResolvedRecord> {
  const resolved = Object.create(null) as Record<string, ResolvedValue>;
  for (const [key, value] of Object.entries(config)) {
    const filled = resolveValue(value, read, locals);
    if (isUnknown(filled)) return unknown(`${key}: ${filled.reason}`);
    resolved[key] = filled;
  }
  return resolved;
}

function resolveValue(value: ConfigValue, read: ConfigReader, locals: Locals): Known<ResolvedValue> {
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return resolveList(value as readonly ConfigValue[], read, locals);
  if (isConfigTemplate(value)) return fillTemplate(value, read, locals);
  return resolveConfig(value as ConfigRecord, read, locals);
}

function resolveList(
  values: readonly ConfigValue[],
  read: ConfigReader,
  locals: Locals,
): Known<readonly ResolvedValue[]> {
  const resolved: ResolvedValue[] = [];
  for (const value of values) {
    const filled = resolveValue(value, read, locals);
    if (isUnknown(filled)) return filled;
    resolved.push(filled);
  }
  return resolved;
}

function fillTemplate(
  { template, sink, secret }: ConfigTemplate,
  read: ConfigReader,
  locals: Locals,
): Known<string | SecretText> {
  const pieces: Piece[] = [];
  const secrets: string[] = [];
  for (const part of template) {
    const piece = typeof part === 'string' ? { written: part } : pieceOf(part, read, locals, secrets);
    if (isUnknown(piece)) return piece;
    pieces.push(piece);
  }
  const text = joinPieces(pieces, sink);
  return isUnknown(text) || !(secret || secrets.length > 0) ? text : new SecretText(secrets.join(', '), text);
}

/** A secret stands there as it is or not at all: no operation sees its text, so no reason can tell it. */
function pieceOf(term: Term, read: ConfigReader, locals: Locals, secrets: string[]): Known<Piece> {
  const name = nameOf(term);
  const own = term.op === 'fact' ? read(term.fact) : undefined;
  if (own instanceof SecretText) {
    secrets.push(own.name);
    return { value: revealSecret(own), bare: false, name };
  }
  const value = own ?? evaluate(term, { get: (fact) => plain(read(fact)) }, locals);
  const text = isUnknown(value) ? value : textOf(value, term.type);
  if (isUnknown(text)) return unknown(`\`${name}\` is unknown: ${text.reason}`);
  return { value: text, bare: isBare(value, term.type), name };
}

function plain(value: Known<Value | SecretText>): Known<Value> {
  return value instanceof SecretText ? unknown('a secret cannot be read here') : value;
}

/** Numbers with a unit are written with it, which JSON has no form for but a text. */
function isBare(value: Known<Value>, type: Type): boolean {
  return typeof value === 'boolean' || (typeof value === 'number' && (type === 'number' || type === 'any'));
}

function nameOf(term: Term): string {
  return term.op === 'fact' ? term.fact : term.op === 'local' ? term.name : 'the value';
}
