/** A policy is written in YAML, or in the language's own syntax. */
export type Syntax = 'yaml' | 'dsl';

/** The file's name decides: `.sntl` is the language's own, everything else YAML. */
export function syntaxOf(file: string): Syntax {
  return file.endsWith('.sntl') ? 'dsl' : 'yaml';
}
