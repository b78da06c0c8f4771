/** Settings of what goes on for a long time: its secrets may become others meanwhile. */
import type { EvaluationPlan } from '../../plan/plan.ts';
import { revealSecret, type SecretText } from '../../plan/secret.ts';
import { isUnknown, type Known } from '../../plan/value.ts';
import { type ResolvedSettings, resolveSettings, type Surroundings } from './settings.ts';

/** What was read so lately is not read again, milliseconds. */
const FRESH = 1_000;

export interface LiveSettings extends ResolvedSettings {
  /** Reads the secrets again. Whether one of them is another now. */
  readonly renew: () => Promise<boolean>;
}

export async function liveSettings(plan: EvaluationPlan, surroundings: Surroundings): Promise<LiveSettings> {
  const { clock, redactor } = surroundings.host;
  const secrets = new Map<string, Known<SecretText>>();
  let readAt = 0;
  const read = async (): Promise<ResolvedSettings & { readonly changed: boolean }> => {
    const resolved = await resolveSettings(plan, surroundings);
    readAt = clock.monotonic();
    let changed = false;
    for (const [name, fresh] of resolved.secrets) {
      const before = secrets.get(name);
      // What cannot be had now is as it was.
      if (isUnknown(fresh) && before !== undefined) continue;
      changed ||= !isSame(before, fresh);
      secrets.set(name, fresh);
      if (!isUnknown(fresh)) redactor.register(fresh);
    }
    return { ...resolved, changed };
  };
  const first = await read();
  return {
    ...first,
    secrets,
    renew: async () => clock.monotonic() - readAt >= FRESH && (await read()).changed,
  };
}

function isSame(before: Known<SecretText> | undefined, now: Known<SecretText>): boolean {
  if (before === undefined || isUnknown(before) || isUnknown(now)) return false;
  return revealSecret(before) === revealSecret(now);
}
