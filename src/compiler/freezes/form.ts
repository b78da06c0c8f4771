/** Which of its forms a window has, by the keys that were written. */
import type { EntryNode } from '../../parser/document.ts';
import type { Window } from '../../parser/tree.ts';
import type { Span } from '../../plan/span.ts';
import type { CompileContext } from '../context.ts';

/** Keys that belong together: all that a form needs, and those that it takes. */
const forms = {
  absolute: { needs: ['from', 'until'], takes: [] },
  weekly: { needs: ['every'], takes: ['between'] },
  recurring: { needs: ['rrule', 'start', 'duration'], takes: [] },
  holidays: { needs: ['holidays'], takes: [] },
  calendar: { needs: ['calendar'], takes: ['max_age'] },
  outside: { needs: ['outside'], takes: [] },
} as const satisfies Record<string, { readonly needs: readonly string[]; readonly takes: readonly string[] }>;

export type WindowForm = keyof typeof forms;

const names = Object.keys(forms) as readonly WindowForm[];

/** What to add when a key is missing. */
const examples: Readonly<Record<string, string>> = {
  from: 'from: 2026-11-27T00:00',
  until: 'until: 2026-12-01T00:00',
  every: 'every: day',
  rrule: 'rrule: FREQ=MONTHLY;BYDAY=-1FR',
  start: 'start: 2026-01-30T18:00',
  duration: 'duration: 12h',
  calendar: 'calendar: ./freezes.ics',
};

/** Of whom the window is, for messages. */
export interface WindowOwner {
  /** `the freeze \`nights\``. */
  readonly name: string;
  readonly span: Span;
  /** What to write instead of two windows in one: `two freezes`. */
  readonly two: string;
}

/** The window's one form, of which everything is written; else undefined, and reported. */
export function formOfWindow(
  { sink }: CompileContext,
  { node }: Window,
  owner: WindowOwner,
): WindowForm | undefined {
  const unread = node.unread ?? [];
  const isWritten = (key: string) =>
    unread.includes(key) || node.entries.some((entry) => entry.key.text === key);
  const written = names.filter((form) => keysOf(form).some(isWritten));
  const [form] = written;
  if (form === undefined) {
    sink.report('SEN1512', `${owner.name} does not say when it holds`, owner.span, {
      help: 'write `from` and `until`, `every`, `rrule`, `holidays`, `calendar` or `outside`',
    });
    return undefined;
  }
  if (written.length > 1) {
    reportSecond(sink, node.entries, owner);
    return undefined;
  }
  const missing = forms[form].needs.filter((key) => !isWritten(key));
  const [entry] = entriesOf(form, node.entries);
  if (missing.length > 0 && entry)
    sink.report(
      'SEN1103',
      `\`${entry.key.text}\` without ${missing.map((key) => `\`${key}\``).join(' and ')}`,
      entry.key.span,
      { help: `add ${missing.map((key) => `\`${examples[key] ?? key}\``).join(' and ')}` },
    );
  return missing.length > 0 ? undefined : form;
}

function reportSecond(
  sink: CompileContext['sink'],
  entries: readonly EntryNode[],
  { two }: WindowOwner,
): void {
  const [first, ...others] = names.flatMap((form) => entriesOf(form, entries).slice(0, 1)).toSorted(byPlace);
  const [second] = others;
  if (first && second)
    sink.report(
      'SEN1512',
      `\`${second.key.text}\` cannot stand beside \`${first.key.text}\``,
      second.key.span,
      { help: `keep one of them, or write ${two}` },
    );
}

function entriesOf(form: WindowForm, entries: readonly EntryNode[]): readonly EntryNode[] {
  return entries.filter(({ key }) => keysOf(form).includes(key.text));
}

function keysOf(form: WindowForm): readonly string[] {
  return [...forms[form].needs, ...forms[form].takes];
}

function byPlace(a: EntryNode, b: EntryNode): number {
  return a.span.start - b.span.start;
}
