/** Names, types, units and secrets in expressions. */
export const typeCodes = {
  SEN1401: { severity: 'error', title: 'unknown name' },
} as const;
