/** Lint: a policy that runs, and probably not as its author meant. */
export const lintCodes = {
  SEN1201: { severity: 'warning', title: 'unused declaration' },
  SEN1203: { severity: 'warning', title: 'ratio compared with a suspicious number' },
} as const;
