/** What a policy reads: settings, secrets, inputs, probes, scores. */
import type { ProbeBlock, ScoreBlock, SecretBlock, SettingBlock, VaultBlock } from '../tree.ts';
import type { BlockReader } from './block-reader.ts';
import { defined } from './defined.ts';

export function readSettings(policy: BlockReader): readonly SettingBlock[] {
  return policy.identified('settings', 'a setting').map(([name, setting]) =>
    defined({
      kind: 'setting' as const,
      name,
      span: setting.span,
      env: setting.text('env'),
      perEnv: setting.pairs('per_env').map(([environment, value]) => ({ environment, value })),
      default: setting.text('default'),
    }),
  );
}

export function readSecrets(policy: BlockReader): readonly SecretBlock[] {
  return policy.identified('secrets', 'a secret').map(([name, secret]) =>
    defined({
      kind: 'secret' as const,
      name,
      span: secret.span,
      env: secret.text('env'),
      file: secret.text('file'),
      vault: readVault(secret),
    }),
  );
}

function readVault(secret: BlockReader): VaultBlock | undefined {
  const vault = secret.block('vault');
  const path = vault?.text('path');
  return (
    vault &&
    path &&
    defined({
      kind: 'vault' as const,
      span: vault.span,
      path,
      key: vault.text('key'),
      mount: vault.text('mount'),
    })
  );
}

export function readProbes(policy: BlockReader): readonly ProbeBlock[] {
  return policy.identified('probes', 'a probe').map(([name, probe]) =>
    defined({
      kind: 'probe' as const,
      name,
      span: probe.span,
      each: readEach(probe),
      component: probe.component(['each'], `the probe \`${name.value}\``, name.span),
    }),
  );
}

function readEach(probe: BlockReader): ProbeBlock['each'] {
  const [entry] = probe.entries('each');
  if (entry?.value.kind !== 'list') return undefined;
  const values = entry.value.items.flatMap(({ value }) =>
    value.kind === 'scalar' ? { value: value.value, span: value.span } : [],
  );
  return { name: { value: entry.key.text, span: entry.key.span }, values };
}

export function readScores(policy: BlockReader): readonly ScoreBlock[] {
  return policy.identified('scores', 'a score').map(([name, score]) =>
    defined({
      kind: 'score' as const,
      name,
      span: score.span,
      criteria: score.blocks('criteria').map((criterion) =>
        defined({
          span: criterion.span,
          weight: criterion.number('weight'),
          of: criterion.expression('of'),
        }),
      ),
      healthy: score.number('healthy'),
      degraded: score.number('degraded'),
    }),
  );
}
