/** Values of facts as they are typed: `40%`, `true`, `300ms`, `unknown`; lists and records as JSON with such texts inside. */
import { readScalarText } from '../plan/scalar-text.ts';
import { isList, isRecord, type ScalarType, type Type } from '../plan/type.ts';
import { type Known, unknown, type Value, valueOfJson } from '../plan/value.ts';

export type FactReading = { readonly value: Known<Value> } | { readonly wrong: string };

const UNKNOWN_WORD = 'unknown';
const givenAsUnknown: FactReading = { value: unknown('it is given as unknown') };

export function readFactText(type: Type, text: string): FactReading {
  if (text === UNKNOWN_WORD) return givenAsUnknown;
  if (typeof type === 'string' && type !== 'any') return readScalar(type, text);
  const json = parseJson(text);
  return json === undefined
    ? { wrong: `it is not JSON, such as \`${exampleOf(type)}\`` }
    : readJson(type, json);
}

/** What a value of the type may look like, for a hint; `unknown` and `40%` say more than the name of a type. */
export function exampleOf(type: Type): string {
  if (type === 'any') return '{ "reply": "pong" }';
  if (typeof type === 'string') return examples[type];
  if (isList(type)) return `[${inJson(type.list)}]`;
  const [field] = Object.entries(type.record);
  return field ? `{ "${field[0]}": ${inJson(field[1])} }` : '{}';
}

const examples: Readonly<Record<ScalarType, string>> = {
  boolean: 'true',
  number: '3',
  ratio: '40%',
  duration: '300ms',
  bytes: '512MiB',
  string: 'main',
  version: 'v1.4.0',
  instant: '2026-11-27T12:00Z',
};

function inJson(type: Type): string {
  const example = exampleOf(type);
  return typeof type !== 'string' || type === 'any' || isBare(type) ? example : `"${example}"`;
}

/** Of these types a value in JSON is no text. */
function isBare(type: Type): boolean {
  return type === 'boolean' || type === 'number';
}

function readScalar(type: ScalarType, text: string): FactReading {
  const reading = readScalarText(type, text);
  if ('value' in reading) return reading;
  const { wrong, write } = reading;
  return { wrong: write === undefined ? wrong : `${wrong}: write \`${write}\`` };
}

/** Undefined for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readJson(type: Type, json: unknown): FactReading {
  if (type === 'any') return { value: valueOfJson(json) };
  if (isList(type)) return readItems(type.list, json);
  if (isRecord(type)) return readFields(type.record, json);
  if (isBare(type)) return typeof json === type ? { value: json as boolean | number } : notA(type, json);
  return typeof json === 'string' ? readScalar(type, json) : notA(type, json);
}

function readItems(type: Type, json: unknown): FactReading {
  if (!Array.isArray(json)) return notA({ list: type }, json);
  const items: Value[] = [];
  for (const item of json as readonly unknown[]) {
    const reading = readJson(type, item);
    if ('wrong' in reading) return reading;
    items.push(reading.value as Value);
  }
  return { value: items };
}

function readFields(types: Readonly<Record<string, Type>>, json: unknown): FactReading {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return notA({ record: types }, json);
  const fields = new Map<string, Known<Value>>();
  for (const [key, item] of Object.entries(json)) {
    const type = Object.hasOwn(types, key) ? types[key] : undefined;
    if (type === undefined) return { wrong: `it has no field \`${key}\`` };
    const reading = item === UNKNOWN_WORD ? givenAsUnknown : readJson(type, item);
    if ('wrong' in reading) return reading;
    fields.set(key, reading.value);
  }
  return { value: fields };
}

function notA(type: Type, json: unknown): FactReading {
  return { wrong: `\`${JSON.stringify(json)}\` does not fit; write such as \`${inJson(type)}\`` };
}
