/** What became of what a person asked of rollouts. */
import type { AskedReport } from '../../../app/index.ts';
import { type Line, piece, sentence } from '../../text/text.ts';
import { type Page, wrap } from '../../text/wrap.ts';
import type { Forms } from '../deliver.ts';
import { statusLines, statusTexts } from './status-lines.ts';
import { jsonOfStatus } from './status-forms.ts';

type Asked = AskedReport['asked'][number];

export function askedForms({ asked, store }: AskedReport): Forms {
  return {
    texts: () => [
      store,
      ...asked.map(({ why = '' }) => why),
      ...statusTexts(asked.map(({ status }) => status)),
    ],
    lines: (page) =>
      asked.length === 0
        ? [[`no rollout is on its way in ${store}`]]
        : asked.flatMap((one) => [...answer(one, page), ...statusLines(one.status, { page })]),
    json: () => ({
      asked: asked.map(({ status, why, ...rest }) => ({
        ...rest,
        ...(why !== undefined && { why }),
        rollout: jsonOfStatus(status),
      })),
    }),
  };
}

const words = { done: '✓ done', begun: '→ begun', kept: '→ kept', refused: '✗ refused' } as const;
const roles = { done: 'pass', begun: 'warning', kept: 'info', refused: 'fail' } as const;

/** `✗ refused promote: the checks of this stage are not known to pass` */
function answer({ request, result, why }: Asked, page: Page): Line[] {
  return wrap(
    [
      piece(roles[result], words[result]),
      ` ${request}`,
      ...(why === undefined ? [] : [': ', ...sentence(why)]),
    ],
    page,
    [],
    ['  '],
  );
}
