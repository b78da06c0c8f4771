/** Which environment of the policy is meant. */
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import { suggestEnvironment } from '../../plan/suggest-environment.ts';
import { Refusal } from '../refusal.ts';

type Declared = Pick<EvaluationPlan, 'environments'>;

/** Why the one that is given, or that none is given, does not say where; undefined where it does. */
export function unclearEnvironment(
  { environments }: Declared,
  env: string | undefined,
): Diagnostic | undefined {
  const list = environments.map((name) => `\`${name}\``).join(', ');
  const [first] = environments;
  if (env === undefined)
    return environments.length > 1
      ? diagnostic('SEN2014', `the policy has several environments: ${list}`, undefined, {
          help: `say which one: \`--env ${first ?? ''}\``,
        })
      : undefined;
  if (environments.includes(env)) return undefined;
  if (first === undefined)
    return diagnostic(
      'SEN2013',
      `the policy declares no environments, so it cannot be asked about \`${env}\``,
      undefined,
      { help: 'leave `--env` out, or declare `environments:`' },
    );
  const meant = suggestEnvironment(env, environments);
  return diagnostic('SEN2013', `the policy declares no environment \`${env}\``, undefined, {
    help: meant === undefined ? `it declares ${list}` : `did you mean \`${meant}\`?`,
  });
}

/** Refuses an environment that the policy does not declare. */
export function checkEnvironment(plan: Declared, env: string): void {
  environmentMeant(plan, env);
}

/** The one that is given, else the only one; undefined where the policy declares none. Refuses what is not clear. */
export function environmentMeant(plan: Declared, env: string | undefined): string | undefined {
  const unclear = unclearEnvironment(plan, env);
  if (unclear) throw new Refusal([unclear]);
  return env ?? plan.environments[0];
}
