/** A program that measures something. */
import { measuredUnits, type MeasuredUnit } from '../../../plan/units.ts';
import { isUnknown, unknown, type Known, type Value } from '../../../plan/value.ts';
import { ProbeFailure } from '../../failure.ts';
import { requiredTextOf, textOf } from '../../host/config.ts';
import { parseData, valueAt } from '../../host/data.ts';
import { orUnknown } from '../../host/failures.ts';
import { complaintOf, runConfigured } from '../../host/run-configured.ts';
import type { CommandResult, Probe, ResolvedRecord } from '../../ports/index.ts';

export const probe: Probe = {
  async observe(config, context) {
    const result = await runConfigured(config, context);
    return {
      fields: new Map<string, Known<Value>>([
        ['ok', result.exitCode === 0],
        ['exit_code', result.exitCode],
        ...(await outputFields(result, config)),
      ]),
      detail: outcomeOf(result),
    };
  },
};

async function outputFields(
  result: CommandResult,
  config: ResolvedRecord,
): Promise<readonly (readonly [string, Known<Value>])[]> {
  const parse = requiredTextOf(config, 'parse');
  const at = textOf(config, 'at') ?? '';
  const text = parse === 'exit' ? unknown('`parse: exit` reads no output') : textOfResult(result);
  if (isUnknown(text)) return ['text', 'json', 'value'].map((name) => [name, text] as const);

  const json =
    parse === 'json'
      ? await orUnknown(() => parseData(text, 'json', 'its output'))
      : unknown('`parse: text` reads no JSON');
  const value = await orUnknown(() => {
    if (parse === 'text') return numberIn(text);
    return isUnknown(json) ? json : numberAt(json, at);
  });
  return [
    ['text', text],
    ['json', json],
    ['value', isUnknown(value) ? value : inUnit(value, config)],
  ];
}

/** What a failed command printed is no measurement. */
function textOfResult(result: CommandResult): Known<string> {
  if (result.exitCode !== 0) return unknown(outcomeOf(result));
  return result.truncated ? unknown('it printed more than 1 MiB') : result.stdout.trim();
}

function outcomeOf(result: CommandResult): string {
  const complaint = result.exitCode === 0 ? '' : complaintOf(result);
  return `exit code ${result.exitCode}${complaint && `: ${complaint}`}`;
}

function numberIn(text: string): number {
  const value = text === '' ? Number.NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw new ProbeFailure('it did not print a number');
}

function numberAt(json: Value, at: string): number {
  const value = valueAt(json, at);
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new ProbeFailure(at === '' ? 'it did not print a number' : `there is no number at \`${at}\``);
}

function inUnit(value: number, config: ResolvedRecord): number {
  return measuredUnits[requiredTextOf(config, 'unit') as MeasuredUnit].base(value);
}
