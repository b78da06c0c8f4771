/** Text, and the syntax of YAML and of the DSL. */
export const textCodes = {
  SEN1001: { severity: 'error', title: 'YAML syntax error' },
  SEN1002: { severity: 'error', title: 'wrong indentation' },
  SEN1003: { severity: 'error', title: 'not a text file that can be read' },
  SEN1004: { severity: 'error', title: 'invisible character' },
  SEN1005: { severity: 'error', title: 'nested too deeply' },
  SEN1006: { severity: 'error', title: 'key given twice' },
  SEN1007: { severity: 'error', title: 'part of YAML that policies do not have' },
  SEN1008: { severity: 'error', title: 'value missing' },
  SEN1009: { severity: 'error', title: 'value that YAML reads otherwise than it looks' },
  SEN1010: { severity: 'error', title: 'alias without an anchor, or too many' },
  SEN1011: { severity: 'error', title: 'key that cannot be used' },
  SEN1012: { severity: 'error', title: 'text cut short for want of quotes' },
  SEN1013: { severity: 'warning', title: 'text that other readers of YAML cut short' },
  SEN1014: { severity: 'error', title: 'clause that cannot be read' },
} as const;
