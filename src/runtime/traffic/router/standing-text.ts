/** A standing as JSON: what the admin endpoint answers, what it takes, and what is kept in a file. */
import type { Change, Slots, Standing } from './weights.ts';

export interface StandingJson {
  readonly weights: Readonly<Record<string, number>>;
  readonly canary: string;
  readonly round: string;
  readonly evicted: boolean;
  readonly epoch: number;
  readonly intent?: string;
}

export function jsonOfStanding({ weights, ...rest }: Standing): StandingJson {
  return { weights: Object.fromEntries(weights), ...rest };
}

type Data = Readonly<Record<string, unknown>>;

/** A text says what is wrong with it. */
export function readChange(text: string, slots: Slots): Change | string {
  const data = objectIn(text, ['weights', 'canary', 'evict', 'epoch', 'intent']);
  if (typeof data === 'string') return data;
  const weights = weightsIn(data, slots);
  if (typeof weights === 'string') return weights;
  const canary = canaryIn(data, slots);
  if (canary === false) return `\`canary\` is ${nameList(slots)}`;
  const { evict = false, epoch, intent } = data;
  if (typeof evict !== 'boolean') return '`evict` is true or false';
  if ((epoch === undefined) !== (intent === undefined)) return '`epoch` and `intent` belong together';
  if (epoch !== undefined && !isEpoch(epoch)) return '`epoch` is a whole number';
  if (intent !== undefined && !isIntent(intent)) return '`intent` is a short text';
  return {
    weights,
    evict,
    ...(canary !== undefined && { canary }),
    ...(epoch !== undefined && intent !== undefined && { fence: { epoch, intent } }),
  };
}

/** Undefined where the text is not about these slots, or is no standing at all. */
export function readStanding(text: string, slots: Slots): Standing | undefined {
  const data = objectIn(text, ['weights', 'canary', 'round', 'evicted', 'epoch', 'intent']);
  if (typeof data === 'string') return undefined;
  const weights = weightsIn(data, slots);
  const canary = canaryIn(data, slots);
  const { round, evicted = false, epoch, intent } = data;
  if (typeof weights === 'string' || typeof canary !== 'string') return undefined;
  if (typeof round !== 'string' || typeof evicted !== 'boolean' || !isEpoch(epoch)) return undefined;
  if (intent !== undefined && !isIntent(intent)) return undefined;
  return { weights, canary, round, evicted, epoch, ...(intent !== undefined && { intent }) };
}

function objectIn(text: string, keys: readonly string[]): Data | string {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  if (!isData(data)) return 'it is not a JSON object';
  const stranger = Object.keys(data).find((key) => !keys.includes(key));
  return stranger === undefined ? data : `there is no key \`${stranger}\`; there are ${nameList(keys)}`;
}

function weightsIn(data: Data, slots: Slots): ReadonlyMap<string, number> | string {
  const weights = data['weights'];
  if (!isData(weights)) return '`weights` is missing';
  const entries = Object.entries(weights);
  const fits = entries.length === slots.length && slots.every((slot) => Object.hasOwn(weights, slot));
  if (!fits) return `\`weights\` has the keys ${nameList(slots)}`;
  const percents = entries.filter((entry): entry is [string, number] => isPercent(entry[1]));
  if (percents.length < entries.length) return 'a weight is a percentage from 0 to 100';
  const total = percents.reduce((sum, [, weight]) => sum + weight, 0);
  if (Math.abs(total - 100) > 1e-6) return `the weights add up to ${total} and not to 100`;
  return new Map(slots.map((slot) => [slot, weights[slot] as number]));
}

/** False: it is no slot. */
function canaryIn(data: Data, slots: Slots): string | undefined | false {
  const canary = data['canary'];
  return canary === undefined ? undefined : (slots.find((slot) => slot === canary) ?? false);
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPercent(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= 100;
}

function isEpoch(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isIntent(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 200;
}

function nameList(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}
