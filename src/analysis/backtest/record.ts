/** A decision of the past, as the audit or a line of JSON holds it: what was known, when, for which release. */
import type { DecisionWord, Verdict } from '../../plan/decision.ts';
import { readInstant } from '../../plan/instant.ts';
import { type Known, knownOfJson, type Value } from '../../plan/value.ts';
import type { ReleaseFields } from '../judge.ts';

export interface PastDecision {
  /** When it was made, milliseconds since the epoch. */
  readonly at: number;
  readonly release: ReleaseFields;
  readonly facts: ReadonlyMap<string, Known<Value>>;
  /** Absent where only what was known is written down. */
  readonly decision?: DecisionWord;
  /** By the name of the rule. */
  readonly rules: ReadonlyMap<string, Verdict>;
  /** It was followed by a start, which limits count. */
  readonly started: boolean;
  /** Somebody had stopped releases by hand, which no policy undoes. */
  readonly stopped: boolean;
  /**
   * Of the audit, which keeps the last look of a gate that looked for a time: digests of these gates, by name. Absent: the
   * facts stood as long as any gate looks.
   */
  readonly sustained?: ReadonlyMap<string, string>;
}

interface Fields {
  readonly [key: string]: unknown;
}

/** `{ at, release, facts, decision?, rules?, started? }`; undefined for what is not of this form. */
export function recordOfLine(json: unknown): PastDecision | undefined {
  if (!isFields(json)) return undefined;
  const { at, release, facts, decision, rules, started } = json;
  const instant = typeof at === 'string' ? readInstant(at) : undefined;
  if (!instant || !('value' in instant) || !isFields(release) || !isFields(facts)) return undefined;
  const word = decisionOf(decision);
  if (decision !== undefined && word === undefined) return undefined;
  return {
    at: instant.value,
    release: textsIn(release),
    facts: factsIn(facts),
    ...(word && { decision: word }),
    rules: new Map(
      isFields(rules) ? Object.entries(rules).flatMap(([name, value]) => verdictOf(name, value)) : [],
    ),
    started: started === true || (started === undefined && word === 'safe'),
    stopped: false,
  };
}

/** An entry of the audit; undefined for one that is no decision. */
export function recordOfEntry(json: unknown): PastDecision | undefined {
  if (!isFields(json) || json['type'] !== 'decision') return undefined;
  const { at, subject, data, to, actor } = json;
  if (typeof at !== 'number' || !isFields(subject) || !isFields(data)) return undefined;
  const { facts, rules, outcome, evaluatedAt, sustained } = data;
  const judged = Array.isArray(rules) ? rules.filter(isFields) : [];
  const word = decisionOf(to);
  const name = isFields(actor) ? actor['name'] : undefined;
  return {
    at: typeof evaluatedAt === 'number' ? evaluatedAt : at,
    release: textsIn({ ...(typeof name === 'string' && { actor: name }), ...subject }),
    facts: isFields(facts) ? factsIn(facts) : new Map(),
    ...(word && { decision: word }),
    rules: new Map(judged.flatMap(({ name: rule, verdict }) => verdictOf(String(rule), verdict))),
    started: outcome === 'started',
    stopped: judged.some(({ name: rule }) => typeof rule === 'string' && rule.startsWith('incident ')),
    sustained: new Map(isFields(sustained) ? Object.entries(textsIn(sustained)) : []),
  };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function decisionOf(word: unknown): DecisionWord | undefined {
  return word === 'safe' || word === 'blocked' || word === 'critical' ? word : undefined;
}

function verdictOf(name: string, value: unknown): readonly (readonly [string, Verdict])[] {
  return value === 'pass' || value === 'fail' || value === 'unknown' || value === 'skipped'
    ? [[name, value]]
    : [];
}

function textsIn(fields: Fields): ReleaseFields {
  const texts = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(fields)) if (typeof value === 'string') texts[name] = value;
  return texts;
}

function factsIn(fields: Fields): ReadonlyMap<string, Known<Value>> {
  const facts = new Map<string, Known<Value>>();
  for (const id in fields) facts.set(id, knownOfJson(fields[id]));
  return facts;
}
