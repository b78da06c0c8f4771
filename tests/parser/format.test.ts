import { expect, test } from 'vitest';
import { formatPolicy } from '../../src/parser/format.ts';
import { SourceText } from '../../src/plan/span.ts';

test.each([
  ['sentinel.yaml', 'sentinel: 1\npolicy: [\n'],
  ['sentinel.yaml', 'sentinel: 1\npolicy: shop\ngates: { a: { require: "b ==" } }\n'],
  ['sentinel.yaml', 'sentinel: 1\npolicy: shop\nno_such_key: 1\n'],
  ['sentinel.sntl', 'policy "shop" {\n  gate "a" { require b == }\n}\n'],
  ['sentinel.yaml', ''],
])('what has errors has no canonical form: %s %j', (file, text) => {
  const result = formatPolicy(new SourceText(file, text));
  expect('diagnostics' in result && result.diagnostics.some(({ severity }) => severity === 'error')).toBe(
    true,
  );
});

test('warnings are no hindrance', () => {
  const text = 'sentinel: 1\npolicy: shop\ngates: { a: { require: max(b, c) < 1 } }\n';
  expect(formatPolicy(new SourceText('sentinel.yaml', text))).toEqual({
    text: 'sentinel: 1\npolicy: shop\ngates: { a: { require: "max(b, c) < 1" } }\n',
  });
});
