/** A page of `docs/diagnostics/`, taken apart. */
export interface DiagnosticPage {
  readonly title: string;
  readonly summary: string;
  readonly headings: readonly string[];
  readonly avoid: CodeBlock;
  readonly prefer: CodeBlock;
  /** The text that the policy to avoid has underlined. */
  readonly underlined: string | undefined;
  readonly why: string;
  readonly options: string;
}

export interface CodeBlock {
  readonly language: string;
  readonly text: string;
}

export function readPage(markdown: string): DiagnosticPage {
  const [head = '', ...sections] = markdown.split(/^## /mu);
  const [, title = '', summary = ''] = /^# (.*)\n([\s\S]*)$/u.exec(head) ?? [];
  const bodies = new Map(
    sections.map((section) => {
      const end = section.indexOf('\n');
      return [section.slice(0, end), section.slice(end + 1)] as const;
    }),
  );
  const avoid = bodies.get('Avoid') ?? '';
  return {
    title,
    summary: summary.trim(),
    headings: [...bodies.keys()],
    avoid: blockIn(avoid),
    prefer: blockIn(bodies.get('Prefer') ?? ''),
    underlined: underlinedIn(avoid),
    why: (bodies.get('Why') ?? '').trim(),
    options: (bodies.get('Options') ?? '').trim(),
  };
}

function blockIn(section: string): CodeBlock {
  const [, language = '', text = ''] = /^```(\w+)\n([\s\S]*?)^```$/mu.exec(section) ?? [];
  return { language, text };
}

/** Between as many backticks as the text needs, and without the blanks that keep backticks apart. */
function underlinedIn(section: string): string | undefined {
  const [, , text] = /^Underlined: (`+)(.*?)\1$/mu.exec(section) ?? [];
  return text?.replace(/^ (`.*`) $/u, '$1');
}
