import type { Syntax } from '../../parser/syntax.ts';
import { placeInDsl } from './dsl.ts';
import type { Place } from './place.ts';
import { placeInYaml } from './yaml.ts';

/** The place behind a text; undefined where nothing of the policy can be written, as in a comment. */
export function placeIn(syntax: Syntax, before: string): Place | undefined {
  return syntax === 'yaml' ? placeInYaml(before) : placeInDsl(before);
}
