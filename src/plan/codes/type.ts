/** Names, types, units and secrets in expressions. */
export const typeCodes = {
  SEN1401: { severity: 'error', title: 'unknown name' },
  SEN1402: { severity: 'error', title: 'unknown member' },
  SEN1403: { severity: 'error', title: 'types that do not fit' },
  SEN1404: { severity: 'error', title: 'missing unit' },
  SEN1405: { severity: 'error', title: 'secret where none may stand' },
  SEN1406: { severity: 'error', title: 'not a condition' },
  SEN1407: { severity: 'error', title: 'wrong use of a function' },
  SEN1408: { severity: 'error', title: 'always unknown' },
  SEN1409: { severity: 'error', title: 'value that cannot stand in a text' },
} as const;
