/** What a plain scalar stands for under the core schema of YAML 1.2, and where it is not what it looks like. */

export type PlainReading =
  | { readonly value: string | number | boolean }
  /** `~`, `null` or nothing. */
  | { readonly empty: true }
  /** YAML has a meaning for it that its looks do not tell; `write` is the plain way to say the same. */
  | { readonly odd: string; readonly write?: string };

const nothing = /^(?:~|null|Null|NULL)?$/u;
const truth = /^(?:true|True|TRUE|false|False|FALSE)$/u;
const plainNumber = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/u;
const anyNumber = /^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+)$/u;
const noNumber = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/u;

export function readPlain(text: string): PlainReading {
  if (nothing.test(text)) return { empty: true };
  if (truth.test(text)) {
    const write = text.toLowerCase();
    return write === text ? { value: text === 'true' } : { odd: `the boolean \`${write}\``, write };
  }
  if (noNumber.test(text)) return { odd: 'a number that is not finite' };
  if (!anyNumber.test(text)) return { value: text };
  const value = Number(text);
  if (!Number.isFinite(value)) return { odd: 'a number beyond all bounds' };
  if (plainNumber.test(text)) return { value };
  const write = String(value);
  return { odd: `the number \`${write}\``, ...(plainNumber.test(write) && { write }) };
}
