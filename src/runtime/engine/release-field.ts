import { type Known, unknown } from '../../plan/value.ts';
import type { World } from './world.ts';

/** `release.NAME`. */
export function releaseField({ release }: World, name: string): Known<string> {
  return (Object.hasOwn(release, name) ? release[name] : undefined) ?? unknown('not given');
}
