import { expect, test } from 'vitest';
import { helpFor, overview } from '../../../src/cli/arguments/help.ts';
import { argumentsFor, splitWords } from '../../../src/cli/arguments/parse.ts';
import { commandFor, commands } from '../../../src/cli/commands/index.ts';
import { pageFor, shownLines } from '../../support/lines.ts';

const page = await pageFor([]);
const all = commands.all;

test('the overview', () => {
  expect(shownLines(overview(all, page))).toMatchSnapshot();
});

test.each(all.map((command) => [command.name, command] as const))('help of %s', (_, command) => {
  const text = shownLines(helpFor(command, page));
  expect(text).toMatchSnapshot();
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test.each(all.flatMap(({ name, examples }) => examples.map(({ line }) => [name, line] as const)))(
  'an example of %s is a valid command line: %s',
  (_, line) => {
    const [typed = ''] = line.split(/ [|>] /u);
    const words = splitWords((typed.match(/"[^"]*"|\S+/gu) ?? []).map((word) => word.replaceAll('"', '')));
    const { command, words: own } = commandFor(words);
    expect(() => argumentsFor(command, own)).not.toThrow();
  },
);
