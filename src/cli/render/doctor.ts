/** What `doctor` found. */
import type { DoctorReport } from '../../app/index.ts';
import { piece, sentence } from '../text/text.ts';
import { wrap } from '../text/wrap.ts';
import type { Forms } from './deliver.ts';

const marks = { ok: '✓', warning: '!', problem: '✗' } as const;
const roles = { ok: 'pass', warning: 'warning', problem: 'fail' } as const;

export function doctorForms({ checks }: DoctorReport): Forms {
  return {
    texts: () => [JSON.stringify(checks)],
    lines: (page) =>
      checks.flatMap(({ name, status, text, help }) => [
        ...wrap(
          sentence(text),
          page,
          [piece(roles[status], marks[status]), ' ', piece('strong', name), ': '],
          ['    '],
        ),
        ...(help === undefined ? [] : wrap(sentence(help), page, ['    '])),
      ]),
    json: () => ({ checks }),
  };
}
