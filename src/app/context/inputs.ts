/** Inputs: `--set name=text`, read by their types. */
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import { suggestName } from '../../plan/did-you-mean.ts';
import type { Input } from '../../plan/plan.ts';
import type { Constant } from '../../plan/term.ts';
import { isList, type ScalarType, typeName } from '../../plan/type.ts';
import { readScalarText, type ScalarReading } from '../../plan/scalar-text.ts';

export interface InputValue {
  readonly value: Constant;
  /** `--set` or `default`. */
  readonly from: string;
}

export interface ResolvedInputs {
  readonly inputs: ReadonlyMap<string, InputValue>;
  readonly diagnostics: readonly Diagnostic[];
}

/** `set` holds `name=text`, as given; a list takes one text for each time that it is given. */
export function resolveInputs(declared: readonly Input[], set: readonly string[]): ResolvedInputs {
  const diagnostics: Diagnostic[] = [];
  const given = new Map<string, string[]>();
  const names = declared.map(({ name }) => name);
  for (const text of set) {
    const at = text.indexOf('=');
    const name = at < 0 ? text : text.slice(0, at);
    if (at < 0)
      diagnostics.push(
        diagnostic('SEN2107', `\`--set ${text}\` gives no value`, undefined, {
          help: `write \`--set ${text}=…\``,
        }),
      );
    else if (!names.includes(name))
      diagnostics.push(
        diagnostic('SEN2105', `the policy declares no input \`${name}\``, undefined, {
          help: suggestName(name, names) ?? declaredOnes(names),
        }),
      );
    else given.set(name, [...(given.get(name) ?? []), text.slice(at + 1)]);
  }
  const inputs = new Map<string, InputValue>();
  for (const input of declared) {
    const result = inputValue(input, given.get(input.name));
    if (!result) continue;
    if ('code' in result) diagnostics.push(result);
    else inputs.set(input.name, result);
  }
  return { inputs, diagnostics };
}

function declaredOnes(names: readonly string[]): string {
  return names.length === 0
    ? 'it declares none'
    : `it declares ${names.map((name) => `\`${name}\``).join(', ')}`;
}

/** Undefined for one that may be left out, and is. */
function inputValue(input: Input, texts: readonly string[] | undefined): InputValue | Diagnostic | undefined {
  const { name, type, location } = input;
  if (!texts) {
    if (input.default !== undefined) return { value: input.default, from: 'default' };
    if (!input.required) return undefined;
    return diagnostic(
      'SEN2106',
      `the input \`${name}\` is missing`,
      { file: location.file, span: { start: location.span[0], end: location.span[1] } },
      { help: `give it: \`--set ${name}=…\` (${typeName(type)})` },
    );
  }
  const reading = isList(type) ? readList(type.list, texts) : readOnce(type, texts);
  if ('value' in reading) return { value: reading.value, from: '--set' };
  return diagnostic('SEN2107', `the input \`${name}\` cannot be read: ${reading.wrong}`, undefined, {
    help: reading.write === undefined ? undefined : `write \`--set ${name}=${reading.write}\``,
  });
}

/** One empty text is the empty list. */
function readList(type: ScalarType, texts: readonly string[]): ScalarReading {
  if (texts.length === 1 && texts[0] === '') return { value: [] };
  const items: Constant[] = [];
  for (const text of texts) {
    const reading = readScalarText(type, text);
    if (!('value' in reading)) return reading;
    items.push(reading.value);
  }
  return { value: items };
}

function readOnce(type: ScalarType, texts: readonly string[]): ScalarReading {
  return texts.length === 1
    ? readScalarText(type, texts[0] ?? '')
    : { wrong: `it is given ${texts.length} times and takes one value` };
}
