/** Ways back that are used in turn. */
import type { RollbackBlock } from '../../parser/tree.ts';
import type { TierPlan } from '../../plan/rollout.ts';
import type { CompileContext } from '../context.ts';
import type { Names } from '../scope.ts';
import { compileDriver } from './traffic.ts';

export function compileTiers(
  context: CompileContext,
  block: RollbackBlock | undefined,
  names: Names,
): readonly TierPlan[] {
  const tiers = block?.tiers ?? [];
  const { to } = block ?? {};
  if (tiers.length > 0 && to && !/^0+(\.0+)?%$/u.test(to.value))
    context.sink.report('SEN1512', '`tiers` take everybody out, and `to` leaves some', to.span, {
      help: 'remove `to`, or remove `tiers`',
    });
  return tiers.flatMap(({ component, within, span }, index) => {
    if (!within && index < tiers.length - 1)
      context.sink.report(
        'SEN1522',
        'without `within` the next tier would never begin',
        component?.kind.span ?? span,
        {
          help: 'say how long this one may take: `within: 1m`',
        },
      );
    const traffic = component && compileDriver(context, component, names);
    return traffic ? [{ traffic, ...(within && { within: within.value }) }] : [];
  });
}
