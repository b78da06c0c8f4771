/** The page of the grammar. */
import { printRules } from './ebnf.ts';
import type { GrammarRule } from './rules.ts';

export function grammarPage(rules: readonly GrammarRule[]): string {
  return `# Grammar of the language

A policy in the language's own syntax stands in a file whose name ends with \`.sntl\`. It says the same as one in YAML:
both are read into one tree, and each can be written as the other.

The rules below are generated from the parser (\`npm run generate\`), as are their [diagrams](grammar.svg).
\`{ … }\` stands any number of times, \`[ … ]\` once or not at all. What is in quotes stands for itself; what is in
capitals is read by its form.

\`\`\`ebnf
${printRules(rules)}
\`\`\`

| form | what it is |
| --- | --- |
| \`WORD\` | letters, digits and \`_\`, not beginning with a digit |
| \`NAME\` | a word other than \`true false and or not in is like matches\` |
| \`TEXT\` | text in \`"…"\` or \`'…'\` on one line, or in \`"""…"""\` on several |
| \`NUMBER\` | \`3\`, \`0.5\`, \`85%\`, \`250ms\`, \`1h30m\`, \`512MiB\`; no blank before the unit |
| \`INSTANT\` | \`2026-11-27\`, \`2026-11-27T00:00\`, in conditions with an offset: \`2026-11-27T00:00:00Z\` |
| \`TIMES\` | \`22:00-06:00\` |
| \`REGEX\` | \`/…/\` or \`/…/i\`, right behind \`matches\` |

\`#\` begins a comment, which ends with its line. Blanks and line breaks part words and mean nothing else, but for two
rules:

- The value of a key stands on the line of the key. A condition may go on for several lines.
- A word that opens a clause, at the start of a line, opens a clause: it never goes on with a condition from the line
  above, unless a \`.\` stands right behind it, as in \`release.tag\`.

## What the rules do not say

- Words are keywords only where the rules have them: \`environments stage\` and \`probe disk\` are fine. Words that open
  clauses, and words of expressions, name no probe, score or input.
- Clauses follow each other without separators, in any order. \`require\`, \`prefer\`, \`show\`, \`stage\`, \`audience\`,
  \`outside\`, \`before\`, \`after\` and criteria may stand several times; any other key once.
- A header says name, \`in\`, \`when\` and severity in this order. Each may stand in the braces instead, as
  \`environments\`, \`when\` and \`severity\`.
- After a stage without braces, \`checks\` and \`when\` belong to the rollout. Inside the braces of a stage they are its own.
- The conditions of \`overrides\` are texts, as their list is a list of values: \`overrides [{ who "actor == 'x'"  in true }]\`.
- A policy is of version 1 of the language unless \`sentinel 2\` or another stands before \`policy\`.
- In texts \`\\\\\`, \`\\"\`, \`\\'\`, \`\\n\`, \`\\t\` and \`\\u{…}\` are escapes, \`\${…}\` is an expression, and \`$\${\` stands for \`\${\`. A text
  in \`"""\` loses the indent that its lines share, the line break behind the opening quotes, and the one before the closing.
- What cannot be read is told, and reading goes on at the next word that opens a clause at the start of a line, or at the
  \`}\` of the block. Blocks with a name stand only in the policy, so such a word also ends a block whose \`}\` is missing.
`;
}
