import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../src/app/index.ts';
import type { Arguments } from '../../../src/cli/arguments/command.ts';
import { argumentsFor, splitWords } from '../../../src/cli/arguments/parse.ts';
import { commandFor } from '../../../src/cli/commands/index.ts';

function parse(line: string | readonly string[]): { command: string; args: Arguments } {
  const argv = typeof line === 'string' ? line.split(' ').filter((word) => word !== '') : line;
  const { command, words } = commandFor(splitWords(argv));
  return { command: command.name, args: argumentsFor(command, words) };
}

/** The codes, messages and help of a refused command line. */
function refused(line: string | readonly string[]): string[] {
  try {
    parse(line);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.diagnostics.map(
      ({ code, message, help }) => `${code} ${message}${help === undefined ? '' : ` | ${help}`}`,
    );
  }
  throw new Error('it was not refused');
}

describe('which command', () => {
  test.each([
    ['lint', 'lint'],
    ['--env prod --version v1', 'check'],
    ['--env prod plan --version v1', 'plan'],
    ['-V', 'version'],
    ['--help', 'help'],
    ['lint --help --format nonsense', 'help'],
    ['help plan', 'help'],
  ])('%s: %s', (line, command) => {
    expect(parse(line).command).toBe(command);
  });

  test('a line without a command and without options is refused: nothing was judged', () => {
    expect(refused('')).toEqual(['SEN2001 no command is given | `sentinel --help` lists them']);
  });

  test('unknown ones, with what was meant', () => {
    expect(refused('pln --env prod')).toEqual(['SEN2002 unknown command `pln` | did you mean `plan`?']);
    expect(refused('frobnicate')).toEqual([
      'SEN2002 unknown command `frobnicate` | `sentinel --help` lists them',
    ]);
  });

  test('ones that are still to come', () => {
    expect(refused('serve --until 2h')).toEqual([
      'SEN2005 `sentinel serve` is not yet in this version | `sentinel --help` lists what is',
    ]);
  });
});

describe('options', () => {
  test('values, switches and repeated ones', () => {
    const { args } = parse('plan --env=prod --set a=1 --set b=2=3 -v --no-wait --version v1.2.3');
    expect(args.text('env')).toBe('prod');
    expect(args.text('version')).toBe('v1.2.3');
    expect(args.texts('set')).toEqual(['a=1', 'b=2=3']);
    expect(args.has('verbose')).toBe(true);
    expect(args.has('no-wait')).toBe(true);
    expect(args.has('save')).toBe(false);
    expect(args.text('save')).toBeUndefined();
    expect(args.texts('actor')).toEqual([]);
  });

  test('operands behind `--` are never options', () => {
    expect(parse('lint -- --fix').args.operands).toEqual(['--fix']);
  });

  test.each([
    ['plan --verison v1', ['SEN2003 unknown option `--verison` | did you mean `--version`?']],
    ['plan --fix', ['SEN2003 `plan` takes no `--fix` | `sentinel plan --help` lists what it takes']],
    ['lint -x', ['SEN2003 unknown option `-x` | `sentinel lint --help` lists what it takes']],
    ['plan -V', ['SEN2001 `-V` stands alone | write `sentinel version`, or `--version V` for the release']],
    ['plan --env', ['SEN2004 `--env` has no value | write `--env ENV`']],
    ['plan --env --no-wait', ['SEN2004 `--env` has no value | write `--env ENV`']],
    [
      'plan --version',
      [
        'SEN2004 `--version` has no value | write `--version V` for the release, or `sentinel version` for the version of the program',
      ],
    ],
    ['plan --no-wait=1', ['SEN2004 `--no-wait` takes no value | write `--no-wait` alone']],
    ['plan --env=', ['SEN2004 the value of `--env` is empty | give one, or leave `--env` out']],
    ['plan --env a --env b', ['SEN2001 `--env` is given twice']],
    ['plan -v -v', ['SEN2001 `-v` is given twice']],
    ['plan extra', ['SEN2001 unexpected argument `extra` | the form is `sentinel plan`']],
    ['probe', ['SEN2001 `probe` needs NAME | the form is `sentinel probe NAME`']],
    ['lint --format sarfi', ['SEN2004 `--format` of `lint` cannot be `sarfi` | did you mean `sarif`?']],
    [
      'version --format sarif',
      ['SEN2004 `--format` of `version` cannot be `sarif` | it is one of `text`, `json`'],
    ],
    [
      'lint --color loud',
      ['SEN2004 `--color` of `lint` cannot be `loud` | it is one of `auto`, `always`, `never`'],
    ],
  ])('%s', (line, told) => {
    expect(refused(line)).toEqual(told);
  });

  test('every mistake is told at once', () => {
    expect(refused('plan --env= --no-wait=1 a b')).toEqual([
      'SEN2004 the value of `--env` is empty | give one, or leave `--env` out',
      'SEN2004 `--no-wait` takes no value | write `--no-wait` alone',
      'SEN2001 unexpected argument `a` | the form is `sentinel plan`',
      'SEN2001 unexpected argument `b` | the form is `sentinel plan`',
    ]);
  });
});

describe('formats and their files', () => {
  test.each([
    ['lint', [{ format: 'text' }]],
    ['lint --format json', [{ format: 'json' }]],
    [
      'lint --format sarif --output a.sarif --format text',
      [{ format: 'sarif', file: 'a.sarif' }, { format: 'text' }],
    ],
    [
      'lint --format json --output a --format junit --output b',
      [
        { format: 'json', file: 'a' },
        { format: 'junit', file: 'b' },
      ],
    ],
  ])('%s', (line, targets) => {
    expect(parse(line).args.targets).toEqual(targets);
  });

  test.each([
    [
      'lint --output a',
      ['SEN2001 `--output a` has no `--format` before it | write `--format json --output a`'],
    ],
    [
      'lint --format json --output a --output b',
      ['SEN2001 `--output b` has no `--format` before it | write `--format json --output b`'],
    ],
    [
      'lint --format json --format text',
      [
        'SEN2001 several `--format` would all go to standard output | give all but one of them an `--output FILE`',
      ],
    ],
  ])('%s is refused', (line, told) => {
    expect(refused(line)).toEqual(told);
  });
});
