/** What holds for every plan, whatever policy it came from. */
import type { EvaluationPlan, PlanLocation, Skeleton } from '../../src/plan/plan.ts';
import { subterms, type Term, type TermSpan } from '../../src/plan/term.ts';

/** What is wrong with a plan; empty when nothing is. */
export function brokenInvariants(plan: EvaluationPlan): readonly string[] {
  const broken: string[] = [];
  const files = new Map(Object.entries(plan.sources));

  const checkSpan = (what: string, file: string, [start, end]: TermSpan): void => {
    const length = files.get(file)?.length;
    if (length === undefined || start < 0 || start > end || end > length)
      broken.push(`${what} lies at ${start}–${end} of ${file} (${length})`);
  };
  const checkLocation = (what: string, { file, span }: PlanLocation): void => checkSpan(what, file, span);
  const checkTerm = (what: string, file: string, term: Term): void => {
    checkSpan(what, file, term.span);
    if (term.op === 'fact' && !plan.facts.some(({ id }) => id === term.fact))
      broken.push(`${what} reads ${term.fact}, which is not listed`);
    for (const inner of subterms(term)) checkTerm(what, file, inner);
  };
  const checkSkeleton = (what: string, skeleton: Skeleton): void => {
    if ('leaf' in skeleton) {
      if (!plan.leaves[skeleton.leaf])
        broken.push(`${what} has leaf ${skeleton.leaf} of ${plan.leaves.length}`);
    } else if ('not' in skeleton) checkSkeleton(what, skeleton.not);
    else for (const item of 'all' in skeleton ? skeleton.all : skeleton.any) checkSkeleton(what, item);
  };

  const [main = ''] = files.keys();
  for (const [index, leaf] of plan.leaves.entries()) {
    checkTerm(`leaf ${index}`, main, leaf.term);
    for (const slot of leaf.facts) if (!plan.facts[slot]) broken.push(`leaf ${index} reads slot ${slot}`);
  }
  for (const { name, when, require, prefer, message, location } of plan.gates) {
    const what = `gate ${name}`;
    checkLocation(what, location);
    for (const condition of [...require, ...prefer, ...(when ? [when] : [])]) {
      checkSkeleton(what, condition.skeleton);
      checkSpan(what, location.file, condition.span);
    }
    for (const part of message ?? []) if (typeof part !== 'string') checkTerm(what, location.file, part);
  }
  for (const { name, when, except, location } of [...plan.freezes, ...plan.limits]) {
    checkLocation(name, location);
    for (const condition of [when, except]) {
      if (!condition) continue;
      checkSkeleton(name, condition.skeleton);
      checkSpan(name, location.file, condition.span);
    }
  }
  for (const { name, when, identity, stages, rollback, location } of plan.rollouts) {
    checkLocation(name, location);
    const conditions = stages.flatMap(({ when, checks }) => [
      when,
      ...(checks?.require ?? []),
      ...(checks?.prefer ?? []),
    ]);
    for (const condition of [when, identity, rollback.when, ...conditions]) {
      if (!condition) continue;
      checkSkeleton(name, condition.skeleton);
      checkSpan(name, location.file, condition.span);
    }
    for (const term of stages.flatMap(({ checks }) => checks?.show ?? []))
      checkTerm(name, location.file, term);
  }
  const steps = [plan, ...plan.rollouts].flatMap(({ before, after }) => [...before, ...after]);
  for (const { name, criteria, location } of plan.scores) {
    checkLocation(name, location);
    for (const { of } of criteria) checkTerm(name, location.file, of);
  }
  for (const { name, reads, location } of [...plan.probes, ...steps]) {
    checkLocation(name, location);
    for (const id of reads)
      if (!plan.facts.some((fact) => fact.id === id)) broken.push(`${name} reads ${id}, which is not listed`);
  }
  for (const { name, location } of [...plan.settings, ...plan.secrets, ...plan.inputs])
    checkLocation(name, location);
  if (new Set(plan.facts.map(({ id }) => id)).size !== plan.facts.length)
    broken.push('a fact is listed twice');
  return broken;
}
