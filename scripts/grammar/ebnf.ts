/** The grammar as text: `{ … }` any number of times, `[ … ]` once or not at all. */
import type { GrammarRule, Part } from './rules.ts';

const width = 110;

export function printRules(rules: readonly GrammarRule[]): string {
  const longest = Math.max(...rules.map(({ name }) => name.length));
  return rules.map(({ name, part }) => printRule(name.padEnd(longest), part)).join('\n');
}

function printRule(name: string, part: Part): string {
  const indent = ' '.repeat(name.length + 3);
  const lines: string[] = [];
  let line = `${name} =`;
  for (const piece of print(part).split(' ')) {
    if (line.length + 1 + piece.length > width) {
      lines.push(line);
      line = indent + piece;
    } else line += ` ${piece}`;
  }
  return [...lines, line].join('\n');
}

/** `within` tells whether a choice needs parentheses. */
function print(part: Part, within?: Part['kind']): string {
  switch (part.kind) {
    case 'word':
      return part.text === '"' ? `'"'` : `"${part.text}"`;
    case 'rule':
      return part.name;
    case 'sequence':
      return part.parts.map((inner) => print(inner, 'sequence')).join(' ');
    case 'choice': {
      const text = part.parts.map((inner) => print(inner, 'choice')).join(' | ');
      return within === 'sequence' ? `( ${text} )` : text;
    }
    case 'optional':
      return `[ ${print(part.part)} ]`;
    case 'repeated':
      return part.separator
        ? `${print(part.part, 'sequence')} { ${print(part.separator)} ${print(part.part, 'sequence')} }`
        : `{ ${print(part.part)} }`;
  }
}
