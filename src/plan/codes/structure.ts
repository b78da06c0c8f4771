/** Keys and the shape of values. */
export const structureCodes = {
  SEN1101: { severity: 'error', title: 'unknown key' },
  SEN1102: { severity: 'error', title: 'value of the wrong kind' },
  SEN1103: { severity: 'error', title: 'key missing' },
  SEN1104: { severity: 'error', title: 'not one of the words that may stand here' },
  SEN1105: { severity: 'error', title: 'number out of range' },
  SEN1106: { severity: 'error', title: 'nothing in it' },
  SEN1107: { severity: 'error', title: 'language version' },
  SEN1108: { severity: 'error', title: 'literal that cannot be read' },
  SEN1109: { severity: 'error', title: 'name that cannot be used' },
  SEN1110: { severity: 'error', title: 'component without its kind, or with several' },
  SEN1111: { severity: 'error', title: 'one thing said under two keys' },
} as const;
