/** `review BASE [HEAD]`: what a change of policy means. Nothing of either version is run, and no connection is opened. */
import { dirname, posix, resolve } from 'node:path';
import { review as reviewPlans, reviewNew } from '../../analysis/review/review.ts';
import type { Reviewed } from '../../analysis/review/side.ts';
import { parsePolicy } from '../../parser/index.ts';
import { SourceText } from '../../plan/span.ts';
import type { Type } from '../../plan/type.ts';
import { loadCalendars } from '../../runtime/calendars/index.ts';
import { compileWhole } from '../policy/compile-text.ts';
import type { Host } from '../host.ts';
import { readInstant } from '../instant.ts';
import { findPolicy } from '../policy/loader.ts';
import { refuse, Refusal } from '../refusal.ts';
import type { ReviewReport } from '../report.ts';
import type { ReviewRequest } from '../requests.ts';
import { baseVersion, fileVersion, isFile, type PolicyVersion, revisionVersion } from './version.ts';

export async function review(request: ReviewRequest, host: Host): Promise<ReviewReport> {
  const at = request.at === undefined ? wholeSecond(host.clock.now()) : instantOf(request.at);
  const head = await versionOf(request.head, request, host);
  const base = await baseOf(head, request, host);
  const was = base && (await reviewed(base, request, host));
  const is = await reviewed(head, request, host);
  const types = new Map<string, Type>(
    [...(was?.plan.facts ?? []), ...is.plan.facts].map(({ id, type }) => [id, type]),
  );
  const { store, signal } = request;
  const past =
    store === undefined || !was
      ? undefined
      : await (await import('./past.ts')).pastOf({ store, signal }, was, is, host);
  return {
    base: base ? { name: base.name, file: base.file } : { name: request.base },
    head: { name: head.name, file: head.file },
    policy: is.plan.policy,
    review: was ? reviewPlans(was, is, at) : reviewNew(is, at),
    types,
    ...(past && { past }),
  };
}

function wholeSecond(instant: number): number {
  return Math.ceil(instant / 1000) * 1000;
}

function instantOf(text: string): number {
  return (
    readInstant(text) ??
    refuse('SEN2017', `\`${text}\` is not an instant`, {
      help: 'write one with its offset: `2026-11-27T10:00:00Z`',
    })
  );
}

/** Undefined for a policy that is new. */
async function baseOf(
  head: PolicyVersion,
  { base, policy, signal }: ReviewRequest,
  host: Host,
): Promise<PolicyVersion | undefined> {
  if (isFile(base)) return fileVersion(base, host);
  return baseVersion(base, absolute(policy, host), head, host, signal);
}

/** Without an operand, the policy as it lies here. */
async function versionOf(
  operand: string | undefined,
  { policy, signal }: ReviewRequest,
  host: Host,
): Promise<PolicyVersion> {
  if (operand === undefined) return fileVersion(findPolicy(host.cwd, policy), host);
  if (isFile(operand)) return fileVersion(operand, host);
  return revisionVersion(operand, absolute(policy, host), host, signal);
}

function absolute(policy: string | undefined, { cwd }: Host): string | undefined {
  return policy === undefined ? undefined : resolve(cwd, policy);
}

/** Compiled, but not linted: what people may improve is no matter of a review. */
async function reviewed(
  { file, text, read }: PolicyVersion,
  { signal }: ReviewRequest,
  host: Host,
): Promise<Reviewed> {
  const sources = new Map([[file, text]]);
  const others = await extendedBy(file, text, read);
  const now = host.clock.now();
  const { plan, diagnostics } = compileWhole(file, text, now, (path, from) => {
    const name = posix.join(posix.dirname(from), path);
    const other = others.get(name);
    return other === undefined ? { wrong: 'is not there' } : { file: name, text: other };
  });
  if (!plan)
    throw new Refusal(
      diagnostics.filter(({ severity }) => severity === 'error'),
      sources,
    );
  const calendars = await loadCalendars(plan.freezes, {
    root: dirname(resolve(host.cwd, file)),
    clock: host.clock,
    signal,
    offline: true,
    read,
  });
  return { plan, calendars };
}

/** Policies that extend each other are read up to here. */
const longestChain = 8;

/** By their names, as they would stand in findings. */
async function extendedBy(
  file: string,
  text: string,
  read: PolicyVersion['read'],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  let [name, next]: [string, string | undefined] = [file, text];
  for (let links = 0; links < longestChain && next !== undefined; links++) {
    const path = parsePolicy(new SourceText(name, next)).policy?.extends?.value;
    if (path === undefined) break;
    name = posix.join(posix.dirname(name), path);
    next = await read(posix.relative(posix.dirname(file), name));
    if (next !== undefined) found.set(name, next);
  }
  return found;
}
