/** Groups: rollouts that are released together, and so have to be able to keep pace. */
import type { GroupBlock } from '../parser/tree.ts';
import type { Rollout, RolloutGroup } from '../plan/rollout.ts';
import type { Spanned } from '../plan/span.ts';
import { type CompileContext, locate } from './context.ts';
import { checkKnownNames } from './names.ts';

export function compileGroups(
  context: CompileContext,
  rollouts: readonly Rollout[],
): readonly RolloutGroup[] {
  const { groups } = context.policy;
  const known = context.policy.rollouts.map(({ name }) => name.value);
  const taken = new Map<string, Spanned<string>>();
  return groups.map((group) => {
    checkKnownNames(context, 'rollout of this policy', group.rollouts, known);
    checkTaken(context, group, taken);
    checkPace(context, group, rollouts);
    return {
      name: group.name.value,
      rollouts: group.rollouts.map(({ value }) => value),
      location: locate(context, group.span),
    };
  });
}

/** A rollout waits for one group alone. */
function checkTaken(
  { sink, policy: { file, rollouts } }: CompileContext,
  { name, rollouts: members }: GroupBlock,
  taken: Map<string, Spanned<string>>,
): void {
  if (members.length < 2)
    sink.report('SEN1524', `the group \`${name.value}\` has fewer than two rollouts`, name.span, {
      help: 'list those that are released together, or leave the group out',
    });
  const namesake = rollouts.find((rollout) => rollout.name.value === name.value);
  if (namesake)
    sink.report('SEN1524', `\`${name.value}\` is the name of a rollout too`, name.span, {
      help: 'commands take both by name: give the group another one',
      related: [{ file, span: namesake.name.span, message: 'the rollout' }],
    });
  for (const member of members) {
    const other = taken.get(member.value);
    if (other)
      sink.report('SEN1524', `\`${member.value}\` is in a group already`, member.span, {
        help: 'a rollout is in one group, once',
        related: [{ file, span: other.span, message: 'first listed here' }],
      });
    else taken.set(member.value, member);
  }
}

/** What they have to have in common with the first, and what none may do alone. */
function checkPace(
  { sink }: CompileContext,
  { rollouts: members }: GroupBlock,
  rollouts: readonly Rollout[],
): void {
  const compiled = members.flatMap(({ value, span }) => {
    const rollout = rollouts.find(({ name }) => name === value);
    return rollout ? { rollout, span } : [];
  });
  const [first] = compiled;
  if (!first) return;
  for (const { rollout, span } of compiled) {
    const alone = whatAlone(rollout) ?? whatApart(first.rollout, rollout);
    if (alone) sink.report('SEN1524', `\`${rollout.name}\` ${alone.what}`, span, { help: alone.help });
  }
}

interface Alone {
  readonly what: string;
  readonly help: string;
}

function whatAlone({ rollback, first, finish }: Rollout): Alone | undefined {
  if (finish.promote === 'copy')
    return {
      what: 'gives its users back on a way of its own',
      help: 'what was copied does not go back with a group: leave `promote: copy` out',
    };
  if (rollback.to !== 0)
    return { what: 'does not go back to 0 %', help: 'a group goes back as a whole: leave `rollback.to` out' };
  if (rollback.retry > 0)
    return {
      what: 'would go up again by itself',
      help: 'a group goes back as a whole: leave `rollback.retry` out',
    };
  return first === 'skip'
    ? { what: 'may leave its stages out', help: 'the stages of a group are its barriers: leave `first` out' }
    : undefined;
}

function whatApart(first: Rollout, rollout: Rollout): Alone | undefined {
  const [most, count] = [first.stages.length, rollout.stages.length];
  if (most !== count)
    return {
      what: `has ${stagesText(count)}, and \`${first.name}\` has ${most}`,
      help: 'a stage is a barrier for all of a group: give each as many',
    };
  if (first.mode !== rollout.mode)
    return {
      what: `is in ${rollout.mode} mode, and \`${first.name}\` is not`,
      help: 'give all of a group one `mode`',
    };
  return [...(first.environments ?? [])].toSorted().join() ===
    [...(rollout.environments ?? [])].toSorted().join()
    ? undefined
    : {
        what: `is for other environments than \`${first.name}\``,
        help: 'give all of a group the same `environments`',
      };
}

function stagesText(count: number): string {
  return count === 1 ? '1 stage' : `${count} stages`;
}
