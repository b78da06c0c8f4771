import { init as writeFirstPolicy } from '../../app/index.ts';
import type { Command } from '../arguments/command.ts';
import { noOperands } from '../arguments/command.ts';
import { piece, sentence } from '../text/text.ts';
import { given } from './request.ts';

export const init: Command = {
  name: 'init',
  summary: 'write a first policy that fits what lies here, in shadow mode',
  operands: noOperands,
  options: ['policy'],
  formats: [],
  examples: [
    { line: 'init', says: 'Writes sentinel.yaml and sentinel.test.yaml; existing ones are left alone.' },
  ],
  async run(args, { host, signal, stdout }) {
    const { file, tests, saw, next } = await writeFirstPolicy({ ...given(args, ['policy']), signal }, host);
    stdout.lines([
      ...saw.map((text) => [piece('faint', 'saw '), ...sentence(text)]),
      ['wrote ', piece('path', file), ...(tests === undefined ? [] : [' and ', piece('path', tests)])],
      ['next: ', piece('quoted', next)],
    ]);
    return 0;
  },
};
