import { describe, expect, test } from 'vitest';
import { readTag, tagOf } from '../../src/plan/tag-form.ts';

describe('the form of release tags', () => {
  test.each([
    ['{version}', 'v1.2.3', [], { version: 'v1.2.3' }],
    ['{version}', '1.2.3-rc.1+build.5', [], { version: '1.2.3-rc.1+build.5' }],
    ['v{version}', 'v1.2.3', [], { version: '1.2.3' }],
    ['{version}-{component}', 'v1.2.3-ui', [], { version: 'v1.2.3', component: 'ui' }],
    ['{version}-{component}', 'v1.2.3-rc.1-ui', ['ui', 'api'], { version: 'v1.2.3-rc.1', component: 'ui' }],
    ['{component}/{version}', 'api/v1.2.3', ['ui', 'api'], { version: 'v1.2.3', component: 'api' }],
    ['release/{version}', 'release/v1.2.3', [], { version: 'v1.2.3' }],
    ['{component}/{component}-{version}', 'ui/ui-1.2.3', [], { version: '1.2.3', component: 'ui' }],
  ] as const)('%s reads %s', (form, tag, components, parts) => {
    expect(readTag(form, tag, components)).toEqual(parts);
  });

  test.each([
    ['{version}', 'latest', []],
    ['{version}', 'v1.2', []],
    ['release/{version}', 'v1.2.3', []],
    ['{component}/{version}', 'web/v1.2.3', ['ui', 'api']],
    ['{version}.', 'v1.2.3x', []],
  ] as const)('%s does not read %s', (form, tag, components) => {
    expect(readTag(form, tag, components)).toBeUndefined();
  });

  test('makes the tag of a release', () => {
    expect(tagOf('{version}', { version: 'v1.2.3' })).toBe('v1.2.3');
    expect(tagOf('{component}/{version}', { version: '1.2.3', component: 'api' })).toBe('api/1.2.3');
    expect(tagOf('{component}/{version}', { version: '1.2.3' })).toBeUndefined();
  });
});
