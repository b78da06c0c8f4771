/** Why nothing is known about a canary, for people. */
import type { SeenCheck, StoredRollout } from '../../runtime/engine/rollout/stored.ts';

/** Which checks nothing was known of at the last look, each with what its probe said. */
export function unknownChecks({ sight }: Pick<StoredRollout, 'sight'>): readonly string[] {
  return (sight?.checks ?? []).flatMap((check) =>
    check.verdict === 'unknown' && check.shown !== true ? `\`${check.condition}\` is ${wordOf(check)}` : [],
  );
}

/** `unknown: connection refused`, of the side that is. */
function wordOf({ observed, limit }: SeenCheck): string {
  return [observed, limit].find((side) => side?.startsWith('unknown: ')) ?? 'unknown';
}
