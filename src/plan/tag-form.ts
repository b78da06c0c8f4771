/** The form of release tags: `{version}`, `release-{version}`, `{version}-{component}`. */

export interface TagParts {
  readonly version: string;
  readonly component?: string;
}

const placeholder = /\{(version|component)\}/u;
const version = String.raw`v?[0-9]+\.[0-9]+\.[0-9]+(?:-[0-9A-Za-z.-]+?)?(?:\+[0-9A-Za-z.-]+?)?`;

/** The tag of a release; undefined when the form wants a component and none is known. */
export function tagOf(
  form: string,
  { version, component }: { version: string; component?: string | undefined },
) {
  if (form.includes('{component}') && component === undefined) return undefined;
  return form.replaceAll('{version}', version).replaceAll('{component}', component ?? '');
}

/** Reads a tag back by the form; undefined when it has another one. `components` are the known names, if there are any. */
export function readTag(form: string, tag: string, components: readonly string[]): TagParts | undefined {
  const names = components.length > 0 ? components.map(escape).join('|') : '[A-Za-z][0-9A-Za-z_.-]*';
  const groupsSeen = new Set<string>();
  const pattern = form
    .split(placeholder)
    .map((piece, index) => {
      if (index % 2 === 0) return escape(piece);
      if (groupsSeen.has(piece)) return `\\k<${piece}>`;
      groupsSeen.add(piece);
      return `(?<${piece}>${piece === 'version' ? version : names})`;
    })
    .join('');
  const groups = new RegExp(`^${pattern}$`, 'u').exec(tag)?.groups;
  if (groups?.['version'] === undefined) return undefined;
  return {
    version: groups['version'],
    ...(groups['component'] !== undefined && { component: groups['component'] }),
  };
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
}
