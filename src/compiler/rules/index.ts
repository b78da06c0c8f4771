/** Every lint rule. A new one is a file, a test, a page and a line here. */
import type { Rule } from './context.ts';
import { checksNothing } from './checks-nothing.ts';
import { freezeTimeZone } from './freeze-time-zone.ts';
import { neverChanges } from './never-changes.ts';
import { plainHttp } from './plain-http.ts';
import { quoteExpression } from './quote-expression.ts';
import { rawQuotient } from './raw-quotient.ts';
import { settingSomewhere } from './setting-somewhere.ts';
import { suspiciousRatio } from './suspicious-ratio.ts';
import { unusedDeclaration } from './unused-declaration.ts';

export const rules: readonly Rule[] = [
  checksNothing,
  freezeTimeZone,
  neverChanges,
  plainHttp,
  quoteExpression,
  rawQuotient,
  settingSomewhere,
  suspiciousRatio,
  unusedDeclaration,
];
