/**
 * Reads a command line. Node splits it into tokens; what they mean and what is wrong with them is said here, because
 * Node's own words name neither the command nor what to write instead.
 */
import { parseArgs } from 'node:util';
import { Refusal } from '../../app/index.ts';
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import { suggestName } from '../../plan/did-you-mean.ts';
import type { Arguments, Command, Target } from './command.ts';
import {
  commonOptions,
  type Format,
  isOption,
  type Option,
  optionOf,
  type OptionName,
  options,
} from './options.ts';

/** The words of a command line; `commandFor` takes the command's name off. */
export interface Words {
  readonly positionals: readonly string[];
  readonly given: readonly GivenOption[];
}

interface GivenOption {
  /** As typed: `--env`, `-v`. */
  readonly raw: string;
  readonly name: string;
  readonly value?: string;
  /** The value was written with `=`. */
  readonly inline: boolean;
}

export function splitWords(argv: readonly string[]): Words {
  const { tokens } = parseArgs({
    args: [...argv],
    options: Object.fromEntries(
      Object.entries<Option>(options).map(([name, { short, value }]) => [
        name,
        { type: value === undefined ? ('boolean' as const) : ('string' as const), ...(short && { short }) },
      ]),
    ),
    strict: false,
    tokens: true,
  });
  return {
    positionals: tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : [])),
    given: tokens.flatMap((token) =>
      token.kind === 'option'
        ? [
            {
              raw: token.rawName,
              name: token.name,
              inline: token.inlineValue === true,
              ...(token.value !== undefined && { value: token.value }),
            },
          ]
        : [],
    ),
  };
}

/** The arguments of this command; every mistake is told at once. */
export function argumentsFor(command: Command, words: Words): Arguments {
  const taken = optionsOf(command);
  const unknown = words.given.flatMap((option) => unknownOption(option, command, taken));
  // What follows an unknown option may be its value, so the rest is not judged.
  if (unknown.length > 0) throw new Refusal(unknown);

  const values = new Map<OptionName, string[]>();
  const wrong: Diagnostic[] = [];
  for (const option of words.given) {
    const name = option.name as OptionName;
    const problem = problemOf(option, name, command, values.has(name));
    if (problem) wrong.push(problem);
    else values.set(name, [...(values.get(name) ?? []), option.value ?? '']);
  }
  wrong.push(...operandProblems(command, words.positionals));
  const targets = targetsOf(command, words.given, wrong);
  if (wrong.length > 0) throw new Refusal(wrong);
  return {
    operands: words.positionals,
    targets,
    has: (name) => values.has(name),
    text: (name) => values.get(name)?.[0],
    texts: (name) => values.get(name) ?? [],
  };
}

/** All options that a command takes. */
export function optionsOf(command: Command): readonly OptionName[] {
  return [
    ...command.options,
    ...(command.formats.length > 0 ? (['format', 'output'] as const) : []),
    ...commonOptions,
  ];
}

/** The values that an option may have at this command. */
export function choicesOf(command: Command, name: OptionName): readonly string[] | undefined {
  if (name === 'format') return command.formats;
  const option = optionOf(name);
  return option.value === undefined ? undefined : option.choices;
}

function unknownOption(
  { raw, name }: GivenOption,
  command: Command,
  taken: readonly OptionName[],
): Diagnostic[] {
  if (isOption(name) && taken.includes(name)) return [];
  if (raw === '-V')
    return [usage(`\`-V\` stands alone`, `write \`sentinel version\`, or \`--version V\` for the release`)];
  const written = raw.startsWith('--') ? name : raw;
  return [
    diagnostic(
      'SEN2003',
      isOption(name) ? `\`${command.name}\` takes no \`${raw}\`` : `unknown option \`${raw}\``,
      undefined,
      {
        help:
          suggestName(
            `--${written}`,
            taken.map((option) => `--${option}`),
          ) ?? `\`sentinel ${command.name} --help\` lists what it takes`,
      },
    ),
  ];
}

function problemOf(
  { raw, value, inline }: GivenOption,
  name: OptionName,
  command: Command,
  again: boolean,
): Diagnostic | undefined {
  const option = optionOf(name);
  if (again && !(option.value !== undefined && option.repeats)) return usage(`\`${raw}\` is given twice`);
  if (option.value === undefined)
    return value === undefined
      ? undefined
      : diagnostic('SEN2004', `\`${raw}\` takes no value`, undefined, { help: `write \`${raw}\` alone` });
  if (value === undefined || (!inline && value.startsWith('-') && value !== '-'))
    return diagnostic('SEN2004', `\`${raw}\` has no value`, undefined, {
      help: valueHelp(name, option.value),
    });
  if (value === '')
    return diagnostic('SEN2004', `the value of \`${raw}\` is empty`, undefined, {
      help: `give one, or leave \`${raw}\` out`,
    });
  const choices = choicesOf(command, name);
  if (choices && !choices.includes(value))
    return diagnostic('SEN2004', `\`${raw}\` of \`${command.name}\` cannot be \`${value}\``, undefined, {
      help: whichOf(value, choices),
    });
  return undefined;
}

function valueHelp(name: OptionName, value: string): string {
  return name === 'version'
    ? 'write `--version V` for the release, or `sentinel version` for the version of the program'
    : `write \`--${name} ${value}\``;
}

function operandProblems(command: Command, operands: readonly string[]): Diagnostic[] {
  const { least, most, usage: form } = command.operands;
  const help = `the form is \`sentinel ${command.name}${form && ` ${form}`}\``;
  if (operands.length < least) return [usage(`\`${command.name}\` needs ${form}`, help)];
  return operands.slice(most).map((operand) => usage(`unexpected argument \`${operand}\``, help));
}

/** Pairs each `--output` with the `--format` before it. Where there are no formats, it is an option like others. */
function targetsOf(command: Command, given: readonly GivenOption[], wrong: Diagnostic[]): Target[] {
  const targets: Target[] = [];
  for (const { name, value } of given) {
    if (value === undefined) continue;
    if (name === 'format') targets.push({ format: value as Format });
    if (name !== 'output' || command.formats.length === 0) continue;
    const before = targets.pop();
    if (!before || before.file !== undefined) {
      wrong.push(
        usage(
          `\`--output ${value}\` has no \`--format\` before it`,
          `write \`--format json --output ${value}\``,
        ),
      );
      if (before) targets.push(before);
    } else targets.push({ ...before, file: value });
  }
  if (targets.filter((target) => target.file === undefined).length > 1)
    wrong.push(
      usage(
        'several `--format` would all go to standard output',
        'give all but one of them an `--output FILE`',
      ),
    );
  const [usual] = command.formats;
  return targets.length > 0 || usual === undefined ? targets : [{ format: usual }];
}

/** What was meant by a name that is none of these: the one it is close to, else all of them. */
export function whichOf(name: string, names: readonly string[]): string {
  return suggestName(name, names) ?? oneOf(names);
}

export function oneOf(names: readonly string[]): string {
  return `it is one of ${names.map((known) => `\`${known}\``).join(', ')}`;
}

/** A command line that does not fit. */
export function usage(message: string, help?: string): Diagnostic {
  return diagnostic('SEN2001', message, undefined, { help });
}
