/** Finds the entry of a version in a changelog. */

export interface Entry {
  /** What stands at `{date}`, else what follows the version in the title. */
  readonly dateText: string;
  /** The text up to the next entry, without empty lines around it. */
  readonly body: string;
}

/** A longer line is no title; it bounds the work of the expressions below. */
const MAX_TITLE_LENGTH = 1000;

const versionShape = String.raw`v?(?<version>[0-9]+(?:\.[0-9]+)+(?:[-+.]?[0-9A-Za-z][0-9A-Za-z.+-]*)?)`;
const versionEnd = String.raw`(?![\w+-]|\.\w)`;

/** `## [1.2.3] - 2026-01-31`, `# v1.2.3 (31 January 2026)`, `## [1.2.3](https://…) (2026-01-31)`. */
const markdownTitle = new RegExp(
  String.raw`^#{1,6}[ \t]+(?:version[ \t]+|release[ \t]+)?\[?${versionShape}${versionEnd}(?:\]\([^)\s]*\)|\])?(?<date>.*)$`,
  'iu',
);

/** The title of an entry as an expression with the groups `version` and `date`, from a text with `{version}`. */
export function titleExpression(pattern: string): RegExp {
  const parts = pattern.trim().split(/(\{(?:version|date)\})/u);
  const body = parts.map((part, index) => {
    if (parts.indexOf(part) !== index && part.startsWith('{')) return '.+';
    if (part === '{version}') return versionShape + versionEnd;
    return part === '{date}' ? '(?<date>.+)' : part.replaceAll(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`);
  });
  return new RegExp(`^${body.join('')}${parts.includes('{date}') ? '' : '(?<date>.*)'}$`, 'u');
}

/** The first entry for the version; a leading `v` makes no difference. */
export function findEntry(text: string, version: string, title: RegExp = markdownTitle): Entry | undefined {
  const wanted = version.replace(/^v/u, '');
  let dateText: string | undefined;
  let level = 0;
  const body: string[] = [];
  for (const { line, isProse } of linesOf(text)) {
    const groups = isProse && line.length <= MAX_TITLE_LENGTH ? title.exec(line)?.groups : undefined;
    const heading = isProse ? headingLevel(line) : 0;
    if (dateText !== undefined) {
      if (groups ?? (heading > 0 && heading <= level)) break;
      body.push(line);
    } else if (groups?.['version'] === wanted) {
      dateText = groups['date'] ?? '';
      level = heading;
    }
  }
  return dateText === undefined ? undefined : { dateText: dateText.trim(), body: trimBody(body) };
}

/** The number of `#` of a Markdown heading, else 0. */
function headingLevel(line: string): number {
  return /^(#{1,6})[ \t]/u.exec(line)?.[1]?.length ?? 0;
}

/** Lines, and whether each is prose, not code between fences or a comment. */
function* linesOf(text: string): Generator<{ readonly line: string; readonly isProse: boolean }> {
  let fence: string | undefined;
  let inComment = false;
  for (const line of text.split(/\r?\n/u)) {
    const mark = /^ {0,3}(```|~~~)/u.exec(line)?.[1];
    const opensComment = !fence && line.includes('<!--');
    yield { line, isProse: !fence && !inComment && !mark && !line.startsWith('<!--') };
    if (inComment || opensComment) inComment = line.lastIndexOf('-->') <= line.lastIndexOf('<!--');
    else if (mark && (!fence || fence === mark)) fence = fence ? undefined : mark;
  }
}

/** Definitions of links, which stand at the end of many changelogs, belong to no entry. */
function trimBody(lines: string[]): string {
  while (/^\s*$|^\[[^\]]+\]:\s/u.test(lines.at(-1) ?? 'text')) lines.pop();
  return lines.join('\n').trim();
}
