/** A small valid policy to put the lines under test into. */
export function policyWith(...lines: readonly string[]): string {
  return ['sentinel: 1', 'policy: shop', ...lines, ''].join('\n');
}

/** The lines of a policy with one gate that always has something to check. */
export const cleanTree: readonly string[] = ['gates:', '  clean-tree: { require: git.clean }'];
