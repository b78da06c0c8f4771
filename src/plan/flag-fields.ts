/**
 * A flag as the fields of one hash, which people read and may change by hand: `enabled`, `paused` and `internal_only` are 1
 * or 0, `rollout_percent` is the percentage of the present audience. `policy` is everything else, as JSON.
 *
 * All are written in one command and read in one command, so that no reader sees a part of a change.
 */
import { type Flag, isAssignment, placeOf } from './assignment.ts';

type Fields = Readonly<Record<string, string>>;

const FLAG_FORMAT_VERSION = '1.0';

export function fieldsOfFlag({ enabled, paused, position, ...content }: Flag): Fields {
  const { audiences } = content.assignment;
  const { audience, weight } = placeOf(position);
  return {
    enabled: enabled ? '1' : '0',
    paused: paused ? '1' : '0',
    internal_only: audience < audiences.length - 1 ? '1' : '0',
    audience: audiences[audience]?.name ?? '',
    rollout_percent: String(weight),
    policy: JSON.stringify({ formatVersion: FLAG_FORMAT_VERSION, ...content }),
  };
}

/**
 * Undefined where it cannot be read: nobody may take that for a flag. Of fields that contradict each other after a change
 * by hand, the one holds that lets fewer in.
 */
export function flagOfFields(fields: Fields): Flag | undefined {
  const field = (name: string): string => (Object.hasOwn(fields, name) ? (fields[name] ?? '') : '');
  const [enabled, paused, internal] = ['enabled', 'paused', 'internal_only'].map((name) =>
    booleans.get(field(name)),
  );
  const percent = /^\d+(\.\d+)?$/.test(field('rollout_percent')) ? Number(field('rollout_percent')) : NaN;
  const content = contentOf(field('policy'));
  if (enabled === undefined || paused === undefined || internal === undefined || !content) return undefined;
  const { audiences } = content.assignment;
  const audience = audiences.findIndex(({ name = '' }) => name === field('audience'));
  if (audience < 0 || !(percent <= 100)) return undefined;
  const most = internal ? (audiences.length - 1) * 100 : Infinity;
  return { ...content, enabled, paused, position: Math.min(audience * 100 + percent, most) };
}

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['1', true],
  ['true', true],
  ['0', false],
  ['false', false],
]);

type Content = Omit<Flag, 'enabled' | 'paused' | 'position'>;

function contentOf(text: string): Content | undefined {
  try {
    const { formatVersion, ...content } = JSON.parse(text) as Content & { readonly formatVersion: string };
    return formatVersion === FLAG_FORMAT_VERSION && isAssignment(content.assignment) ? content : undefined;
  } catch {
    return undefined; // what is no JSON is no flag
  }
}
