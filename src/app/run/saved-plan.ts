/**
 * Saved plans: what `plan --save` writes and `apply PLANFILE` holds itself to. The file names everything that the decision
 * rested upon beside live facts; apply finds each of them again and refuses, naming what changed. It is no permission:
 * the gates are asked again. There are no secrets and no paths that are acted on in it.
 */
import { writeFile } from 'node:fs/promises';
import { sha256 as digest } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '../../plan/canonical-json.ts';
import { formatDuration, formatInstant, formatSecond } from '../../plan/units.ts';
import type { Failure } from '../../runtime/engine/verdicts.ts';
import { readTextFile } from '../read-file.ts';
import { refuse } from '../refusal.ts';
import type { ReleaseFlags } from '../requests.ts';

const FORMAT_VERSION = '1.0';
const LARGEST_PLAN = 256 * 1024;
export const PLAN_LIFETIME = 60 * 60_000;

/** What must be the same when the plan is applied, each part by the name that people know it by. */
export interface PlanBasis {
  readonly policy: string;
  readonly digest: string;
  /** SHA-256 of the policy's text, hex. */
  readonly source: string;
  readonly program: string;
  /** Where its use is recorded, which is what makes it one use: a file, a server, `beside the policy`. */
  readonly store: string;
  /** Known fields of the release that say what is released where. */
  readonly target: Readonly<Record<string, string>>;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly settings: Readonly<Record<string, string>>;
  /** The last failure of the release that was known, by its id; a later one revokes the plan. */
  readonly failure?: string;
}

export interface SavedPlan {
  readonly formatVersion: typeof FORMAT_VERSION;
  /** SHA-256 over the canonical JSON of everything else, hex. */
  readonly planId: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly basis: PlanBasis;
  /** What was asked for. */
  readonly request: { readonly release: ReleaseFlags; readonly set: readonly string[] };
}

type Body = Omit<SavedPlan, 'planId'>;

function planIdOf(body: Body): string {
  return sha256(canonicalJson(body));
}

export function newSavedPlan(basis: PlanBasis, request: SavedPlan['request'], now: number): SavedPlan {
  const body: Body = {
    formatVersion: FORMAT_VERSION,
    createdAt: formatInstant(now),
    expiresAt: formatInstant(now + PLAN_LIFETIME),
    basis,
    request,
  };
  return { ...body, planId: planIdOf(body) };
}

/** Only its owner may read the file. One that was cut short is found out by its hash. */
export async function writeSavedPlan(path: string, name: string, plan: SavedPlan): Promise<void> {
  try {
    await writeFile(path, `${canonicalJson(plan)}\n`, { mode: 0o600, flush: true });
  } catch (error) {
    refuse('SEN2201', `the plan cannot be saved to \`${name}\` (${codeOf(error)})`);
  }
}

/** Reads a plan that is whole, of this version, not changed and not expired. */
export async function readSavedPlan(path: string, name: string, now: number): Promise<SavedPlan> {
  const text = readTextFile(path, name, LARGEST_PLAN);
  if (text === undefined) refuse('SEN2201', `there is no saved plan \`${name}\``);
  const plan = parsePlan(text);
  if (!plan)
    refuse('SEN2201', `\`${name}\` is not a saved plan`, { help: 'make one: `sentinel plan --save FILE`' });
  if (plan.formatVersion !== FORMAT_VERSION)
    refuse('SEN2201', `\`${name}\` is a saved plan of another version, \`${String(plan.formatVersion)}\``, {
      help: 'plan again with this program',
    });
  const { planId, ...body } = plan;
  if (planId !== planIdOf(body) || text !== `${canonicalJson(plan)}\n`)
    refuse('SEN2201', `\`${name}\` was changed after it was saved`, { help: 'plan again' });
  const created = Date.parse(plan.createdAt);
  const age = now - Date.parse(plan.expiresAt);
  if (!(created <= now) || !(Date.parse(plan.expiresAt) <= created + PLAN_LIFETIME))
    refuse('SEN2201', `\`${name}\` was saved at ${plan.createdAt}, which is yet to come`, {
      help: 'compare the clocks of the two machines',
    });
  if (age >= 0)
    refuse('SEN2203', `\`${name}\` expired ${formatDuration(age)} ago`, {
      help: `a saved plan is good for ${formatDuration(PLAN_LIFETIME)}; plan again`,
    });
  return plan;
}

function parsePlan(text: string): SavedPlan | undefined {
  try {
    const json: unknown = JSON.parse(text);
    return isSavedPlan(json) ? json : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The whole shape, as whoever forged the file can have made its hash fit. */
function isSavedPlan(json: unknown): json is SavedPlan {
  if (!isRecord(json)) return false;
  const { basis, request } = json;
  return (
    areTexts(pick(json, ['formatVersion', 'planId', 'createdAt', 'expiresAt'])) &&
    isRecord(basis) &&
    areTexts(pick(basis, ['policy', 'digest', 'source', 'program', 'store'])) &&
    ['undefined', 'string'].includes(typeof basis['failure']) &&
    [basis['target'], basis['settings']].every((part) => isRecord(part) && areTexts(Object.values(part))) &&
    isRecord(basis['inputs']) &&
    Object.values(basis['inputs']).every((value) => isConstant(value) || isListOf(value, isConstant)) &&
    isRecord(request) &&
    // What it asks for is asked in its stead: it must not bring flags that are another's to give.
    Object.keys(request).every((key) => key === 'release' || key === 'set') &&
    isRecord(request['release']) &&
    areTexts(Object.values(request['release'])) &&
    isListOf(request['set'], isText)
  );
}

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

function pick(record: Readonly<Record<string, unknown>>, keys: readonly string[]): readonly unknown[] {
  return keys.map((key) => (Object.hasOwn(record, key) ? record[key] : undefined));
}

function isText(json: unknown): boolean {
  return typeof json === 'string';
}

function areTexts(values: readonly unknown[]): boolean {
  return values.every(isText);
}

function isConstant(json: unknown): boolean {
  return ['string', 'number', 'boolean'].includes(typeof json);
}

function isListOf(json: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(json) && json.every(isItem);
}

/** Refuses unless everything that the plan rested upon is as it was; names all that is not. */
export function requireSameBasis(saved: PlanBasis, current: PlanBasis, name: string): void {
  const changes = differences(saved, current);
  if (changes.length > 0)
    refuse('SEN2202', `\`${name}\` is out of date: ${changes.join('; ')}`, {
      help: 'plan again and apply that',
    });
}

/** Refuses a plan whose release has failed since. */
export function requireNoNewFailure(
  { failure: known }: PlanBasis,
  failure: Failure | undefined,
  name: string,
): void {
  if (!failure || failure.id === known) return;
  refuse(
    'SEN2207',
    `\`${name}\` was revoked at ${formatSecond(failure.at)}, as the release failed: ${failure.why}`,
    {
      help: `\`sentinel history ${failure.id} --evidence\` shows what was seen; plan again when it is mended`,
    },
  );
}

function differences(saved: PlanBasis, current: PlanBasis): readonly string[] {
  const changes: string[] = [];
  if (saved.policy !== current.policy)
    changes.push(`it is for the policy \`${saved.policy}\`, and this is \`${current.policy}\``);
  if (saved.digest !== current.digest) changes.push('the meaning of the policy changed');
  else if (saved.source !== current.source) changes.push('the text of the policy changed');
  if (saved.program !== current.program)
    changes.push(`it was made by version ${saved.program}, and this is ${current.program}`);
  if (saved.store !== current.store)
    changes.push(`it was made with the store \`${saved.store}\`, and this is \`${current.store}\``);
  return [
    ...changes,
    ...changedMembers('release.', saved.target, current.target),
    ...changedMembers('input ', saved.inputs, current.inputs),
    ...changedMembers('settings.', saved.settings, current.settings),
  ];
}

function changedMembers(
  prefix: string,
  saved: Readonly<Record<string, unknown>>,
  current: Readonly<Record<string, unknown>>,
): readonly string[] {
  const shown = (record: Readonly<Record<string, unknown>>, key: string) =>
    Object.hasOwn(record, key) ? `\`${canonicalJson(record[key]).replaceAll(/^"|"$/gu, '')}\`` : 'unknown';
  return [...new Set([...Object.keys(saved), ...Object.keys(current)])]
    .filter((key) => shown(saved, key) !== shown(current, key))
    .map((key) => `\`${prefix}${key}\` was ${shown(saved, key)} and is ${shown(current, key)}`);
}

export function sha256(text: string): string {
  return bytesToHex(digest(utf8ToBytes(text)));
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? String(error);
}
