/** The fields of a hash by name, from the answer to `HGETALL`; none where there is no such hash. Undefined for any other answer. */
export function fieldsIn(answer: unknown): Readonly<Record<string, string>> | undefined {
  if (!Array.isArray(answer) || answer.length % 2 !== 0) return undefined;
  const fields = Object.create(null) as Record<string, string>;
  for (let at = 0; at < answer.length; at += 2) {
    const [name, text] = answer.slice(at, at + 2) as readonly unknown[];
    if (typeof name !== 'string' || typeof text !== 'string') return undefined;
    fields[name] = text;
  }
  return fields;
}
