/**
 * A message as Slack's incoming webhooks take it: blocks, and a text for where none are shown. Its limits: 50 blocks,
 * 3,000 characters a section, 10 elements of a context.
 */
import type { Message } from '../../ports/notifier.ts';

const MOST_BLOCKS = 50;
const LONGEST_SECTION = 3_000;
const LONGEST_TEXT = 4_000;
const MOST_ELEMENTS = 10;
const LONGEST_ELEMENT = 200;

interface MarkdownText {
  readonly type: 'mrkdwn';
  readonly text: string;
}

export type Block =
  | { readonly type: 'section'; readonly text: MarkdownText }
  | { readonly type: 'context'; readonly elements: readonly MarkdownText[] };

export interface SlackPayload {
  readonly text: string;
  readonly blocks: readonly Block[];
}

export function payloadOf({ text, details, subject, policy, event }: Message): SlackPayload {
  const facts = Object.entries({ event, policy, ...subject })
    .slice(0, MOST_ELEMENTS)
    .map(([name, value]) => markdown(cut(`${name}: ${escaped(value)}`, LONGEST_ELEMENT)));
  const head = section(`*${cut(escaped(text), LONGEST_SECTION - 2)}*`);
  const room = MOST_BLOCKS - 2;
  const sections = sectionsOf(details.map(escaped));
  const more = sections.length - room;
  return {
    text: cut(escaped(text), LONGEST_TEXT),
    blocks: [
      head,
      ...(more > 0 ? [...sections.slice(0, room - 1), '… and more, in the audit'] : sections).map(section),
      { type: 'context', elements: facts },
    ],
  };
}

/** Lines together, as many as a section holds. */
function sectionsOf(lines: readonly string[]): readonly string[] {
  const sections: string[] = [];
  for (const line of lines.map((one) => cut(`• ${one}`, LONGEST_SECTION))) {
    const last = sections.at(-1);
    if (last !== undefined && last.length + 1 + line.length <= LONGEST_SECTION)
      sections[sections.length - 1] = `${last}\n${line}`;
    else sections.push(line);
  }
  return sections;
}

function section(text: string): Block {
  return { type: 'section', text: markdown(text) };
}

function markdown(text: string): MarkdownText {
  return { type: 'mrkdwn', text };
}

/** What Slack would read as a link, a mention or an entity stands there as it is. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Never inside an entity or a pair of surrogates. */
function cut(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - 1).replace(/&[a-z]{0,3}$|[\uD800-\uDBFF]$/u, '')}…`;
}
