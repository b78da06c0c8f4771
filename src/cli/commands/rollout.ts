import { Refusal, type RolloutFlags } from '../../app/index.ts';
import type { Arguments, Command } from '../arguments/command.ts';
import { usage } from '../arguments/parse.ts';
import { act } from './apply.ts';
import { duration } from './request.ts';
import { runOptions } from './run.ts';

export const rollout: Command = {
  name: 'rollout',
  summary: 'release a version by stages that the flags name, under the checks of the policy',
  operands: { usage: 'NAME VERSION', least: 2, most: 2 },
  options: [
    'canary',
    'auto',
    'stages',
    'interval',
    'auto-approve',
    'shadow',
    'detach',
    'timeout',
    ...runOptions.filter((option) => option !== 'version'),
  ],
  formats: ['text', 'json', 'jsonl', 'sarif', 'github', 'gitlab', 'junit'],
  examples: [
    {
      line: 'rollout shop@prod v1.2.3 --canary 10',
      says: 'Stops at 10 % until `sentinel promote`, which goes on as the policy says.',
    },
    {
      line: 'rollout shop@prod v1.2.3 --auto --stages 10,50,100 --interval 10m',
      says: "The traffic, the checks and the way back are the policy's own.",
    },
  ],
  run(args, session) {
    const [name = '', version = ''] = args.operands;
    const flags: RolloutFlags = { name, ...stagesOf(args) };
    return act('rollout', args, session, ({ release }) => ({
      release: { ...release, version },
      rollout: flags,
    }));
  },
};

function stagesOf(args: Arguments): Pick<RolloutFlags, 'stages' | 'interval'> {
  const canary = args.text('canary');
  const weights = args.text('stages');
  const hold = duration(args, 'interval');
  const interval = hold === undefined ? {} : { interval: hold };
  if (canary !== undefined && !args.has('auto') && weights === undefined)
    return { stages: { canary: percent('canary', canary) }, ...interval };
  if (canary === undefined && args.has('auto') && weights !== undefined)
    return { stages: { weights: weights.split(',').map((one) => percent('stages', one)) }, ...interval };
  throw new Refusal([
    usage(
      'a rollout by flags has either a canary or stages',
      'give `--canary 10`, or `--auto --stages 10,25,50,100`',
    ),
  ]);
}

function percent(option: string, text: string): number {
  const [, digits] = /^\s*(\d{1,3}(?:\.\d+)?)%?\s*$/u.exec(text) ?? [];
  const value = Number(digits ?? Number.NaN);
  if (value <= 100) return value;
  throw new Refusal([
    usage(`\`--${option}\` takes percentages, not \`${text}\``, 'write `10` or `10%`, up to 100'),
  ]);
}
