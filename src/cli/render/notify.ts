/** Whom a test message reached. */
import type { NotifyReport } from '../../app/index.ts';
import { type Line, piece, sentence } from '../text/text.ts';
import { type Page, wrap } from '../text/wrap.ts';
import type { Forms } from './deliver.ts';

export function notifyForms(report: NotifyReport): Forms {
  const { policy, sent } = report;
  return {
    texts: () => [JSON.stringify(sent)],
    lines: (page) => sent.flatMap((one) => sentLines(one, page)),
    json: () => ({
      policy,
      sent: sent.map(({ name, why }) => ({ name, ok: why === undefined, ...(why !== undefined && { why }) })),
    }),
  };
}

function sentLines({ name, why }: NotifyReport['sent'][number], page: Page): Line[] {
  if (why === undefined) return [[piece('pass', '✓ sent   '), name]];
  return [[piece('fail', '✗ failed '), piece('strong', name)], ...wrap(sentence(why), page, ['         '])];
}
