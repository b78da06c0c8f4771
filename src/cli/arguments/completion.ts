/** Shell completion, made from the tables of the commands. The scripts are static: nothing runs when Tab is pressed. */
import type { Command } from './command.ts';
import { optionOf, type OptionName } from './options.ts';
import { choicesOf, optionsOf } from './parse.ts';

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/** The names that the program is called by. */
const programs = ['sentinel', 'release-sentinel'] as const;

export function completionScript(shell: Shell, commands: readonly Command[]): string {
  const scripts = { bash, zsh, fish } satisfies Record<Shell, (commands: readonly Command[]) => string>;
  return scripts[shell](commands);
}

/** What stands behind an option: words to choose from, a file, any text, or nothing. */
type Operand = readonly string[] | 'file' | 'text' | undefined;

function operandOf(command: Command, name: OptionName): Operand {
  const option = optionOf(name);
  if (option.value === undefined) return undefined;
  return choicesOf(command, name) ?? (option.file ? 'file' : 'text');
}

function bash(commands: readonly Command[]): string {
  const cases = commands.map((command) => {
    const { complete } = command.operands;
    const operands = Array.isArray(complete) ? ` words="${complete.join(' ')}"` : '';
    const files = complete === 'file' ? ' files=1' : '';
    return `    ${command.name}) flags="${flagsOf(command).join(' ')}"${operands}${files} ;;`;
  });
  const values = commands.flatMap((command) =>
    optionsOf(command).flatMap((name) => {
      const operand = operandOf(command, name);
      if (operand === undefined) return [];
      const action =
        operand === 'file'
          ? 'COMPREPLY=($(compgen -f -- "$current"))'
          : operand === 'text'
            ? 'COMPREPLY=()'
            : `COMPREPLY=($(compgen -W "${operand.join(' ')}" -- "$current"))`;
      return [`    "${command.name} --${name}") ${action}; return ;;`];
    }),
  );
  return `# bash completion of sentinel: source <(sentinel completion bash)
_sentinel() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" word flags="" words="" files=""
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) command="$word"; break ;; esac
  done
  case "$command $previous" in
${values.join('\n')}
  esac
  case "$command" in
    "") words="${commands.map(({ name }) => name).join(' ')}" ;;
${cases.join('\n')}
  esac
  case "$current" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$current")) ;;
    *)
      COMPREPLY=($(compgen -W "$words" -- "$current"))
      if [ -n "$files" ]; then COMPREPLY+=($(compgen -f -- "$current")); fi
      ;;
  esac
}
complete -o filenames -F _sentinel ${programs.join(' ')}
`;
}

function zsh(commands: readonly Command[]): string {
  const list = commands.map(({ name, summary }) => `    ${quote(`${name}:${summary}`)}`);
  const cases = commands.map((command) => {
    const specs = optionsOf(command).flatMap((name) => zshSpecs(command, name));
    const { complete } = command.operands;
    const operands =
      complete === undefined
        ? []
        : [quote(complete === 'file' ? '*:file:_files' : `*:word:(${complete.join(' ')})`)];
    return `    ${command.name}) _arguments -s ${[...specs, ...operands].join(' ')} ;;`;
  });
  return `#compdef ${programs.join(' ')}
# zsh completion of sentinel: sentinel completion zsh > "\${fpath[1]}/_sentinel"
_sentinel() {
  local -a commands=(
${list.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=\${words[2]}
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
compdef _sentinel ${programs.join(' ')}
`;
}

function zshSpecs(command: Command, name: OptionName): string[] {
  const option = optionOf(name);
  const operand = operandOf(command, name);
  const action = operand === 'file' ? '_files' : Array.isArray(operand) ? `(${operand.join(' ')})` : '';
  const behind = option.value === undefined ? '' : `:${option.value.toLowerCase()}:${action}`;
  const repeats = option.value !== undefined && option.repeats ? '*' : '';
  const described = `[${option.summary.replaceAll(/[[\]:]/gu, String.raw`\$&`)}]${behind}`;
  const spellings = [`--${name}`, ...(option.short === undefined ? [] : [`-${option.short}`])];
  return spellings.map((spelling) => quote(`${repeats}${spelling}${described}`));
}

function fish(commands: readonly Command[]): string {
  const names = commands.map(({ name }) => name).join(' ');
  const lines = programs.flatMap((program) => [
    `complete -c ${program} -f`,
    ...commands.map(
      ({ name, summary }) =>
        `complete -c ${program} -n "not __fish_seen_subcommand_from ${names}" -a ${name} -d ${quote(summary)}`,
    ),
    ...commands.flatMap((command) => {
      const here = `complete -c ${program} -n "__fish_seen_subcommand_from ${command.name}"`;
      const { complete } = command.operands;
      return [
        ...optionsOf(command).map((name) => `${here} ${fishOption(command, name)}`),
        ...(complete === undefined
          ? []
          : [complete === 'file' ? `${here} -F` : `${here} -a ${quote(complete.join(' '))}`]),
      ];
    }),
  ]);
  return `# fish completion of sentinel: sentinel completion fish | source\n${lines.join('\n')}\n`;
}

function fishOption(command: Command, name: OptionName): string {
  const { short, summary } = optionOf(name);
  const operand = operandOf(command, name);
  const action =
    operand === undefined
      ? ''
      : operand === 'file'
        ? ' -r -F'
        : operand === 'text'
          ? ' -x'
          : ` -x -a ${quote(operand.join(' '))}`;
  return `-l ${name}${short === undefined ? '' : ` -s ${short}`}${action} -d ${quote(summary)}`;
}

function flagsOf(command: Command): string[] {
  return optionsOf(command).flatMap((name) => {
    const { short } = optionOf(name);
    return [`--${name}`, ...(short === undefined ? [] : [`-${short}`])];
  });
}

function quote(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
