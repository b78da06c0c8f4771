/** Lint: a policy that runs, and probably not as its author meant. */
export const lintCodes = {
  SEN1201: { severity: 'warning', title: 'unused declaration' },
  SEN1202: { severity: 'warning', title: 'freeze without a time zone' },
  SEN1203: { severity: 'warning', title: 'ratio compared with a suspicious number' },
  SEN1204: { severity: 'warning', title: 'condition that never changes' },
  SEN1205: { severity: 'warning', title: 'plain HTTP to a public host' },
  SEN1206: { severity: 'warning', title: 'raw quotient in a query' },
  SEN1207: { severity: 'warning', title: 'comment that goes on like an expression' },
  SEN1208: { severity: 'warning', title: 'policy that checks nothing' },
  SEN1209: { severity: 'warning', title: 'setting without a value somewhere' },
} as const;
