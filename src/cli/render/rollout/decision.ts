/** Whether a user is in. */
import type { DecideReport } from '../../../app/index.ts';
import { formatNumber } from '../../../plan/units.ts';
import { isUnknown } from '../../../plan/value.ts';
import { piece, sentence } from '../../text/text.ts';
import { wrap } from '../../text/wrap.ts';
import type { Forms } from '../deliver.ts';

export function decisionForms(report: DecideReport): Forms {
  const { rollout, in: isIn, variant, bucket, why, at } = report;
  const place = isUnknown(bucket)
    ? ''
    : `, at place ${formatNumber(Number((bucket * 100).toFixed(4)))} of 100`;
  return {
    texts: () => [rollout, why, at],
    lines: (page) =>
      wrap(
        [
          isIn ? piece('pass', `in: ${variant}`) : piece('skipped', `out: ${variant}`),
          `${place}; it stands at ${at}: `,
          ...sentence(why),
        ],
        page,
        [piece('strong', rollout), ' '],
        ['  '],
      ),
    json: () => ({ rollout, in: isIn, variant, bucket: isUnknown(bucket) ? null : bucket, why }),
  };
}
