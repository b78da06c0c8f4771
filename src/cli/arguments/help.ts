/** `--help`, made from the tables of the commands. */
import { columns } from '../text/columns.ts';
import { type Line, piece } from '../text/text.ts';
import { type Page, wrap } from '../text/wrap.ts';
import type { Command } from './command.ts';
import { commonOptions, optionOf, type OptionName, policyOptions, releaseOptions } from './options.ts';
import { choicesOf, optionsOf } from './parse.ts';

const INDENT = '  ';

/** What `sentinel --help` prints. */
export function overview(commands: readonly Command[], page: Page): Line[] {
  return [
    [piece('strong', 'sentinel'), ': decides whether a release is safe, says why, and acts on it'],
    [],
    [piece('strong', 'Usage: '), 'sentinel COMMAND [options]'],
    ['       sentinel --env ENV --version V    (the same as `sentinel check`)'],
    [],
    [piece('strong', 'Commands:')],
    ...columns(
      commands.map(({ name, summary }) => [name, summary] as const),
      page,
    ),
    [],
    [piece('strong', 'Exit codes: '), '0 safe or done, 1 blocked or failed, 2 critical'],
    [],
    ['`sentinel COMMAND --help` tells more about one command'],
  ];
}

/** What `sentinel COMMAND --help` prints. */
export function helpFor(command: Command, page: Page): Line[] {
  const { name, summary, operands, examples } = command;
  const usage = `sentinel ${name}${operands.usage && ` ${operands.usage}`} [options]`;
  return [
    ...wrap([`: ${summary}`], page, [piece('strong', `sentinel ${name}`)], [INDENT]),
    [],
    [piece('strong', 'Usage: '), usage],
    ...sectionsOf(command).flatMap(({ title, names }) => [
      [],
      [piece('strong', `${title}:`)],
      ...columns(
        names.map((option) => [optionUsage(option), optionSummary(command, option)] as const),
        page,
      ),
    ]),
    ...(examples.length > 0 ? [[], [piece('strong', 'Examples:')]] : []),
    ...examples.flatMap(({ line, says }) => [
      [INDENT, piece('path', `sentinel ${line}`.trimEnd())],
      ...wrap([says], page, [INDENT, INDENT, INDENT]),
    ]),
  ];
}

interface Section {
  readonly title: string;
  readonly names: readonly OptionName[];
}

function sectionsOf(command: Command): readonly Section[] {
  const taken = optionsOf(command);
  const shared = [
    { title: 'Release', names: releaseOptions },
    { title: 'Policy', names: policyOptions },
    { title: 'General', names: commonOptions },
  ] satisfies readonly { title: string; names: readonly OptionName[] }[];
  const grouped = new Set<OptionName>(shared.flatMap(({ names }) => [...names]));
  return [{ title: 'Options', names: taken.filter((name) => !grouped.has(name)) }, ...shared]
    .map(({ title, names }) => ({ title, names: names.filter((name) => taken.includes(name)) }))
    .filter(({ names }) => names.length > 0);
}

function optionUsage(name: OptionName): string {
  const { short, value } = optionOf(name);
  return `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
}

function optionSummary(command: Command, name: OptionName): string {
  const { summary } = optionOf(name);
  if (name === 'format') return `${summary}: ${choicesOf(command, name)?.join(', ')}`;
  return name === 'output' && command.formats.length === 0
    ? 'write to this file what would be printed'
    : summary;
}
