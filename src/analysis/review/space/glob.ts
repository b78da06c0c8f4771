/** Globs of `like`, and texts that stand for themselves, as automata. */
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

export function spelling(text: string): Automaton {
  const automaton = new Automaton();
  for (const letter of text) {
    const next = automaton.state();
    automaton.edge(automaton.accepting, { to: next, on: exactly(letter) });
    automaton.accepting = next;
  }
  return automaton;
}

function exactly(letter: string): readonly Range[] {
  const code = letter.codePointAt(0) ?? 0;
  return [[code, code]];
}
