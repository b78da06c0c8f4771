/** Keys and the shape of values. */
export const structureCodes = {
  SEN1101: { severity: 'error', title: 'unknown key' },
} as const;
