/** Text and YAML syntax. */
export const textCodes = {
  SEN1001: { severity: 'error', title: 'YAML syntax error' },
} as const;
