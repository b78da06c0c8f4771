/**
 * The digest of a plan: SHA-256 over the canonical JSON of what the policy means. Sources, places and descriptions are
 * left out, maps are sorted, and conditions are written out in full, because the numbers of leaves and facts depend on
 * the order of the blocks.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Assignment } from '../plan/assignment.ts';
import {
  type Condition,
  type ConfigValue,
  type EvaluationPlan,
  type Gate,
  isConfigTemplate,
  type Leaf,
  type PlanLocation,
  type Skeleton,
} from '../plan/plan.ts';
import type { Checks, Traffic } from '../plan/rollout.ts';
import type { Term, TextTemplate } from '../plan/term.ts';
import type { Freeze, Limit } from '../plan/window.ts';
import { canonicalJson } from '../plan/canonical-json.ts';

export type PlanContent = Omit<EvaluationPlan, 'digest' | 'sources'>;

export function digestOf(plan: PlanContent): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(meaningOf(plan)))));
}

/** Of what the verdict of a gate rests upon, once it applies: the same digest, on the same facts, is the same verdict. */
export function gateDigest({ require, sustain }: Gate, { leaves }: Pick<PlanContent, 'leaves'>): string {
  const meaning = { require: require.map(({ skeleton }) => skeletonMeaning(skeleton, leaves)), sustain };
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(meaning))));
}

function meaningOf(plan: PlanContent): unknown {
  const condition = (written: Condition | undefined): unknown =>
    written && skeletonMeaning(written.skeleton, plan.leaves);
  const steps = (list: PlanContent['after']): unknown =>
    list.map((step) => ({
      ...placeless(step),
      when: condition(step.when),
      config: configMeaning(step.config),
    }));
  const exempting = (rule: Freeze | Limit): unknown => ({
    ...placeless(rule),
    when: condition(rule.when),
    except: condition(rule.except),
  });
  const checks = (block: Checks): unknown => ({
    ...block,
    require: block.require.map(condition),
    prefer: block.prefer.map(condition),
    show: block.show.map(termMeaning),
  });
  return {
    formatVersion: plan.formatVersion,
    policy: plan.policy,
    owners: plan.owners,
    mode: plan.mode,
    environments: plan.environments,
    release: plan.release,
    settings: byName(plan.settings, placeless),
    secrets: byName(plan.secrets, placeless),
    inputs: byName(plan.inputs, placeless),
    probes: byName(plan.probes, (probe) => ({ ...placeless(probe), config: configMeaning(probe.config) })),
    scores: byName(plan.scores, (score) => ({
      ...placeless(score),
      criteria: score.criteria.map(({ weight, of }) => ({ weight, of: termMeaning(of) })),
    })),
    gates: byName(plan.gates, (gate) => ({
      ...placeless(gate),
      when: condition(gate.when),
      require: gate.require.map(condition),
      prefer: gate.prefer.map(condition),
      message: gate.message && templateMeaning(gate.message),
    })),
    freezes: byName(plan.freezes, exempting),
    limits: byName(plan.limits, exempting),
    rollouts: byName(plan.rollouts, (rollout) => ({
      ...placeless(rollout),
      traffic: trafficMeaning(rollout.traffic),
      when: condition(rollout.when),
      identity: condition(rollout.identity),
      assignment: rollout.assignment && assignmentMeaning(rollout.assignment),
      stages: rollout.stages.map((stage) => ({
        ...placeless(stage),
        when: condition(stage.when),
        checks: stage.checks && checks(stage.checks),
      })),
      rollback: {
        ...rollout.rollback,
        when: condition(rollout.rollback.when),
        tiers: rollout.rollback.tiers?.map(({ traffic, ...tier }) => ({
          ...tier,
          traffic: trafficMeaning(traffic),
        })),
      },
      before: steps(rollout.before),
      after: steps(rollout.after),
    })),
    groups: plan.groups && byName(plan.groups, placeless),
    before: steps(plan.before),
    after: steps(plan.after),
    notifications: byName(plan.notifications, (notification) => ({
      ...placeless(notification),
      config: configMeaning(notification.config),
    })),
  };
}

function trafficMeaning(traffic: Traffic): unknown {
  return { ...placeless(traffic), config: configMeaning(traffic.config) };
}

function assignmentMeaning({ overrides, audiences, ...assignment }: Assignment): unknown {
  return {
    ...assignment,
    overrides: overrides.map((override) => ({ ...override, who: termMeaning(override.who) })),
    audiences: audiences.map((audience) => ({ ...audience, who: termMeaning(audience.who) })),
  };
}

function byName<T extends { readonly name: string }>(
  items: readonly T[],
  meaning: (item: T) => unknown,
): unknown {
  return Object.fromEntries(items.map((item) => [item.name, meaning(item)]));
}

/** Without what is derived from the rest: its place, and the facts that a configuration reads. */
function placeless<T extends { readonly location: PlanLocation; readonly reads?: readonly string[] }>(
  item: T,
): Omit<T, 'location' | 'reads'> {
  const { location: _location, reads: _reads, ...rest } = item;
  return rest;
}

function skeletonMeaning(skeleton: Skeleton, leaves: readonly Leaf[]): unknown {
  const inner = (item: Skeleton): unknown => skeletonMeaning(item, leaves);
  if ('leaf' in skeleton) return { leaf: termMeaning(leaves[skeleton.leaf]?.term) };
  if ('not' in skeleton) return { not: inner(skeleton.not) };
  return 'all' in skeleton ? { all: skeleton.all.map(inner) } : { any: skeleton.any.map(inner) };
}

/** A term without its places. Its type and its constants are data, in which a key `span` is a name of the user's. */
function termMeaning(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(termMeaning);
  if (typeof value !== 'object' || value === null) return value;
  const { span: _, ...term } = value as Term;
  return Object.fromEntries(
    Object.entries(term).map(([key, part]) => [key, key === 'type' ? part : termMeaning(part)]),
  );
}

function templateMeaning(template: TextTemplate): unknown {
  return template.map(termMeaning);
}

function configMeaning(value: ConfigValue): unknown {
  if (typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(configMeaning);
  if (isConfigTemplate(value)) return { ...value, template: templateMeaning(value.template) };
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, configMeaning(part)]));
}
