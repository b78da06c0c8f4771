/** The structure of a test file: every key, with what it takes. */
import type { ConfigSchema } from '../../plan/descriptor.ts';
import type { DecisionWord, Verdict } from '../../plan/decision.ts';
import { phases } from '../../runtime/core/rollout/record.ts';
import type { Asked } from '../play/play.ts';

export const verdicts = ['pass', 'fail', 'unknown', 'skipped'] as const satisfies readonly Verdict[];
export const decisions = ['safe', 'blocked', 'critical'] as const satisfies readonly DecisionWord[];
export const requests = [
  'approve',
  'promote',
  'pause',
  'resume',
  'rollback',
  'abort',
] as const satisfies readonly Asked[];

const facts: ConfigSchema = {
  type: 'object',
  description: 'What is known, by the names that the policy uses; whatever is not given is unknown.',
  additionalProperties: {},
};

const release: ConfigSchema = {
  type: 'object',
  description: 'The release that is judged: fields of `release.*`.',
  additionalProperties: { type: ['string', 'number'], description: 'One field.' },
};

const set: ConfigSchema = {
  type: 'object',
  description: 'Inputs of the policy, by name.',
  additionalProperties: {},
};

const at: ConfigSchema = {
  type: 'string',
  description: 'When it is, with an offset.',
  sentinel: { wants: 'an instant such as `2026-11-27T12:00-05:00`' },
  examples: ['2026-11-27T12:00-05:00'],
};

function duration(description: string): ConfigSchema {
  return { type: 'string', description, sentinel: { literal: 'duration' } };
}

const moment: ConfigSchema = {
  type: 'object',
  description: 'What changes at a time of the rollout, or while sustained gates look.',
  properties: {
    at: duration('How long after the beginning.'),
    facts: { ...facts, description: 'What is known from then on; what is not named stays as it was.' },
    do: { type: 'string', description: 'What somebody asks for then.', enum: requests },
  },
  additionalProperties: false,
  required: ['at'],
  sentinel: { wants: 'a moment' },
};

const share: ConfigSchema = {
  type: 'string',
  description: 'The largest share of this audience.',
  sentinel: { literal: 'ratio' },
};

const expectation: ConfigSchema = {
  type: 'object',
  description: 'What must come of it.',
  properties: {
    decision: { type: 'string', description: 'The decision about the start.', enum: decisions },
    rules: {
      type: 'object',
      description: 'Verdicts by the names of gates, freezes and limits.',
      additionalProperties: { type: 'string', description: 'The verdict.', enum: verdicts },
      minProperties: 1,
    },
    reasons: {
      type: 'object',
      description: 'Texts that some reason of the rule holds, by its name.',
      additionalProperties: {
        type: ['string', 'array'],
        description: 'A text, or several.',
        items: { type: 'string', minLength: 1 },
      },
      minProperties: 1,
    },
    phase: { type: 'string', description: 'The phase that the rollout reaches, or ends in.', enum: phases },
    within: duration('How long after the beginning it has reached that phase at the latest.'),
    max_weight: {
      type: ['string', 'object'],
      description:
        'The largest share of the traffic that the canary ever takes; of audiences, by their names.',
      sentinel: { literal: 'ratio' },
      additionalProperties: share,
      minProperties: 1,
    },
  },
  additionalProperties: false,
  minProperties: 1,
  sentinel: { wants: 'an expectation' },
};

const testCase: ConfigSchema = {
  type: 'object',
  description: 'One case.',
  properties: {
    name: { type: 'string', description: 'What it shows.', minLength: 1 },
    each: {
      type: 'array',
      description: 'A table: the case is run for each row, whose columns stand in it as `${column}`.',
      items: { type: 'object', description: 'A row.', minProperties: 1 },
      minItems: 1,
    },
    at,
    release,
    set,
    facts,
    starts: {
      type: 'array',
      description: 'How long before it releases of the same scope were started, which limits count.',
      items: duration('How long before.'),
    },
    rollout: {
      type: 'string',
      description: 'The rollout that is on its way; it begins admitted.',
      minLength: 1,
    },
    timeline: {
      type: 'array',
      description: 'What happens while it is, or while sustained gates look.',
      items: moment,
      minItems: 1,
    },
    expect: expectation,
  },
  additionalProperties: false,
  required: ['name', 'expect'],
  sentinel: { wants: 'a case' },
};

export const testSchema: ConfigSchema = {
  type: 'object',
  description: 'Tests of a release policy.',
  properties: {
    policy: {
      type: 'string',
      description: 'The policy, from here; else the one that lies beside.',
      minLength: 1,
      examples: ['./sentinel.yaml'],
    },
    at: { ...at, description: 'When it is in every case that does not say.' },
    release: { ...release, description: 'Fields of the release that every case begins with.' },
    set: { ...set, description: 'Inputs that every case begins with.' },
    facts: { ...facts, description: 'Facts that every case begins with.' },
    cases: { type: 'array', description: 'The cases.', items: testCase, minItems: 1 },
  },
  additionalProperties: false,
  required: ['cases'],
  sentinel: { wants: 'a test file' },
};
