/** Every lint rule. A new one is a file, a test, a page and a line here. */
import type { Rule } from './context.ts';
import { addsNothing } from './adds-nothing.ts';
import { blindCheck } from './blind-check.ts';
import { checkLooser } from './check-looser.ts';
import { checksNothing } from './checks-nothing.ts';
import { checksRarer } from './checks-rarer.ts';
import { contradiction } from './contradiction.ts';
import { cooldownShort } from './cooldown-short.ts';
import { deadlineShort } from './deadline-short.ts';
import { exceptEveryone } from './except-everyone.ts';
import { freezeLong } from './freeze-long.ts';
import { freezeOver } from './freeze-over.ts';
import { freezeTimeZone } from './freeze-time-zone.ts';
import { gateShadowed } from './gate-shadowed.ts';
import { globEquality } from './glob-equality.ts';
import { holdTooShort } from './hold-too-short.ts';
import { inputMessage } from './input-message.ts';
import { limitNeverBinds } from './limit-never-binds.ts';
import { literalSecret } from './literal-secret.ts';
import { neverChanges } from './never-changes.ts';
import { neverRollsBack } from './never-rolls-back.ts';
import { noReleaseTime } from './no-release-time.ts';
import { oldSamples } from './old-samples.ts';
import { overrideExpiry } from './override-expiry.ts';
import { partialMatch } from './partial-match.ts';
import { plainHttp } from './plain-http.ts';
import { preferenceTellsNothing } from './preference-tells-nothing.ts';
import { productionUngated } from './production-ungated.ts';
import { promqlSyntax } from './promql-syntax.ts';
import { quoteExpression } from './quote-expression.ts';
import { ratioSamples } from './ratio-samples.ts';
import { rawQuotient } from './raw-quotient.ts';
import { rolloutEndsShort } from './rollout-ends-short.ts';
import { rolloutIdentity } from './rollout-identity.ts';
import { settingSomewhere } from './setting-somewhere.ts';
import { stageUnreachable } from './stage-unreachable.ts';
import { stagesRise } from './stages-rise.ts';
import { suspiciousRatio } from './suspicious-ratio.ts';
import { toleranceTooLarge } from './tolerance-too-large.ts';
import { undeclaredEnvironment } from './undeclared-environment.ts';
import { unusedDeclaration } from './unused-declaration.ts';

export const rules: readonly Rule[] = [
  addsNothing,
  blindCheck,
  checkLooser,
  checksNothing,
  checksRarer,
  contradiction,
  cooldownShort,
  deadlineShort,
  exceptEveryone,
  freezeLong,
  freezeOver,
  freezeTimeZone,
  gateShadowed,
  globEquality,
  holdTooShort,
  inputMessage,
  limitNeverBinds,
  literalSecret,
  neverChanges,
  neverRollsBack,
  noReleaseTime,
  oldSamples,
  overrideExpiry,
  partialMatch,
  plainHttp,
  preferenceTellsNothing,
  productionUngated,
  promqlSyntax,
  quoteExpression,
  ratioSamples,
  rawQuotient,
  rolloutEndsShort,
  rolloutIdentity,
  settingSomewhere,
  stageUnreachable,
  stagesRise,
  suspiciousRatio,
  toleranceTooLarge,
  undeclaredEnvironment,
  unusedDeclaration,
];
