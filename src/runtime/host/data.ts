/** Data files: JSON, YAML and TOML as values, and one value inside them. */
import { type Known, valueOfJson, type Value } from '../../plan/value.ts';
import { ProbeFailure } from '../failure.ts';

export type DataFormat = 'json' | 'yaml' | 'toml';

/** What the name of a file says about its format. */
export function formatOfName(path: string): DataFormat | undefined {
  const extension = /\.([a-z]+)$/iu.exec(path)?.[1]?.toLowerCase();
  if (extension === 'json' || extension === 'toml' || extension === 'yaml') return extension;
  return extension === 'yml' ? 'yaml' : undefined;
}

/** Throws `ProbeFailure` where the text is not of the format; `name` is how it calls the text. */
export async function parseData(text: string, format: DataFormat, name: string): Promise<Value> {
  try {
    return valueOfJson(await parsers[format](text));
  } catch (error) {
    const reason = (error as Error).message.split('\n', 1)[0];
    throw new ProbeFailure(`${name} is not valid ${format.toUpperCase()}: ${reason}`, { cause: error });
  }
}

const parsers: Record<DataFormat, (text: string) => unknown> = {
  json: (text) => JSON.parse(text) as unknown,
  yaml: async (text) => {
    const { parse } = await import('yaml');
    return plain(parse(text, { maxAliasCount: 100 }));
  },
  toml: async (text) => {
    const { parse } = await import('smol-toml');
    return plain(parse(text));
  },
};

/** Dates of TOML and YAML become texts, as in JSON. */
function plain(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data) ?? 'null') as unknown;
}

/**
 * The value at a dotted path (`image.tag`, `items.0`) or a JSON pointer (RFC 6901: `/image/tag`). Throws
 * `ProbeFailure` where there is none.
 */
export function valueAt(value: Value, at: string): Value {
  let here = value;
  for (const key of pathKeys(at)) {
    const next = memberOf(here, key);
    if (next === undefined) throw new ProbeFailure(`there is nothing at \`${at}\``);
    here = next;
  }
  return here;
}

function pathKeys(at: string): readonly string[] {
  if (at === '') return [];
  if (!at.startsWith('/')) return at.split('.');
  return at
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Of a map, or by its index of a list; undefined where it has none, and where nothing is known. */
export function memberOf(value: Known<Value> | undefined, key: string): Value | undefined {
  if (value instanceof Map) return (value as ReadonlyMap<string, Value>).get(key);
  return Array.isArray(value) && /^(?:0|[1-9][0-9]*)$/u.test(key)
    ? (value as readonly Value[])[Number(key)]
    : undefined;
}
