import type { AudienceBlock, RolloutBlock } from '../tree.ts';
import type { BlockReader } from './block-reader.ts';
import { defined } from './defined.ts';
import { readRollback } from './rollback.ts';
import { readRule } from './rules.ts';
import { readChecks, readRamp, readStages } from './stages.ts';
import { readSteps } from './steps.ts';

export function readRollouts(policy: BlockReader): readonly RolloutBlock[] {
  return policy.named('rollouts').map(([name, rollout]) =>
    defined({
      kind: 'rollout' as const,
      ...readRule(name, rollout),
      traffic: rollout
        .block('traffic')
        ?.component([], '`traffic`', rollout.keySpan('traffic') ?? rollout.span),
      tracks: readTracks(rollout),
      identity: rollout.expression('identity'),
      stages: readStages(rollout),
      ramp: readRamp(rollout),
      checks: readChecks(rollout),
      rollback: readRollback(rollout),
      dwell: rollout.duration('dwell'),
      cooldown: rollout.duration('cooldown'),
      deadline: rollout.duration('deadline'),
      unknown: readUnknown(rollout),
      finish: readFinish(rollout),
      watch: rollout.duration('watch'),
      concurrent: rollout.number('concurrent'),
      newer: rollout.word('newer', ['queue', 'replace', 'reject']),
      runway: rollout.boolean('runway'),
      first: rollout.word('first', ['analyze', 'skip']),
      assign: readAssign(rollout),
      overrides: rollout
        .blocks('overrides')
        .map((item) => defined({ span: item.span, who: item.expression('who'), in: item.boolean('in') })),
      audience: readAudience(rollout),
      variants: rollout.value('variants'),
      analysis: rollout.value('analysis'),
      before: readSteps(rollout, 'before'),
      after: readSteps(rollout, 'after'),
    }),
  );
}

function readTracks(rollout: BlockReader): RolloutBlock['tracks'] {
  const tracks = rollout.block('tracks');
  return tracks && defined({ canary: tracks.text('canary'), stable: tracks.text('stable') });
}

const unknownActions = ['hold', 'pause', 'rollback'] as const;

function readUnknown(rollout: BlockReader): RolloutBlock['unknown'] {
  const unknown = rollout.block('unknown');
  return (
    unknown &&
    defined({
      span: unknown.span,
      action: unknown.word('action', unknownActions),
      for: unknown.duration('for'),
      // oxlint-disable-next-line unicorn/no-thenable -- a key of the language; nobody awaits a tree
      then: unknown.word('then', unknownActions),
    })
  );
}

function readFinish(rollout: BlockReader): RolloutBlock['finish'] {
  const finish = rollout.block('finish');
  return (
    finish &&
    defined({
      span: finish.span,
      promote: finish.word('promote', ['swap', 'copy', 'none']),
      keep: finish.duration('keep'),
    })
  );
}

function readAssign(rollout: BlockReader): RolloutBlock['assign'] {
  const assign = rollout.block('assign');
  return assign && defined({ span: assign.span, by: assign.texts('by'), seed: assign.text('seed') });
}

function readAudience(rollout: BlockReader): readonly AudienceBlock[] {
  return rollout.blocks('audience').flatMap((audience) => {
    const name = audience.text('name');
    if (!name) return [];
    return defined({
      kind: 'audience' as const,
      name,
      span: audience.span,
      who: audience.expression('who'),
      stages: readStages(audience),
      ramp: readRamp(audience),
    });
  });
}
