/**
 * What a policy takes the place of, where its base has none of its name. A policy is new only where nothing was there before:
 * none of a usual name in its directory or above, and none that the change takes away, renames or moves.
 */
import { posix } from 'node:path';
import { parsePolicy } from '../../parser/index.ts';
import { SourceText } from '../../plan/span.ts';
import { LARGEST_POLICY } from '../read-file.ts';
import { refuse } from '../refusal.ts';
import type { GitTree } from './git-tree.ts';
import type { PolicyVersion } from './version.ts';

const usualNames = ['sentinel.yaml', 'sentinel.yml', 'sentinel.sntl'];

/** In a directory and above, the nearest first; all from the root of the repository. */
export function usualPlaces(directory: string): readonly string[] {
  return [...above(directory), '.'].flatMap((one) => usualNames.map((name) => posix.join(one, name)));
}

/** Itself and those it lies in, without the root. */
function above(path: string): readonly string[] {
  return path === '.' || path === '' ? [] : [path, ...above(posix.dirname(path))];
}

/** Its path in the base; undefined for a policy that is new. `wanted`: where the base was looked for, in vain. */
export async function predecessorOf(
  head: PolicyVersion & { readonly path: string },
  base: GitTree,
  wanted: readonly string[],
): Promise<string | undefined> {
  const link = await base.linkAmong([...wanted, head.path].flatMap(above));
  if (link !== undefined) refuse('SEN2011', `\`${link}\` in \`${base.revision}\` is not a regular file`);
  const own = await base.firstOf([head.path, ...usualPlaces(posix.dirname(head.path))]);
  const former = [...new Set([...(own === undefined ? [] : [own]), ...(await takenAway(head, base))])];
  const [only, ...others] = former;
  if (others.length > 0)
    refuse(
      'SEN2010',
      `\`${head.path}\` is not in \`${base.revision}\`, and may be what one of these was: ${former.map((path) => `\`${path}\``).join(', ')}`,
      {
        help: `compare it with each as a file: \`git show ${base.revision}:OLD > old.yaml\`, then \`sentinel review old.yaml ${head.path}\``,
      },
    );
  return only;
}

/** Policies of the base that the head has no more, at least not as policies. */
async function takenAway(
  head: PolicyVersion & { readonly path: string },
  base: GitTree,
): Promise<readonly string[]> {
  const gone: string[] = [];
  for (const path of await base.filesWith(mark, ['*.yaml', '*.yml', '*.sntl'])) {
    const was = await base.text(path, LARGEST_POLICY);
    if (!isPolicy(path, was)) continue;
    if (!isPolicy(path, await head.read(posix.relative(posix.dirname(head.path), path)))) gone.push(path);
  }
  return gone;
}

/** What every policy holds: its version, or in the language's own syntax its name. */
const mark = '["\']?sentinel["\']?[[:space:]]*:|^[[:space:]]*(sentinel|policy)[[:space:]]';

function isPolicy(path: string, text: string | undefined): boolean {
  if (text === undefined) return false;
  const { policy } = parsePolicy(new SourceText(path, text));
  return (path.endsWith('.sntl') ? policy?.name : policy?.version) !== undefined;
}
