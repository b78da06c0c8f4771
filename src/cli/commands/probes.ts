import { kinds, Refusal } from '../../app/index.ts';
import { suggestName } from '../../plan/did-you-mean.ts';
import type { Command } from '../arguments/command.ts';
import { usage } from '../arguments/parse.ts';
import { deliver } from '../render/deliver.ts';
import { kindForms, kindsForms } from '../render/kinds.ts';

export const probes: Command = {
  name: 'probes',
  summary: 'list the kinds of probes and steps, or show what one takes and gives',
  operands: { usage: '[KIND]', least: 0, most: 1 },
  options: [],
  formats: ['text', 'json'],
  examples: [
    { line: 'probes', says: 'Every kind with a line about it.' },
    { line: 'probes http', says: 'Its configuration, its fields and an example.' },
  ],
  async run({ operands: [name], targets }, session) {
    const all = await kinds();
    if (name === undefined) {
      await deliver(kindsForms(all), targets, session);
      return 0;
    }
    const found = [...all.probes, ...all.steps].find(({ kind }) => kind === name);
    if (!found) {
      const names = [...all.probes, ...all.steps].map(({ kind }) => kind);
      throw new Refusal([
        usage(`there is no kind \`${name}\``, suggestName(name, names) ?? '`sentinel probes` lists them'),
      ]);
    }
    await deliver(kindForms(found), targets, session);
    return 0;
  },
};
