import type { FactSource } from '../../plan/plan.ts';
import type { Rule } from './context.ts';

/** A probe, setting, secret or input that nothing reads. */
export const unusedDeclaration: Rule = {
  code: 'SEN1201',
  speed: 'fast',
  need: 'plan',
  check({ policy, report }, plan) {
    const read = new Set(plan.facts.map(({ source }) => keyOf(source)));
    const declared = [...policy.settings, ...policy.secrets, ...policy.inputs, ...policy.probes];
    for (const { kind, name } of declared)
      if (!read.has(`${kind} ${name.value}`))
        report(`the ${kind} \`${name.value}\` is never used`, name.span, {
          help:
            kind === 'setting' || kind === 'secret'
              ? 'remove it: it is asked for at every run, and a run without it is blocked'
              : 'remove it, or write a gate that reads it',
        });
  },
};

function keyOf(source: FactSource): string {
  switch (source.kind) {
    case 'probe':
      return `probe ${source.probe}`;
    case 'score':
      return `score ${source.score}`;
    case 'release':
    case 'now':
    case 'track':
    case 'rollout':
    case 'deployed':
      return source.kind;
    case 'setting':
    case 'secret':
    case 'input':
      return `${source.kind} ${source.name}`;
  }
}
