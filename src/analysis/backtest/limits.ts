/** Limits over the past: how often was started before each record, in the scope that the limit counts. */
import type { Limit } from '../../plan/window.ts';
import { NO_TEXT, type Columns } from './columns.ts';

/** By record: 1 where no start was left, or where the scope is not known. */
export function usedUp(columns: Columns, limit: Limit): Uint8Array {
  const used = new Uint8Array(columns.length);
  const scopes = new Scopes(columns, limit);
  const { at, started } = columns;
  const rows = inOrderOfTime(at);
  for (let i = 0; i < used.length; i++) {
    const row = rows ? (rows[i] as number) : i;
    const starts = scopes.startsOf(row);
    const now = at[row] as number;
    used[row] = !starts || isUsedUp(limit, starts, now) ? 1 : 0;
    if (starts && started[row] === 1) starts.push(now);
  }
  return used;
}

/** The newest `count` of the starts are what decides. */
function isUsedUp({ atMost }: Limit, starts: readonly number[], now: number): boolean {
  for (const { count, per } of atMost)
    if (starts.length >= count && (starts[starts.length - count] as number) > now - per) return true;
  return false;
}

/** Starts before one record, in the scope of a limit, as far back as it counts. */
export function startsBefore(columns: Columns, limit: Limit, row: number): readonly number[] {
  const scopes = new Scopes(columns, limit);
  const own = scopes.startsOf(row);
  if (!own) return [];
  const { at, started } = columns;
  const rows = inOrderOfTime(at);
  const oldest = (at[row] as number) - Math.max(...limit.atMost.map(({ per }) => per));
  for (let i = (rows ? rows.indexOf(row) : row) - 1; i >= 0; i--) {
    const other = rows ? (rows[i] as number) : i;
    const instant = at[other] as number;
    if (instant <= oldest) break;
    if (started[other] === 1 && scopes.startsOf(other) === own) own.push(instant);
  }
  return own;
}

class Scopes {
  readonly #fields: readonly Int32Array[];
  readonly #starts = new Map<string | number, number[]>();

  constructor(columns: Columns, { by }: Limit) {
    this.#fields = by.map((field) => columns.field(field) as Int32Array);
  }

  /** Undefined where a field of the scope is not known. */
  startsOf(row: number): number[] | undefined {
    const key = this.#keyOf(row);
    if (key === undefined) return undefined;
    const known = this.#starts.get(key);
    if (known) return known;
    const starts: number[] = [];
    this.#starts.set(key, starts);
    return starts;
  }

  /** Up to two numbers fit into one; texts are for what is rare. */
  #keyOf(row: number): string | number | undefined {
    const fields = this.#fields;
    let key: string | number = 0;
    for (let place = 0; place < fields.length; place++) {
      const code = (fields[place] as Int32Array)[row] as number;
      if (code === NO_TEXT) return undefined;
      key = place === 0 ? code : place === 1 ? (key as number) * MOST_TEXTS + code : `${key} ${code}`;
    }
    return key;
  }
}

const MOST_TEXTS = 2 ** 26;

/** Undefined where they came in order. */
function inOrderOfTime(at: Float64Array): Uint32Array | undefined {
  for (let row = 1; row < at.length; row++)
    if ((at[row] as number) < (at[row - 1] as number))
      return Uint32Array.from(at.keys()).sort((a, b) => (at[a] as number) - (at[b] as number));
  return undefined;
}
