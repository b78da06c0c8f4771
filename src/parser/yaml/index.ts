/** YAML: text to document tree. Never throws; every mistake is told, and what stands around it is read. */
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import { type SourceText, type Span, spanOf } from '../../plan/span.ts';
import type { DocumentNode, MapNode } from '../document.ts';
import { Composer } from './compose.ts';
import { softened, veiled } from './cut.ts';
import { mostProblems, type Problem, shown } from './problem.ts';
import { holeAround } from './recover.ts';
import { checkText } from './text.ts';
import { deepestNesting, readTokens } from './tokens.ts';

/** Characters that may be read again and again to find more mistakes. */
const rereadBudget = 1024 * 1024;
const mostPasses = 40;

/** What a file is, for messages about the whole of it. */
interface Subject {
  readonly name: string;
  readonly begins: string;
}

const policySubject: Subject = { name: 'policy', begins: '`sentinel: 1`' };

/** The tree of a text; undefined when nothing of it can be read. */
export function parseYaml(
  source: SourceText,
  sink: DiagnosticSink,
  subject = policySubject,
): MapNode | undefined {
  if (!checkText(source, sink)) return undefined;
  const told: Problem[] = [];
  const holes: Span[] = [];
  let { text } = source;
  let passes = Math.min(mostPasses, Math.floor(rereadBudget / (text.length + 1)));
  for (;;) {
    const { root, problems } = read(source, text, holes, subject);
    const worst = problems.find(({ hole, veil }) => !veil && hole && text.slice(hole.start, hole.end).trim());
    const veils = problems.filter(({ veil, span }) => veil && !(worst && worst.span.start < span.start));
    if ((worst === undefined && veils.length === 0) || passes-- <= 0) {
      tell(source, [...told, ...problems], sink);
      return root?.kind === 'map' ? root : undefined;
    }
    if (veils.length > 0) {
      told.push(...veils.map((problem) => softened(problem, source.text)));
      for (const { span } of veils) text = veiled(text, span);
    } else if (worst?.hole) {
      told.push(worst);
      holes.push(worst.hole);
      text = blank(text, worst.hole);
    }
  }
}

interface Pass {
  readonly root: DocumentNode | undefined;
  readonly problems: readonly Problem[];
}

/** `text` is the source with what cannot be read blanked or veiled. */
function read(source: SourceText, text: string, holes: readonly Span[], { name, begins }: Subject): Pass {
  const tokens = readTokens(text);
  if (tokens.tooDeep !== undefined) {
    const span = spanOf(tokens.tooDeep, tokens.tooDeep + 1);
    const message = `more than ${deepestNesting} maps and lists inside each other`;
    return { root: undefined, problems: [{ code: 'SEN1005', message, span }] };
  }
  const [document, second] = tokens.documents;
  const composer = new Composer(source, text, tokens.comments, holes);
  const root = document && composer.root(document);
  const { problems } = composer;
  for (const { offset, source } of tokens.directives)
    problems.push({
      code: 'SEN1007',
      message: `directives such as ${shown(source)} are not used in policies`,
      span: spanOf(offset, offset + source.length),
    });
  if (second !== undefined)
    problems.push({
      code: 'SEN1007',
      message: `a ${name} is one document`,
      span: spanOf(second.offset, second.offset + 3),
      details: { help: 'put the second one into a file of its own' },
    });
  if (tokens.stray !== undefined) {
    const { offset, source } = tokens.stray;
    problems.push({
      code: 'SEN1001',
      message: `${shown(source)} cannot stand here`,
      span: spanOf(offset, offset + source.length),
      hole: holeAround(text, document, offset),
    });
  }
  if (problems.length === 0 && root?.kind !== 'map')
    problems.push({
      code: 'SEN1102',
      message: root === undefined ? `the ${name} is empty` : `a ${name} is a map of keys`,
      span: root?.span ?? spanOf(0, 0),
      details: { help: `it begins with ${begins}` },
    });
  return { root, problems };
}

function blank(text: string, { start, end }: Span): string {
  return text.slice(0, start) + text.slice(start, end).replaceAll(/[^\r\n]/gu, ' ') + text.slice(end);
}

function tell(source: SourceText, problems: readonly Problem[], sink: DiagnosticSink): void {
  const sorted = problems.toSorted((a, b) => a.span.start - b.span.start);
  for (const { code, message, span, details } of sorted.slice(0, mostProblems))
    sink.report(code, message, clamp(span, source.text.length), details);
}

function clamp({ start, end }: Span, length: number): Span {
  return spanOf(Math.min(start, length), Math.min(end, length));
}
