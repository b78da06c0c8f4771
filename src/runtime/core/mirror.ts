import type { CompareOperator } from '../../plan/term.ts';

/** The operator that says the same with the sides exchanged. */
export const mirrored: Readonly<Record<CompareOperator, CompareOperator>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};
