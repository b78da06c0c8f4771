/** `--break-glass`: one run goes over freezes, limits and what is unknown, for a reason and for a time. */
import type { Actor } from '../../plan/audit.ts';
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import { formatInstant } from '../../plan/units.ts';
import type { Context } from '../context/context.ts';
import { refuse } from '../refusal.ts';

const SHORTEST_REASON = 20;
const LIFETIME = 60 * 60_000;

export interface BreakGlass {
  readonly reason: string;
  /** Until this instant. */
  readonly until: number;
}

/** Refuses a reason that says nothing. */
export function breakGlass(text: string, now: number): BreakGlass {
  const reason = text.trim();
  if (reason.length < SHORTEST_REASON)
    refuse(
      'SEN2001',
      `the reason has ${reason.length} characters, and broken glass needs ${SHORTEST_REASON} or more`,
      {
        help: 'say what is going on and where it can be read: `--reason "checkout is down, OPS-931"`',
      },
    );
  return { reason, until: now + LIFETIME };
}

/** What is unknown there because nobody is proved is not gone over by nobody. */
export function requireKnownBreaker({ isProtected, actor }: Pick<Context, 'isProtected' | 'actor'>): void {
  if (isProtected && !actor.verified)
    refuse('SEN2026', 'in a protected environment glass is broken by those who are verified', {
      help: 'set `SENTINEL_TOKEN` to a token that the operator knows; `actors` of its configuration lists them',
    });
}

/** For every output. */
export function announce({ reason, until }: BreakGlass, { name, verified }: Actor): Diagnostic {
  return diagnostic(
    'SEN2409',
    `the glass is broken until ${formatInstant(until)}: freezes, limits and what is unknown do not stop this run`,
    undefined,
    {
      help: `it is audited for ${name}, who is ${verified ? '' : 'not '}verified, with the reason \`${reason}\``,
    },
  );
}
