/**
 * From syntax to terms: names become facts, every part gets its type, units are in base form, constants are worked out.
 * What is wrong is reported, each mistake once and as many as there are; then there is no term.
 */
import type { Code } from '../../plan/codes/index.ts';
import type { DiagnosticDetails, DiagnosticSink } from '../../plan/diagnostic.ts';
import type { StrictTerm } from '../../plan/operations/apply.ts';
import type { PlanFact } from '../../plan/plan.ts';
import type { Span } from '../../plan/span.ts';
import type { Constant, Term } from '../../plan/term.ts';
import { isList, isRecord, type Type } from '../../plan/type.ts';
import { type Expression, type ExpressionOf, isLiteralPart } from '../../parser/expression/ast.ts';
import { printExpression } from '../../parser/expression/print.ts';
import { callTerm, checkUsage, isQuantifier } from './calls.ts';
import { type Checking, termSpan } from './context.ts';
import { fold, foldJunction, foldNot } from './fold.ts';
import { checkName } from './names.ts';
import * as operators from './operators.ts';
import { quantifierTerm } from './quantifiers.ts';
import { refuseNoCondition } from './refusals.ts';
import type { Binding } from './scope.ts';
import { aType } from './words.ts';

export class ExpressionChecker implements Checking {
  readonly bindings: ReadonlyMap<string, Binding>;
  readonly #sink: DiagnosticSink;
  /** What was read, by id. */
  readonly #facts: Map<string, PlanFact>;

  constructor(
    bindings: ReadonlyMap<string, Binding>,
    sink: DiagnosticSink,
    facts = new Map<string, PlanFact>(),
  ) {
    this.bindings = bindings;
    this.#sink = sink;
    this.#facts = facts;
  }

  withLocal(name: string, type: Type): ExpressionChecker {
    return new ExpressionChecker(
      new Map([...this.bindings, [name, { kind: 'local', type }]]),
      this.#sink,
      this.#facts,
    );
  }

  read(fact: PlanFact, span: Span): Term {
    this.#facts.set(fact.id, fact);
    return { op: 'fact', fact: fact.id, type: fact.type, span: termSpan(span) };
  }

  /** A fact that was read before. */
  factOf(id: string): PlanFact | undefined {
    return this.#facts.get(id);
  }

  report(code: Code, message: string, span: Span, details?: DiagnosticDetails): void {
    this.#sink.report(code, message, span, details);
  }

  /** The term of an expression that is true or false. */
  condition(expression: Expression): Term | undefined {
    const term = this.check(expression);
    if (!term || term.type === 'boolean' || term.type === 'any') return term;
    return refuseNoCondition(this, expression, term.type);
  }

  check(expression: Expression): Term | undefined {
    switch (expression.kind) {
      case 'boolean':
      case 'number':
      case 'ratio':
      case 'duration':
      case 'bytes':
      case 'instant':
        return constant(expression.kind, expression.value, expression.span);
      case 'text':
        return this.#text(expression);
      case 'name':
      case 'member':
        return this.#folded(checkName(this, expression));
      case 'list':
        return this.#made(expression.items, (...items) => operators.listTerm(this, expression, items));
      case 'negate':
        return this.#made([expression.of], (of) => operators.negateTerm(this, expression, of));
      case 'arithmetic':
        return this.#made([expression.left, expression.right], (left, right) =>
          operators.arithmeticTerm(this, expression, left, right),
        );
      case 'compare':
        return this.#made([expression.left, expression.right], (left, right) =>
          operators.compareTerm(this, expression, left, right),
        );
      case 'in':
        return this.#made([expression.item, expression.list], (item, list) =>
          operators.inTerm(this, expression, item, list),
        );
      case 'like':
        return this.#made([expression.of, expression.patterns], (of, patterns) =>
          operators.likeTerm(this, expression, of, patterns),
        );
      case 'matches':
        return this.#made([expression.of], (of) => operators.matchesTerm(this, expression, of));
      case 'is':
        return this.#made([expression.of], (of) => operators.isTerm(this, expression, of));
      case 'call':
        return this.#call(expression);
      case 'not': {
        const of = this.condition(expression.of);
        return of && foldNot({ op: 'not', of, type: 'boolean', span: termSpan(expression.span) });
      }
      case 'and':
      case 'or':
        return this.#junction(expression);
    }
  }

  /** Checks the parts, all of them; when they are right, makes the term of them and folds it. */
  #made<const P extends readonly Expression[]>(
    parts: P,
    make: (...terms: { [K in keyof P]: Term }) => StrictTerm | undefined,
  ): Term | undefined {
    const terms = parts.map((part) => this.check(part));
    if (terms.includes(undefined)) return undefined;
    return this.#folded(make(...(terms as { [K in keyof P]: Term })));
  }

  #folded(term: Term | undefined): Term | undefined {
    if (!term || !isStrict(term)) return term;
    const folding = fold(term);
    if ('term' in folding) return folding.term;
    const [start, end] = term.span;
    this.report(
      'SEN1408',
      `this is always unknown: ${folding.alwaysUnknown}`,
      { start, end },
      {
        help: 'what is unknown never passes',
      },
    );
    return undefined;
  }

  #junction(expression: ExpressionOf<'and' | 'or'>): Term | undefined {
    const items = expression.items.map((item) => this.condition(item));
    const known = items.filter((item) => item !== undefined);
    if (known.length < items.length) return undefined;
    return foldJunction({
      op: expression.kind,
      items: known,
      type: 'boolean',
      span: termSpan(expression.span),
    });
  }

  #call(expression: ExpressionOf<'call'>): Term | undefined {
    if (isQuantifier(expression.function.value))
      return quantifierTerm(this, expression, expression.function.value);
    const name = checkUsage(this, expression);
    if (!name) return undefined;
    const args = expression.args.filter((argument) => argument.kind !== 'lambda');
    // What is asked of `within` depends on the time, which the term has to say that it reads.
    if (name === 'within') args.push({ kind: 'name', name: 'now', span: expression.function.span });
    return this.#made(args, (...terms) => callTerm(this, expression, name, args, terms));
  }

  #text(expression: ExpressionOf<'text'>): Term | undefined {
    const parts = expression.parts.map((part) =>
      isLiteralPart(part) ? part.value : this.interpolated(part),
    );
    const known = parts.filter((part) => part !== undefined);
    if (known.length < parts.length) return undefined;
    return this.#folded({ op: 'text', parts: known, type: 'string', span: termSpan(expression.span) });
  }

  /** The term of an expression that stands in a text. */
  interpolated(expression: Expression): Term | undefined {
    const term = this.check(expression);
    if (!term || !(isList(term.type) || isRecord(term.type))) return term;
    this.report('SEN1409', `${aType(term.type)} cannot stand in a text`, expression.span, {
      help: `choose one value of \`${printExpression(expression)}\``,
    });
    return undefined;
  }
}

function constant(type: Type, value: Constant, { start, end }: Span): Term {
  return { op: 'const', type, value, span: [start, end] };
}

function isStrict(term: Term): term is StrictTerm {
  return term.op !== 'const' && term.op !== 'fact' && term.op !== 'local';
}
