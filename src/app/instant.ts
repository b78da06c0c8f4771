const shape = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})(?::(\d{2})(\.\d{1,3})?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/u;

/** Milliseconds since the epoch of an RFC 3339 instant, with or without seconds; undefined when it is none. */
export function readInstant(text: string): number | undefined {
  const match = shape.exec(text);
  if (!match) return undefined;
  const [, date = '', time = '', seconds = '00', fraction = '', offset = ''] = match;
  // A day that the month does not have would roll over to the next one.
  const local = Date.parse(`${date}T${time}:${seconds}${fraction}Z`);
  if (Number.isNaN(local) || new Date(local).toISOString().slice(0, 10) !== date) return undefined;
  return Date.parse(`${date}T${time}:${seconds}${fraction}${offset}`);
}
