/** The first policy of a project: what was seen there, in gates that its author can read and change. */
import type { Surroundings } from './surroundings.ts';

export function starterPolicy(seen: Surroundings): string {
  const blocks = [header(seen), probes(seen), gates(seen), outlook(seen)];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function header({ name }: Surroundings): string {
  return `# What must be true before a release. \`sentinel plan --version v1.2.3\` judges it, \`sentinel explain GATE\` says why.
sentinel: 1
policy: ${quoted(name)}

# Judges and reports, and stops nothing. Remove this line when the gates say what you expect.
mode: shadow`;
}

function probes(seen: Surroundings): string {
  const lines = [
    ...(seen.changelog === undefined ? [] : [`changelog: { changelog: { path: ${seen.changelog} } }`]),
    ...(seen.versionFiles.size === 0
      ? []
      : [`versions: { version_file: { files: [${[...seen.versionFiles.keys()].join(', ')}] } }`]),
    'disk: { disk: { path: / } }',
  ];
  return `# Where facts come from. \`sentinel probes\` lists the kinds, \`sentinel probe disk\` runs one.
probes:
${indent(lines)}`;
}

function gates({ git, changelog, versionFiles }: Surroundings): string {
  return `gates:\n${indent([
    ...(git
      ? [
          'clean-tree: { require: git.clean }',
          '',
          '# A tag is built without a branch.',
          `branch: { require: 'git.branch like ["${git.branch}", "release/*"]', when: release.event != "tag" }`,
          '',
        ]
      : []),
    'version:',
    '  require:',
    `    - release.version is ${(git?.vTags ?? true) ? 'vsemver' : 'semver'}`,
    ...(git
      ? [
          '    # The tag is new, or belongs to the commit that is released.',
          '    - not git.release_tag.exists or git.release_tag.commit == release.commit',
        ]
      : []),
    '',
    ...(versionFiles.size > 0
      ? [
          'files-agree:',
          '  require:',
          '    - versions.agree',
          '    - versions.value == version(release.version)',
          '',
        ]
      : []),
    ...(changelog === undefined
      ? []
      : ['changelog: { require: [changelog.has_entry, changelog.dated] }', '']),
    '# A failed or unknown critical gate ends with exit code 2 instead of 1.',
    'disk:',
    '  severity: critical',
    '  require: disk.used < 90%',
    '  prefer: disk.used < 80%',
  ])}`;
}

/** What to add next, as comments. */
function outlook({ git, haproxy }: Surroundings): string {
  return [
    ...(git
      ? [
          '# Steps that run when `sentinel apply` found everything safe:',
          '# after:',
          '#   - git_tag: { message: "Release" }',
        ]
      : []),
    ...(haproxy === undefined
      ? []
      : [`# HAProxy was seen at ${haproxy}: a rollout can shift its weights in steps.`]),
  ].join('\n');
}

function indent(lines: readonly string[]): string {
  return lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n');
}

function quoted(name: string): string {
  return /^[a-z][a-z0-9_-]*$/u.test(name) ? name : JSON.stringify(name);
}
