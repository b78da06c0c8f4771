/** SARIF 2.1.0 (OASIS), for code scanning. */
import { isAbsolute, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { programVersion } from '../../../app/index.ts';
import type { Location } from '../../../plan/span.ts';
import { harmlessJson } from '../../text/sanitize.ts';
import type { SourceIndex } from '../sources.ts';
import type { Finding, Findings } from './findings.ts';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

export function sarifLog({ findings, sources }: Findings): string {
  const rules = [...new Map(findings.map((finding) => [finding.id, finding])).values()];
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'release-sentinel',
            semanticVersion: programVersion(),
            rules: rules.map(({ id, title, severity }) => ({
              id,
              shortDescription: { text: title },
              defaultConfiguration: { level: levels[severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => resultOf(finding, rules, sources)),
      },
    ],
  };
  return `${harmlessJson(log, 2)}\n`;
}

function resultOf(finding: Finding, rules: readonly Finding[], sources: SourceIndex): object {
  const { id, severity, message, help, location, related, suggestion } = finding;
  return {
    ruleId: id,
    ruleIndex: rules.findIndex((rule) => rule.id === id),
    level: levels[severity],
    message: { text: help === undefined ? message : `${message}\n${help}` },
    locations: location ? [{ physicalLocation: physicalOf(location, sources) }] : [],
    ...(related && {
      relatedLocations: related.map((place) => ({
        physicalLocation: physicalOf(place, sources),
        message: { text: place.message },
      })),
    }),
    ...(suggestion &&
      location && {
        fixes: [
          {
            description: { text: suggestion.title },
            artifactChanges: [
              {
                artifactLocation: artifactOf(location.file),
                replacements: suggestion.edits.map(({ span, text }) => ({
                  deletedRegion: regionOf({ file: location.file, span }, sources),
                  insertedContent: { text },
                })),
              },
            ],
          },
        ],
      }),
  };
}

function physicalOf(location: Location, sources: SourceIndex): object {
  return { artifactLocation: artifactOf(location.file), region: regionOf(location, sources) };
}

function artifactOf(file: string): object {
  return isAbsolute(file)
    ? { uri: pathToFileURL(file).href }
    : { uri: file.split(sep).map(encodeURIComponent).join('/'), uriBaseId: '%SRCROOT%' };
}

function regionOf(location: Location, sources: SourceIndex): object {
  const { line, column, endLine, endColumn } = sources.placeOf(location);
  return { startLine: line, startColumn: column, endLine, endColumn };
}
