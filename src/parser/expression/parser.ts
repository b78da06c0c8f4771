import type { IParserConfig } from 'chevrotain';
import { ExpressionGrammar } from './grammar.ts';
import { expectations } from './messages.ts';

/** Reads single expressions and texts. A test builds it with `skipValidations: false`, which proves the grammar sound. */
export class ExpressionParser extends ExpressionGrammar {
  constructor(config: IParserConfig = { skipValidations: true }) {
    super({ errorMessageProvider: expectations, ...config });
    this.performSelfAnalysis();
  }
}

let parser: ExpressionParser | undefined;

/** Built on first use. */
export function expressionParser(): ExpressionParser {
  parser ??= new ExpressionParser();
  return parser;
}
