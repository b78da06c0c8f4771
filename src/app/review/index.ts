/** `review BASE [HEAD]`: what a change of policy means. Nothing of either version is run, and no connection is opened. */
import { dirname, resolve } from 'node:path';
import { compile } from '../../compiler/compile.ts';
import { review as reviewPlans, type Reviewed } from '../../analysis/review/review.ts';
import { parsePolicy } from '../../parser/index.ts';
import { SourceText } from '../../plan/span.ts';
import type { Type } from '../../plan/type.ts';
import { loadCalendars } from '../../runtime/calendars/index.ts';
import { catalog } from '../catalog.ts';
import type { Host } from '../host.ts';
import { readInstant } from '../instant.ts';
import { findPolicy } from '../loader.ts';
import { refuse, Refusal } from '../refusal.ts';
import type { ReviewReport } from '../report.ts';
import type { ReviewRequest } from '../requests.ts';
import { fileVersion, isFile, type PolicyVersion, revisionVersion } from './version.ts';

export async function review(request: ReviewRequest, host: Host): Promise<ReviewReport> {
  const at = request.at === undefined ? host.clock.now() : instantOf(request.at);
  const head = await versionOf(request.head, request, host);
  const base = await versionOf(request.base, request, host);
  const [was, is] = [await reviewed(base, request, host), await reviewed(head, request, host)];
  const types = new Map<string, Type>(
    [...was.plan.facts, ...is.plan.facts].map(({ id, type }) => [id, type]),
  );
  return {
    base: { name: base.name, file: base.file },
    head: { name: head.name, file: head.file },
    policy: is.plan.policy,
    review: reviewPlans(was, is, at),
    types,
  };
}

function instantOf(text: string): number {
  return (
    readInstant(text) ??
    refuse('SEN2017', `\`${text}\` is not an instant`, {
      help: 'write one with its offset: `2026-11-27T10:00:00Z`',
    })
  );
}

/** Without an operand, the policy as it lies here. */
async function versionOf(
  operand: string | undefined,
  { policy, signal }: ReviewRequest,
  host: Host,
): Promise<PolicyVersion> {
  if (operand === undefined) return fileVersion(findPolicy(host.cwd, policy), host);
  if (isFile(operand)) return fileVersion(operand, host);
  const path = policy === undefined ? undefined : resolve(host.cwd, policy);
  return revisionVersion(operand, path, host, signal);
}

/** Compiled, but not linted: what people may improve is no matter of a review. */
async function reviewed(
  { file, text, read }: PolicyVersion,
  { signal }: ReviewRequest,
  host: Host,
): Promise<Reviewed> {
  const sources = new Map([[file, text]]);
  const parsed = parsePolicy(new SourceText(file, text));
  const compiled = parsed.policy && compile(parsed.policy, { catalog, sources });
  const errors = [...parsed.diagnostics, ...(compiled?.diagnostics ?? [])].filter(
    ({ severity }) => severity === 'error',
  );
  if (errors.length > 0 || !compiled?.plan) throw new Refusal(errors, sources);
  const calendars = await loadCalendars(compiled.plan.freezes, {
    root: dirname(resolve(host.cwd, file)),
    clock: host.clock,
    signal,
    offline: true,
    read,
  });
  return { plan: compiled.plan, calendars };
}
