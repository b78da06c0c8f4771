/** The first tests of a project: of the starter policy, one case that passes and some that do not. */
import type { Surroundings } from './surroundings.ts';

/** `policy` is the name of its file. */
export function starterTests(seen: Surroundings, policy: string): string {
  const { git, changelog, versionFiles } = seen;
  const v = (git?.vTags ?? true) ? 'v' : '';
  const agrees = versionFiles.size > 0;
  const facts = [
    ...(git ? ['git.clean: true', `git.branch: ${git.branch}`, 'git.release_tag.exists: false'] : []),
    ...(agrees ? ['versions.agree: true', 'versions.value: 1.2.3'] : []),
    ...(changelog === undefined ? [] : ['changelog.has_entry: true', 'changelog.dated: true']),
    'disk.used: 40%',
  ];
  const rows = [
    ...(git ? [row('a dirty tree', 'git.clean', 'false', 'clean-tree')] : []),
    ...(git ? [row('another branch', 'git.branch', 'feature/x', 'branch')] : []),
    ...(agrees ? [row('another version in a file', 'versions.value', '1.2.2', 'files-agree')] : []),
    ...(changelog === undefined
      ? []
      : [row('no entry in the changelog', 'changelog.has_entry', 'false', 'changelog')]),
    row('a full disk', 'disk.used', '95%', 'disk'),
  ];
  return `# What the policy says of releases that are made up. \`sentinel test\` runs this, without a network or a repository.
policy: ./${policy}
release: { version: ${v}1.2.3, event: push, commit: 4be77d0 }
facts:
${facts.map((fact) => `  ${fact}`).join('\n')}
cases:
  - name: a release as it should be
    expect: { rules: { version: pass, disk: pass } }

  # A case for each row; \`\${column}\` is what stands in it.
  - name: "\${why} fails \${rule}"
    each:
${rows.map((text) => `      - ${text}`).join('\n')}
    facts: { "\${fact}": "\${value}" }
    expect: { rules: { "\${rule}": fail } }

  # What is not known never passes.
  - name: a disk that cannot be read
    facts: { disk.used: { unknown: the disk cannot be read } }
    expect: { rules: { disk: unknown } }
`;
}

function row(why: string, fact: string, value: string, rule: string): string {
  return `{ why: ${why}, fact: ${fact}, value: ${value}, rule: ${rule} }`;
}
