import { expect, test } from 'vitest';
import { commentsIn } from '../../../src/parser/document-comments.ts';
import type { MapNode } from '../../../src/parser/document.ts';
import { commentsOf, readYaml } from '../../support/yaml.ts';

function root(text: string): MapNode {
  const reading = readYaml(text);
  expect(reading.found).toEqual([]);
  if (reading.root === undefined) throw new Error('no document');
  return reading.root;
}

test('a comment belongs to what stands below it, or before it on its line', () => {
  const text = [
    '# head',
    '#not a blank',
    'a: 1 # of a',
    '',
    '# before b',
    'b: # of b',
    '  # before c',
    '  c: x # of c',
    '  # end of b',
    '# before d',
    'd: | # of d',
    '  # text',
    'e: [x, y] # of e',
    'f:',
    '# before the item',
    '- x # of x',
    '# before g',
    'g:',
    '  - # of the item',
    '    h: 1 # of h',
    '  # end of g',
    '',
    '# end',
  ].join('\n');
  expect(commentsOf(root(text))).toEqual([
    'a ^head ^not a blank >of a',
    '|b ^before b >of b',
    'c ^before c >of c',
    'end ^end of b',
    'd ^before d >of d',
    'e >of e',
    '- ^before the item >of x',
    'g ^before g',
    '- >of the item',
    'h >of h',
    'end ^end of g',
    'end ^end',
  ]);
});

test('inside brackets too', () => {
  const text = [
    'a: [ # first',
    '  x, # of x',
    '  # before y',
    '  y # of y',
    '  # end',
    ']',
    'b: { c: 1, d: [z] } # of b',
    '',
  ].join('\n');
  expect(commentsOf(root(text))).toEqual(['- ^first >of x', '- ^before y >of y', 'end ^end', 'b >of b']);
});

test('a text across lines keeps the comment behind it, and a second one goes on to what follows', () => {
  expect(commentsOf(root('a: # of a\n  "x" # behind\nb: 1\n'))).toEqual(['a >of a', 'b ^behind']);
});

test('blank lines before entries are remembered', () => {
  expect(commentsOf(root('a: 1\n\nb: 2\n  \n\nc: 3\nd: 4\n'))).toEqual(['|b', '|c']);
});

test('no comment is lost', () => {
  const text = '# 1\na: 1 # 2\nb: [ # 3\n  x # 4\n  # 5\n] # 6\n# 7\nc:\n  # 8\n  d: 1\n  # 9\n# 10\n';
  expect(commentsIn(root(text)).map((comment) => comment.text)).toEqual([
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
    '7',
    '8',
    '9',
    '10',
  ]);
});

test('a comment is its text without the sign, and its span with it', () => {
  const text = 'a: 1 #  two blanks \nb: 2 #\n';
  const comments = commentsIn(root(text));
  expect(comments.map((comment) => comment.text)).toEqual([' two blanks', '']);
  expect(comments.map(({ span }) => text.slice(span.start, span.end))).toEqual(['#  two blanks', '#']);
});
