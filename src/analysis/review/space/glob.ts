/** Globs of `like` as automata. */
import { ANY, Automaton, type Range } from './automaton.ts';
import { complement } from './regex.ts';

const slash = 0x2f;
const anyButSlash = complement([[slash, slash]]);

export function globbing(pattern: string): Automaton {
  const automaton = new Automaton();
  let state = 0;
  const read = (on: readonly Range[]): void => {
    const next = automaton.state();
    automaton.edge(state, { to: next, on });
    state = next;
  };
  for (const [text] of pattern.matchAll(/\*+|[^*]/gsu)) {
    if (text.startsWith('*')) {
      const next = automaton.state();
      automaton.edge(state, { to: next });
      state = next;
      automaton.edge(state, { to: state, on: text === '*' ? anyButSlash : ANY });
    } else if (text === '?') read(anyButSlash);
    else read(exactly(text));
  }
  automaton.accepting = state;
  return automaton;
}

function exactly(letter: string): readonly Range[] {
  const code = letter.codePointAt(0) ?? 0;
  return [[code, code]];
}
