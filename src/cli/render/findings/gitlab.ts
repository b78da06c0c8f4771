/** GitLab's code quality report. */
import { createHash } from 'node:crypto';
import { harmlessJson } from '../../text/sanitize.ts';
import type { Findings } from './findings.ts';

const severities = { error: 'major', warning: 'minor', info: 'info' } as const;

/** A finding without a place is about the whole run; GitLab wants a file, so it stands in the first one. */
export function gitlabCodeQuality({ findings, cases, sources }: Findings): string {
  const seen = new Map<string, number>();
  const issues = findings.map(({ id, severity, message, help, location }) => {
    const place = location && sources.placeOf(location);
    const path = place?.file ?? cases[0]?.file ?? '.';
    const identity = [id, path, message].join('\0');
    const nth = seen.get(identity) ?? 0;
    seen.set(identity, nth + 1);
    return {
      description: help === undefined ? message : `${message}: ${help}`,
      check_name: id,
      // The same finding keeps it when lines above it come and go.
      fingerprint: createHash('sha256').update(`${identity}\0${nth}`).digest('hex'),
      severity: severities[severity],
      location: { path, lines: { begin: place?.line ?? 1, end: place?.endLine ?? 1 } },
    };
  });
  return `${harmlessJson(issues, 2)}\n`;
}
