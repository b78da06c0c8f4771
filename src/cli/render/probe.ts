/** What one probe saw. */
import type { ProbeReport } from '../../app/index.ts';
import { shown } from '../../plan/shown.ts';
import { typeName } from '../../plan/type.ts';
import { formatDuration } from '../../plan/units.ts';
import { isUnknown } from '../../plan/value.ts';
import { type Line, piece, sentence } from '../text/text.ts';
import { type Page, wrap } from '../text/wrap.ts';
import type { Forms } from './deliver.ts';
import { jsonOfKnown } from './json.ts';

type Reading = ProbeReport['readings'][number];

export function probeForms(report: ProbeReport): Forms {
  return {
    texts: () => [JSON.stringify(report.readings)],
    lines: (page) => report.readings.flatMap((reading) => readingLines(report, reading, page)),
    json: () => ({
      probe: report.probe,
      kind: report.kind,
      readings: report.readings.map(({ fields, duration, ...rest }) => ({
        ...rest,
        durationMs: Math.round(duration),
        fields: fields.map(({ name, type, value }) => ({
          name,
          type: typeName(type),
          ...jsonOfKnown(value, type),
        })),
      })),
    }),
  };
}

function readingLines({ probe, kind }: ProbeReport, reading: Reading, page: Page): Line[] {
  const { item, fields, subject, detail, failure, duration } = reading;
  const about = [kind, subject, detail, formatDuration(duration)].filter((text) => text !== undefined);
  const width = Math.max(0, ...fields.map(({ name }) => name.length));
  return [
    [
      piece('strong', item === undefined ? probe : `${probe} ${item}`),
      piece('faint', ` (${about.join(', ')})`),
    ],
    ...(failure === undefined ? [] : [[`  `, piece('unknown', 'failed: '), ...sentence(failure)]]),
    ...fields.flatMap(({ name, type, value }) =>
      wrap(
        [
          isUnknown(value) ? piece('unknown', shown(value, type)) : shown(value, type),
          piece('faint', `  ${typeName(type)}`),
        ],
        page,
        ['  ', name, ' '.repeat(width - name.length + 2)],
        [' '.repeat(width + 4)],
      ),
    ),
  ];
}
