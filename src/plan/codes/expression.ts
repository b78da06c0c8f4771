/** Syntax of expressions and literals. */
export const expressionCodes = {
  SEN1301: { severity: 'error', title: 'expression syntax error' },
} as const;
