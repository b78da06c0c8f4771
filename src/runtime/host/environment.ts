/** The environment of child processes: little, named here, and nothing that a policy did not ask for. */

const inherited = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'LC_ALL', 'SystemRoot'];

/** What every child gets, and `extra`; without a prototype. */
export function childEnvironment(extra: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.assign(inheritedVariables(inherited), extra);
}

/** Those of the named variables that are set. */
export function inheritedVariables(names: readonly string[]): Record<string, string> {
  const env = Object.create(null) as Record<string, string>;
  for (const name of names) {
    const value = process.env[name];
    if (value !== undefined) env[name] = value;
  }
  return env;
}
