/** Rollouts on their way. */
export const rolloutCodes = {
  SEN2601: { severity: 'error', title: 'traffic that cannot be reached' },
  SEN2602: { severity: 'error', title: 'rollout already on its way' },
  SEN2603: { severity: 'error', title: 'version in quarantine' },
  SEN2604: { severity: 'error', title: 'traffic without a record' },
  SEN2605: { severity: 'error', title: 'no runway before the next freeze' },
  SEN2606: { severity: 'error', title: 'rollout that did not complete' },
  SEN2607: { severity: 'error', title: 'no such rollout' },
  SEN2608: { severity: 'error', title: 'request that cannot be followed' },
  SEN2609: { severity: 'error', title: 'nobody drives the rollout' },
  SEN2610: { severity: 'error', title: 'more than one rollout' },
  SEN2611: { severity: 'error', title: 'way back that cannot be used' },
} as const;
