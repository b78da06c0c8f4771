/** Which words may open a clause, asked of the grammar itself. */
import { Alternation, Alternative, type IProduction, NonTerminal, type Rule, Terminal } from 'chevrotain';
import { Word } from '../expression/tokens.ts';
import { formsOf } from './keywords.ts';

/** The words that a rule with alternatives may begin with. */
export function openersOf(rules: Record<string, Rule>, name: string): readonly string[] {
  return [...new Set(first(rules[name]?.definition[0]))];
}

function first(production: IProduction | undefined): string[] {
  if (production instanceof Alternation) return production.definition.flatMap(first);
  if (production instanceof Alternative) return first(production.definition[0]);
  if (production instanceof NonTerminal) return first(production.referencedRule.definition[0]);
  return production instanceof Terminal && production.terminalType !== Word
    ? formsOf(production.terminalType)
    : [];
}
