/** Meaning of blocks, and suppressions. */
export const policyCodes = {
  SEN1501: { severity: 'error', title: 'not yet in this version' },
} as const;
