/** Tests of policies, and what is played or judged again. */
export const analysisCodes = {
  SEN2701: { severity: 'error', title: 'nothing to test' },
  SEN2702: { severity: 'error', title: 'test of something that the policy does not have' },
  SEN2703: { severity: 'error', title: 'value of a test that cannot be read' },
  SEN2704: { severity: 'error', title: 'parts of a test that do not fit together' },
  SEN2711: { severity: 'error', title: 'facts that cannot be played' },
  SEN2721: { severity: 'error', title: 'record that cannot be judged again' },
} as const;
