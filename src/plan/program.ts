/** What every component that runs a program takes. */
import { durationSchema, listSchema, mapSchema, secretSchema, textSchema } from './config.ts';
import type { ConfigSchema } from './descriptor.ts';

/** A program with its arguments. */
export function argvSchema(description: string, extra: Pick<ConfigSchema, 'default'> = {}): ConfigSchema {
  const word = textSchema('The program, or one argument.', 'argv');
  return listSchema(description, word, { minItems: 1, ...extra });
}

/** `usual`: how long it may take where nothing is said, as a literal. */
export function programSchemas(
  usual: string,
): Readonly<Record<'run' | 'cwd' | 'env' | 'timeout', ConfigSchema>> {
  return {
    run: argvSchema('The program and its arguments, each one item.'),
    cwd: textSchema('Where it runs, from the directory of the policy.', 'path', { default: '.' }),
    env: mapSchema(
      'Environment variables that it gets besides PATH, HOME, LANG and TMPDIR.',
      secretSchema('The value of one variable.', 'text'),
    ),
    timeout: durationSchema('How long it may take.', { default: usual }),
  };
}
