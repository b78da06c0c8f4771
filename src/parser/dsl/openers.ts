/** Which words may open a clause, asked of the grammar itself. */
import {
  Alternation,
  Alternative,
  type IProduction,
  NonTerminal,
  Repetition,
  type Rule,
  Terminal,
} from 'chevrotain';
import { Word } from '../expression/tokens.ts';
import { formsOf } from './keywords.ts';

/** The words that open the clauses of a block. */
export function openersOf(rules: Record<string, Rule>, block: string): readonly string[] {
  const clauses = rules[block]?.definition.find((part) => part instanceof Repetition);
  return [...new Set(clauses?.definition.flatMap(first))];
}

function first(production: IProduction | undefined): string[] {
  if (production instanceof Alternation) return production.definition.flatMap(first);
  if (production instanceof Alternative) return first(production.definition[0]);
  if (production instanceof NonTerminal) return first(production.referencedRule.definition[0]);
  return production instanceof Terminal && production.terminalType !== Word
    ? formsOf(production.terminalType)
    : [];
}
