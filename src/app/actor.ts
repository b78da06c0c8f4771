import { userInfo } from 'node:os';
import type { Actor } from '../plan/audit.ts';
import { isUnknown, type Known, unknown } from '../plan/value.ts';
import { ciFacts } from './ci.ts';
import type { Host } from './host.ts';

/** Whoever is named, else the login of this machine. Nobody stands for either. */
export function actorOf(named: Known<string>): Actor {
  return { name: isUnknown(named) ? login() : named, verified: false };
}

/** Whoever types a command that concerns no release. */
export function actorHere(named: string | undefined, { env }: Host): Actor {
  return actorOf(named ?? ciFacts(env)?.actor?.value ?? unknown('nobody is named'));
}

function login(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`; // one without an entry in the system's list, as in containers
  }
}
