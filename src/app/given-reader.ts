import type { EvaluationPlan } from '../plan/plan.ts';
import { unknown } from '../plan/value.ts';
import type { ConfigReader } from '../runtime/core/resolve-config.ts';
import type { World } from '../runtime/engine/world.ts';

/** For configurations that are filled in before anything is observed: the release, settings, secrets and inputs. */
export function givenReader({ facts }: Pick<EvaluationPlan, 'facts'>, world: World): ConfigReader {
  const sources = new Map(facts.map(({ id, source }) => [id, source]));
  return (id) => {
    const source = sources.get(id);
    switch (source?.kind) {
      case 'secret':
        return world.secret(source.name);
      case 'release':
      case 'setting':
      case 'input':
        return world.given(source);
      default:
        return unknown('it is not known before anything is observed');
    }
  };
}
