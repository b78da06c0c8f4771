/**
 * iCalendar (RFC 5545) as text: lines, folded and with parameters, in components that begin and end. Read strictly: what is
 * cut or is no calendar at all is not taken for a calendar with less in it.
 */

/** The calendar cannot be used, for a reason that a person can act on. */
export class CalendarFailure extends Error {
  override readonly name = 'CalendarFailure';
}

export interface Property {
  /** In capitals. */
  readonly name: string;
  /** By their names in capitals. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly value: string;
  readonly line: number;
}

export interface Component {
  readonly name: string;
  readonly line: number;
  readonly properties: readonly Property[];
  readonly components: readonly Component[];
}

interface OpenComponent extends Component {
  readonly properties: Property[];
  readonly components: Component[];
}

/** Its calendars; there is one or more. Throws `CalendarFailure`. */
export function readComponents(text: string): readonly Component[] {
  if (!/^\s*BEGIN:VCALENDAR\s*$/imu.test(text.slice(0, 1000).split('\n', 2).join('\n')))
    throw new CalendarFailure(`it is not a calendar: it begins with ${beginningOf(text)}`);
  const top: OpenComponent = { name: '', line: 0, properties: [], components: [] };
  const open = [top];
  for (const { content, line } of unfold(text)) {
    const property = readProperty(content, line);
    const current = open.at(-1) ?? top;
    const name = property.value.toUpperCase();
    if (property.name === 'BEGIN') {
      const component = { name, line, properties: [], components: [] };
      current.components.push(component);
      open.push(component);
    } else if (property.name === 'END') {
      if (current === top || current.name !== name)
        throw new CalendarFailure(`line ${line} ends a \`${name}\` that is not begun there`);
      open.pop();
    } else if (current === top) throw new CalendarFailure(`line ${line} stands outside of every calendar`);
    else current.properties.push(property);
  }
  const unfinished = open.at(-1);
  if (unfinished && unfinished !== top)
    throw new CalendarFailure(
      `it is cut: the \`${unfinished.name}\` that begins on line ${unfinished.line} does not end`,
    );
  const other = top.components.find(({ name }) => name !== 'VCALENDAR');
  if (other) throw new CalendarFailure(`line ${other.line} begins no calendar`);
  return top.components;
}

export function propertyOf(component: Component, name: string): Property | undefined {
  return component.properties.find((property) => property.name === name);
}

export function propertiesOf(component: Component, name: string): readonly Property[] {
  return component.properties.filter((property) => property.name === name);
}

/** `\n`, `\,`, `\;` and `\\` stand for what cannot be written as it is. */
export function unescapeText(text: string): string {
  return text.replaceAll(/\\([\\;,nN])/gu, (_, character: string) =>
    character === 'n' || character === 'N' ? '\n' : character,
  );
}

/** A line that begins with a blank goes on with the one before. */
function* unfold(text: string): Generator<{ readonly content: string; readonly line: number }> {
  let content = '';
  let begun = 0;
  let line = 0;
  for (const piece of text.split(/\r\n|\n|\r/u)) {
    line += 1;
    if (piece.startsWith(' ') || piece.startsWith('\t')) content += piece.slice(1);
    else {
      if (content.trim() !== '') yield { content, line: begun };
      content = piece;
      begun = line;
    }
  }
  if (content.trim() !== '') yield { content, line: begun };
}

/** `DTSTART;TZID=Europe/Berlin:20261127T000000`; a parameter in quotes may hold `:`, `;` and `,`. */
function readProperty(content: string, line: number): Property {
  const head = /^([A-Za-z0-9-]+)((?:;[A-Za-z0-9-]+=(?:"[^"]*"|[^";:])*)*):/u.exec(content);
  if (!head) throw new CalendarFailure(`line ${line} is not a line of a calendar`);
  const [whole, name = '', parameters = ''] = head;
  const found = parameters.matchAll(/;([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)/gu);
  return {
    name: name.toUpperCase(),
    parameters: new Map(
      Array.from(found, ([, key = '', value = '']) => [key.toUpperCase(), value.replaceAll('"', '')]),
    ),
    value: content.slice(whole.length).trim(),
    line,
  };
}

function beginningOf(text: string): string {
  const start = text
    .trimStart()
    .slice(0, 20)
    .split(/[\r\n]/u)[0];
  return start === undefined || start === '' ? 'nothing' : `\`${start}\``;
}
