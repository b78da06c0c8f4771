/** Syntax of expressions and literals. */
export const expressionCodes = {
  SEN1301: { severity: 'error', title: 'expression syntax error' },
  SEN1302: { severity: 'error', title: 'malformed number or instant' },
  SEN1303: { severity: 'error', title: 'malformed text' },
  SEN1304: { severity: 'error', title: 'expression too large' },
  SEN1305: { severity: 'error', title: 'malformed regular expression' },
} as const;
