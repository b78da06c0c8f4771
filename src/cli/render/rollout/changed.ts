/** What a change by hand did to the record of a rollout. */
import type { ChangedReport } from '../../../app/index.ts';
import { piece, sentence } from '../../text/text.ts';
import { wrap } from '../../text/wrap.ts';
import type { Forms } from '../deliver.ts';
import { jsonOfStatus } from './status-forms.ts';
import { statusLines, statusTexts } from './status-lines.ts';

/** `done`: `adopted`. */
export function changedForms(done: string, { status, text, store }: ChangedReport): Forms {
  return {
    texts: () => [text, ...statusTexts([status])],
    lines: (page) => [
      ...wrap([': ', ...sentence(text)], page, [piece('pass', `✓ ${done}`)], ['  ']),
      ...statusLines(status, { page }),
    ],
    json: () => ({ done, text, store, rollout: jsonOfStatus(status) }),
  };
}
