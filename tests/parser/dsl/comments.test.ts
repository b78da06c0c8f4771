import { expect, test } from 'vitest';
import { commentsIn } from '../../../src/parser/document-comments.ts';
import { lexPolicy } from '../../../src/parser/dsl/lexer.ts';
import { readDsl } from '../../support/dsl.ts';
import { commentsOf } from '../../support/yaml.ts';

function comments(text: string): readonly string[] {
  const { root, messages } = readDsl(text);
  expect(messages).toEqual([]);
  if (root === undefined) throw new Error('no document');
  const kept = commentsIn(root).map(({ span }) => span.start);
  expect(kept).toEqual(lexPolicy(text).comments.map(({ span }) => span.start));
  return commentsOf(root);
}

test('a comment belongs to what stands below it, or before it on its line', () => {
  expect(
    comments(`# head
#not a blank

policy p { # of p
  # before a
  gate a { # of a
    require b # of b

    # before c
    require c
    # end of a
  }

  # before d
  gate d { require e } # of d
  owners x # of owners
  # end of p
}
# end
`),
  ).toEqual([
    'sentinel ^head ^not a blank',
    'policy >of p',
    'a ^before a >of a',
    '- >of b',
    '|- ^before c',
    'end ^end of a',
    '|d ^before d >of d',
    'owners >of owners',
    'end ^end of p',
    'end ^end',
  ]);
});

test('between the version and the name', () => {
  expect(comments('# one\nsentinel 1 # two\n# three\npolicy p # four\n{\n}')).toEqual([
    'sentinel ^one >two',
    'policy ^three ^four',
  ]);
});

test('inside what is one clause, it stands before it', () => {
  expect(
    comments('policy p {\n gate a # header\n in prod {\n require b # left\n  and c # right\n }\n}'),
  ).toEqual(['a ^header', 'require ^left >right']);
});

test('in lists', () => {
  expect(
    comments(`policy p {
  probe q = r {
    list [ # first
      1, # of 1
      # before 2
      2 # of 2
      # end of list
    ] # of list
    blocks [{ # of block
      a 1 }]
  }
}`),
  ).toEqual(['list >of list', '- ^first >of 1', '- ^before 2 >of 2', 'end ^end of list', '- >of block']);
});

test('a `#` in a text, in a condition, is none', () => {
  expect(comments('policy p { gate a { require b == "#" message "# ${x}" } }')).toEqual([]);
  expect(readDsl('policy p { gate a { require b == "#" # c\n and d } }').data).toMatchObject({
    gates: { a: { require: 'b == "#"    \n and d' } },
  });
});

test('in a clause that cannot be read, none is lost to the clauses behind', () => {
  const { root } = readDsl('policy p {\n # one\n gate a x { # two\n }\n # three\n owners y\n}');
  expect(root && commentsOf(root)).toEqual(['a ^one ^two', 'owners ^three']);
});

test('blank lines between clauses are kept', () => {
  const { root } = readDsl(
    'policy p {\n\n  owners x\n\n  \r\n  mode shadow\n  gate a {\n\n    require b }\n}',
  );
  expect(root?.entries.map(({ key, comments: { blankBefore } }) => [key.text, blankBefore])).toEqual([
    ['sentinel', false],
    ['policy', false],
    ['owners', true],
    ['mode', true],
    ['gates', false],
  ]);
});
