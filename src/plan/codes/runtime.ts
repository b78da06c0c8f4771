/** Usage, configuration, files, settings, saved plans, faults. */
export const runtimeCodes = {
  SEN2001: { severity: 'error', title: 'wrong usage' },
} as const;
