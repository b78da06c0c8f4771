import type { FreezeBlock } from '../../parser/tree.ts';
import type { Rule } from './context.ts';
import { environmentsOf, isEnforced } from './support/reach.ts';
import { minutesOf, minutesOfWeek } from './support/week.ts';

/** Freezes that come back every week and together leave no minute of it. Exact within one time zone. */
export const noReleaseTime: Rule = {
  code: 'SEN1212',
  speed: 'fast',
  need: 'whole',
  check({ policy, report }) {
    const weekly = policy.freezes
      .filter((freeze) => isEnforced(policy, freeze) && stopsEveryStart(freeze))
      .flatMap((freeze) => {
        const minutes = minutesOf(freeze.window);
        return minutes ? [{ freeze, minutes }] : [];
      });
    const told = new Set<FreezeBlock>();
    for (const environment of environmentsOf(policy, {})) {
      const here = weekly.filter(({ freeze }) => environmentsOf(policy, freeze).includes(environment));
      for (const group of Map.groupBy(here, ({ freeze }) => freeze.timezone?.value ?? 'UTC').values()) {
        const last = lastNeeded(group);
        if (!last || told.has(last.freeze)) continue;
        told.add(last.freeze);
        const others = group.slice(0, group.indexOf(last)).map(({ freeze }) => freeze.name);
        const where = environment === undefined ? '' : ` in \`${environment}\``;
        const beside = others.map(({ value }) => `\`${value}\``).join(', ');
        report(
          `${beside && 'with '}${beside}${beside && ' '}\`${last.freeze.name.value}\` leaves no time of the week to release${where}`,
          last.freeze.name.span,
          {
            help: 'leave some hours open, or say with `except` or `when` who may release',
            related: others.map(({ span }) => ({
              file: policy.file,
              span,
              message: 'this one is closed as well',
            })),
          },
        );
      }
    }
  },
};

function stopsEveryStart({ when, except, blocks }: FreezeBlock): boolean {
  return !when && !except && (!blocks || blocks.some(({ value }) => value === 'start'));
}

/** The one that closes the last open minute, when the ones before are in force. */
function lastNeeded<F extends { readonly minutes: ReadonlySet<number> }>(
  freezes: readonly F[],
): F | undefined {
  const closed = new Set<number>();
  return freezes.find(({ minutes }) => {
    for (const minute of minutes) closed.add(minute);
    return closed.size === minutesOfWeek;
  });
}
