/** Telling people and other programs: notifications and telemetry. */
export const tellingCodes = {
  SEN2801: { severity: 'warning', title: 'notification not delivered' },
  SEN2802: { severity: 'warning', title: 'metrics not pushed' },
  SEN2803: { severity: 'error', title: 'metrics that cannot be served' },
  SEN2804: { severity: 'error', title: 'no such notification' },
} as const;
