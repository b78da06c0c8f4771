/** Settings and secrets: texts from outside, which are there before anything runs. */
import type { Secret, Setting, VaultPlace } from '../plan/plan.ts';
import type { Spanned } from '../plan/span.ts';
import type { SecretBlock, SettingBlock, VaultBlock } from '../parser/tree.ts';
import { type CompileContext, locate } from './context.ts';
import { checkEnvironment } from './environments.ts';
import { isWritten } from './written.ts';

export function compileSettings(context: CompileContext): readonly Setting[] {
  return context.policy.settings.map((block) => compileSetting(context, block));
}

function compileSetting(context: CompileContext, block: SettingBlock): Setting {
  const { name, env, perEnv, default: fallback, span } = block;
  if (!isWritten(context.policy, 'settings', name.value, ['env', 'per_env', 'default']))
    context.sink.report(
      'SEN1505',
      `the setting \`${name.value}\` says nowhere where its value comes from`,
      name.span,
      {
        help: `name a variable: \`${name.value}: { env: ${name.value.toUpperCase()} }\``,
      },
    );
  if (env) checkVariable(context, env);
  for (const { environment } of perEnv) checkEnvironment(context, environment);
  return {
    name: name.value,
    ...(env && { env: env.value }),
    perEnv: Object.fromEntries(perEnv.map(({ environment, value }) => [environment.value, value.value])),
    ...(fallback && { default: fallback.value }),
    location: locate(context, span),
  };
}

export function compileSecrets(context: CompileContext): readonly Secret[] {
  return context.policy.secrets.map((block) => compileSecret(context, block));
}

function compileSecret(context: CompileContext, block: SecretBlock): Secret {
  const { name, env, file, vault, span } = block;
  const [first, second] = Object.entries({ env, file, vault }).filter(([, source]) => source);
  if (!isWritten(context.policy, 'secrets', name.value, ['env', 'file', 'vault']))
    context.sink.report(
      'SEN1505',
      `the secret \`${name.value}\` says nowhere where its value comes from`,
      name.span,
      {
        help: `name a variable or a file: \`${name.value}: { env: ${name.value.toUpperCase()} }\``,
      },
    );
  else if (first && second)
    context.sink.report(
      'SEN1512',
      `the secret \`${name.value}\` has both \`${first[0]}\` and \`${second[0]}\``,
      second[1]?.span ?? span,
      { help: 'keep one of them' },
    );
  if (env) checkVariable(context, env);
  return {
    name: name.value,
    ...(env && { env: env.value }),
    ...(file && { file: file.value }),
    ...(vault && { vault: compileVault(context, vault, name.value) }),
    location: locate(context, span),
  };
}

function compileVault({ sink }: CompileContext, { path, key, mount }: VaultBlock, name: string): VaultPlace {
  for (const { value, span } of [path, ...(mount ? [mount] : [])])
    if (value.split('/').some((segment) => ['', '.', '..'].includes(segment)))
      sink.report('SEN1530', `\`${value}\` is not a path in Vault`, span, {
        help: 'names with `/` between them, such as `apps/checkout`',
      });
  return { mount: mount?.value ?? 'secret', path: path.value, key: key?.value ?? name };
}

function checkVariable({ sink }: CompileContext, { value, span }: Spanned<string>): void {
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/u.test(value))
    sink.report('SEN1506', `\`${value}\` is not the name of an environment variable`, span, {
      help: 'letters, digits and `_`, not beginning with a digit',
    });
}
