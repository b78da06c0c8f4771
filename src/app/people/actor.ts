/** Who runs a command, for the audit and for what the operator protects. */
import type { Actor } from '../../plan/audit.ts';
import { type Diagnostic, diagnostic } from '../../plan/diagnostic.ts';
import { isUnknown, type Known, unknown } from '../../plan/value.ts';
import { ciFacts } from '../release/ci.ts';
import type { Host } from '../host.ts';
import type { People } from './people.ts';
import { Refusal } from '../refusal.ts';
import { type Proved, whoIsHere } from './who.ts';

/** Whoever is proved, else whoever is named, else the login of this machine. Nobody stands for the last two. */
export function actorOf(who: Known<Proved>, named: Known<string>): Actor {
  if (!isUnknown(who)) return { name: who.name, verified: true };
  return { name: isUnknown(named) ? login() : named, verified: false };
}

export interface ActorHere {
  readonly actor: Actor;
  /** Of a token that proves nobody. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Whoever types a command that concerns no release. */
export async function actorHere(named: string | undefined, people: People, host: Host): Promise<ActorHere> {
  const who = await whoIsHere(people, host);
  return {
    actor: actorOf(who, named ?? ciFacts(host.env)?.actor?.value ?? unknown('nobody is named')),
    diagnostics: uselessToken(who, people, host),
  };
}

/** The same, where what is done may be done by nobody who only thinks to be known. */
export async function actorOrRefusal(named: string | undefined, people: People, host: Host): Promise<Actor> {
  const { actor, diagnostics } = await actorHere(named, people, host);
  if (diagnostics.length > 0) throw new Refusal(diagnostics.map((one) => ({ ...one, severity: 'error' })));
  return actor;
}

/** Who has a token means to be known by it. Where the operator knows nobody there is nothing to tell. */
export function uselessToken(who: Known<Proved>, { actors }: People, { env }: Host): readonly Diagnostic[] {
  if (!isUnknown(who) || !env['SENTINEL_TOKEN'] || !actors || actors.size === 0) return [];
  return [
    diagnostic('SEN2025', who.reason, undefined, {
      help: 'what is done counts as of nobody who is verified; get a new token, or take the variable away',
    }),
  ];
}

function login(): string {
  try {
    return process.getBuiltinModule('node:os').userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`; // one without an entry in the system's list, as in containers
  }
}
