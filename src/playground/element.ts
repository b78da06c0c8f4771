/** Elements by hand. Strings become text nodes, so that nothing that is typed can become markup. */
import { type Line, sentence } from '../cli/text/text.ts';
import { visible } from '../cli/text/sanitize.ts';

export type Child = Node | string;

export function element<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly Child[]
): HTMLElementTagNameMap[T] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.map(nodeOf));
  return made;
}

/** What steers reading or cannot be seen is shown as an escape. */
function nodeOf(child: Child): Node {
  return typeof child === 'string' ? document.createTextNode(visible(child)) : child;
}

/** A sentence, with what stands between backticks as code. */
export function prose(text: string): readonly Child[] {
  return sentence(text).map((part) =>
    typeof part === 'string' ? part : element('code', {}, part.text.slice(1, -1)),
  );
}

/** Lines as they stand on a terminal, a class for each role. */
export function lines(rows: readonly Line[]): HTMLElement {
  return element(
    'pre',
    { class: 'frame' },
    ...rows.flatMap((row) => [
      ...row.map((part) =>
        typeof part === 'string' ? part : element('span', { class: part.role }, part.text),
      ),
      document.createTextNode('\n'),
    ]),
  );
}

/** A labelled list of sentences; nothing where there are none. */
export function listed(label: string, sentences: readonly string[]): readonly Child[] {
  if (sentences.length === 0) return [];
  const items = sentences.map((text) => element('li', {}, ...prose(text)));
  return [element('p', { class: 'label' }, label), element('ul', {}, ...items)];
}

/** The element of the page with this id. */
export function byId<T extends HTMLElement>(id: string, kind: abstract new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new TypeError(`the page has no ${kind.name} #${id}`);
  return found;
}
