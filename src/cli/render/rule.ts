/** What every form of a decision says of a rule beside its verdict and reasons. */
import type { Override, RuleResult } from '../../plan/decision.ts';
import { type Line, piece } from '../text/text.ts';

/** What is special about a rule: `, freeze`, `, critical`, `, shadow`. */
export function qualityOf({ kind, severity, mode }: RuleResult): string {
  return [kind === 'gate' ? '' : kind, severity === 'block' ? '' : severity, mode === 'shadow' ? mode : '']
    .filter((word) => word !== '')
    .map((word) => `, ${word}`)
    .join('');
}

const overrideWords = { except: 'exempt: ', 'break-glass': 'glass broken: ' } as const;

export function overrideLine({ by, text }: Override): Line {
  return [piece('warning', overrideWords[by]), by === 'except' ? piece('quoted', text) : text];
}

/** What is left of one rate of a limit. */
export function jsonOfLeft({ count, per, left }: NonNullable<RuleResult['left']>[number]): object {
  return { count, perMs: per, left };
}
