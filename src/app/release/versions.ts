/** `--version backend=v1 --version frontend=v2`: versions of the rollouts of a group. */
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import { suggestName } from '../../plan/did-you-mean.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';

/** `text` as it was given, several with commas between. Undefined where it is one version for all. */
export function versionsIn(
  { groups = [] }: Pick<EvaluationPlan, 'groups'>,
  text: string | undefined,
  diagnostics: Diagnostic[],
): ReadonlyMap<string, string> | undefined {
  if (text === undefined || !text.includes('=')) return undefined;
  const wrong = (message: string, help: string): void => {
    diagnostics.push(diagnostic('SEN2001', message, undefined, { help }));
  };
  const known = groups.flatMap(({ rollouts }) => rollouts);
  const versions = new Map<string, string>();
  for (const pair of text.split(',')) {
    const [, name = '', version] = /^([^=]+)=([^=]+)$/u.exec(pair) ?? [];
    if (version === undefined)
      wrong(`\`--version ${pair}\` names no rollout and its version`, 'write `--version ROLLOUT=V` for each');
    else if (!known.includes(name))
      wrong(
        `\`--version ${pair}\` names \`${name}\`, which is in no group of this policy`,
        suggestName(name, known) ??
          (known.length === 0
            ? 'write `--version V`: this policy has no groups'
            : `those are ${known.map((one) => `\`${one}\``).join(', ')}`),
      );
    else if (versions.has(name)) wrong(`\`${name}\` is given two versions`, 'give it one');
    else versions.set(name, version);
  }
  const missing = groups
    .filter(({ rollouts }) => rollouts.some((name) => versions.has(name)))
    .flatMap(({ rollouts }) => rollouts.filter((name) => !versions.has(name)));
  if (missing.length > 0)
    wrong(
      `${missing.map((name) => `\`${name}\``).join(', ')} of the same group ${missing.length === 1 ? 'has' : 'have'} no version`,
      `write \`--version ${missing[0] ?? ''}=V\` too`,
    );
  return versions;
}
