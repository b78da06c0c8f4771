/** The `release:` block: the form of tags, the paths that a release is about, and where versions are kept. */
import type { ReleaseOptions } from '../plan/plan.ts';
import type { Spanned } from '../plan/span.ts';
import type { CompileContext } from './context.ts';
import { reportRepeated } from './names.ts';

const defaultTag = '{version}';
const placeholders = new Set(['{version}', '{component}']);

export function compileRelease(context: CompileContext): ReleaseOptions {
  const { release } = context.policy;
  if (release?.tag) checkTag(context, release.tag);
  reportRepeated(
    context,
    'component',
    (release?.versionMap ?? []).map(({ component }) => component),
  );
  return {
    tag: release?.tag?.value ?? defaultTag,
    paths: (release?.paths ?? []).map(({ value }) => value),
    versionMap: Object.fromEntries(
      (release?.versionMap ?? []).map(({ component, file }) => [component.value, file.value]),
    ),
  };
}

/** A tag is read back by its form, so `{version}` stands in it once and every other placeholder is a known one. */
function checkTag({ sink }: CompileContext, { value, span }: Spanned<string>): void {
  const found: readonly string[] = value.match(/\{[^{}]*\}/gu) ?? [];
  const stranger = found.find((placeholder) => !placeholders.has(placeholder));
  const twice = found.find((placeholder, index) => found.indexOf(placeholder) !== index);
  const help = 'write `{version}` once and, for components, `{component}`, such as `{version}-{component}`';
  if (stranger !== undefined)
    sink.report('SEN1513', `\`${stranger}\` is not a part of a release tag`, span, { help });
  else if (twice !== undefined)
    sink.report('SEN1513', `\`${twice}\` stands twice in the release tag`, span, { help });
  else if (!found.includes('{version}'))
    sink.report('SEN1513', 'the release tag has no `{version}`', span, { help });
}
