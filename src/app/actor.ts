import { userInfo } from 'node:os';
import type { Actor } from '../plan/audit.ts';
import { isUnknown, type Known } from '../plan/value.ts';

/** Whoever is named, else the login of this machine. Nobody stands for either. */
export function actorOf(named: Known<string>): Actor {
  return { name: isUnknown(named) ? login() : named, verified: false };
}

function login(): string {
  try {
    return userInfo().username;
  } catch {
    return `user ${process.getuid?.() ?? 'unknown'}`; // one without an entry in the system's list, as in containers
  }
}
