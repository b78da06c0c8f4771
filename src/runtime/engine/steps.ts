/**
 * The steps before and after a release. All configurations are filled in before the first step runs, so that what cannot
 * be known stops the run while nothing has been changed. After a step that failed, none runs.
 */
import { createHash } from 'node:crypto';
import { FALSE, TRUE } from '../../plan/kleene.ts';
import type { EvaluationPlan, Step } from '../../plan/plan.ts';
import { isUnknown, type Known, unknown } from '../../plan/value.ts';
import { truthOfSkeleton } from '../core/condition.ts';
import { truthOfTerm } from '../core/evaluate.ts';
import type { Facts } from '../core/facts.ts';
import { resolveConfig } from '../core/resolve-config.ts';
import { StepFailure } from '../failure.ts';
import type { ResolvedRecord } from '../ports/index.ts';
import { withDeadline } from './deadline.ts';
import type { EventBody, StepPhase, StepReport } from './events.ts';
import type { World } from './world.ts';
