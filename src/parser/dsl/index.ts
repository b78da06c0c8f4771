/** The DSL: text to document tree. Never throws; every mistake is told, and what stands around it is read. */
import type { IToken } from 'chevrotain';
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import { type SourceText, spanOf } from '../../plan/span.ts';
import { type MapNode, straightOffsets } from '../document.ts';
import { reportCharacter } from '../expression/lexer.ts';
import { endOf } from '../expression/place.ts';
import { checkText } from '../yaml/text.ts';
import { deepestNesting } from '../yaml/tokens.ts';
import { PolicyGrammar } from './grammar/policy.ts';
import { lexPolicy } from './lexer.ts';
import { firstTooDeep } from './limits.ts';

let built: PolicyGrammar | undefined;

/** Built on first use, before any text is lexed: it completes the types of words. */
export function policyGrammar(): PolicyGrammar {
  built ??= new PolicyGrammar();
  return built;
}

/** The tree of a policy's text, in the shape of the keys of YAML; undefined when nothing of it can be read. */
export function parseDsl(source: SourceText, sink: DiagnosticSink): MapNode | undefined {
  const { text } = source;
  if (!checkText(source, sink)) return undefined;
  const grammar = policyGrammar();
  const lexed = lexPolicy(text);
  const offsets = straightOffsets(0);
  for (const error of lexed.refused) reportCharacter(text, error, offsets, sink);
  const [first] = lexed.tokens;
  if (first === undefined) {
    if (lexed.refused.length === 0)
      sink.report('SEN1102', 'the policy is empty', spanOf(0, 0), {
        help: 'it begins with `policy "name" {`',
      });
    return undefined;
  }
  const tooDeep = firstTooDeep(lexed.tokens);
  if (tooDeep) {
    sink.report('SEN1005', `more than ${deepestNesting} brackets inside each other`, placeOf(tooDeep));
    return undefined;
  }
  return grammar.read(text, lexed, sink);
}

function placeOf(token: IToken) {
  return spanOf(token.startOffset, endOf(token));
}
