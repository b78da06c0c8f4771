/** From a test file to the cases of a policy: what its names mean there, and values by the types that facts have. */
import { audienceNames } from '../../plan/assignment.ts';
import { type Diagnostic, DiagnosticSink } from '../../plan/diagnostic.ts';
import { suggestName } from '../../plan/did-you-mean.ts';
import { readInstant } from '../../plan/instant.ts';
import type { EvaluationPlan } from '../../plan/plan.ts';
import type { Rollout } from '../../plan/rollout.ts';
import type { Span, Spanned } from '../../plan/span.ts';
import { suggestEnvironment } from '../../plan/suggest-environment.ts';
import { tagOf } from '../../plan/tag-form.ts';
import { readDuration } from '../../plan/units.ts';
import type { Known, Value } from '../../plan/value.ts';
import { BlockReader } from '../../parser/policy/block-reader.ts';
import { releaseFields } from '../../compiler/scope.ts';
import type { ReleaseFields } from '../judge.ts';
import type { Expectation, MaxWeight, TestCase, TimelineMoment } from './case.ts';
import { onceEach, type TestFile } from './file.ts';
import { readLiteral } from './literal.ts';
import { FactNames } from './names.ts';
import { phases } from '../../runtime/core/rollout/record.ts';
import { decisions, requests, verdicts } from './schema.ts';

export interface BoundTests {
  readonly cases: readonly TestCase[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Cases are there only where nothing is wrong with any. */
export function bindTests({ document, file }: TestFile, plan: EvaluationPlan): BoundTests {
  const sink = new DiagnosticSink(file);
  const shared = new BlockReader(document, document.span, sink);
  const binder = new Binder(plan, shared, sink);
  const cases = shared.blocks('cases').map((block) => binder.bind(block));
  return sink.hasErrors
    ? { cases: [], diagnostics: onceEach(sink.diagnostics) }
    : { cases, diagnostics: sink.diagnostics };
}

type FactMap = ReadonlyMap<string, Known<Value>>;

class Binder {
  readonly #plan: EvaluationPlan;
  readonly #sink: DiagnosticSink;
  readonly #names: FactNames;
  readonly #rules: readonly string[];
  /** What every case begins with. */
  readonly #shared: BlockReader;
  readonly #facts: FactMap;
  /** The policy speaks of time, so that a case must say when it is. */
  readonly #isTimed: boolean;

  constructor(plan: EvaluationPlan, shared: BlockReader, sink: DiagnosticSink) {
    this.#plan = plan;
    this.#sink = sink;
    this.#names = new FactNames(plan);
    this.#rules = [plan.gates, plan.freezes, plan.limits].flatMap((rules) => rules.map(({ name }) => name));
    this.#shared = shared;
    this.#facts = new Map([...this.#measured(shared), ...this.#inputs(shared)]);
    this.#isTimed = plan.freezes.length > 0 || plan.facts.some(({ source: { kind } }) => kind === 'now');
  }

  bind(block: BlockReader): TestCase {
    const name = block.text('name');
    const at = this.#instant(block);
    const rollout = this.#rollout(block);
    const hasRollout = rollout !== undefined || block.has('rollout');
    const starts = this.#offsets(block).map((before) => at - before);
    return {
      name: name?.value ?? '',
      location: { file: this.#sink.file, span: name?.span ?? block.firstKey },
      at,
      release: this.#release(block),
      facts: new Map([...this.#facts, ...this.#measured(block), ...this.#inputs(block)]),
      starts,
      ...(rollout && { rollout }),
      timeline: this.#timeline(block, at, hasRollout),
      expect: this.#expectation(block, hasRollout, rollout),
    };
  }

  #instant(block: BlockReader): number {
    const at = block.form('at', readInstant) ?? this.#shared.form('at', readInstant);
    if (!at && this.#isTimed && !block.has('at') && !this.#shared.has('at'))
      this.#sink.report(
        'SEN2704',
        'the policy speaks of time, and this case does not say when it is',
        block.firstKey,
        {
          help: 'add `at:`, such as `at: 2026-11-27T12:00-05:00`',
        },
      );
    return at?.value ?? 0;
  }

  #release(block: BlockReader): ReleaseFields {
    const fields: Record<string, string> = Object.create(null) as Record<string, string>;
    for (const { key, value } of [...this.#shared.entries('release'), ...block.entries('release')]) {
      if (!releaseFields.includes(key.text))
        this.#unknownName(`a release has no field \`${key.text}\``, key.text, key.span, releaseFields);
      else if (value.kind === 'scalar') fields[key.text] = value.text;
    }
    this.#environment(fields, block);
    const { version, component } = fields;
    const tag = version === undefined ? undefined : tagOf(this.#plan.release.tag, { version, component });
    return { ...(tag !== undefined && { tag }), ...fields };
  }

  #environment(fields: Record<string, string>, block: BlockReader): void {
    const { environments } = this.#plan;
    const span = block.keySpan('release') ?? block.firstKey;
    const { env } = fields;
    if (env === undefined) {
      const [only, ...others] = environments;
      if (only !== undefined && others.length === 0) fields['env'] = only;
      else if (only !== undefined)
        this.#sink.report('SEN2704', 'the policy has several environments, and this case names none', span, {
          help: `add \`env\` to its release: \`${environments.join('`, `')}\``,
        });
    } else if (!environments.includes(env)) {
      const meant = suggestEnvironment(env, environments);
      this.#sink.report('SEN2702', `the policy declares no environment \`${env}\``, span, {
        help:
          meant === undefined
            ? environments.length === 0
              ? 'leave `env` out'
              : `it declares \`${environments.join('`, `')}\``
            : `did you mean \`${meant}\`?`,
      });
    }
  }

  #measured(block: BlockReader): FactMap {
    const facts = new Map<string, Known<Value>>();
    for (const { key, value } of block.entries('facts')) {
      const fact = this.#names.get(key.text);
      if (!fact) {
        this.#unknownFact(key.text, key.span);
        continue;
      }
      const literal = readLiteral(value, fact.type, this.#sink);
      if (literal !== undefined) facts.set(fact.id, literal);
    }
    return facts;
  }

  #unknownFact(name: string, span: Span): void {
    const elsewhere = name.startsWith('release.')
      ? 'say it under `release:`'
      : name === 'now'
        ? 'say when it is with `at:`'
        : this.#plan.inputs.some((input) => input.name === name)
          ? 'it is an input: say it under `set:`'
          : name.startsWith('rollout.')
            ? 'it follows from the rollout itself'
            : this.#wholeOf(name);
    if (elsewhere !== undefined)
      this.#sink.report('SEN2704', `\`${name}\` is no fact of a probe`, span, { help: elsewhere });
    else this.#unknownName(`the policy knows no fact \`${name}\``, name, span, [...this.#names.names()]);
  }

  #wholeOf(name: string): string | undefined {
    const whole = this.#names.wholeOf(name);
    return (
      whole && `it is a part of \`${whole}\`: write \`${whole}: { ${name.slice(whole.length + 1)}: … }\``
    );
  }

  #inputs(block: BlockReader): FactMap {
    const inputs = new Map<string, Known<Value>>();
    for (const { key, value } of block.entries('set')) {
      const input = this.#plan.inputs.find(({ name }) => name === key.text);
      if (!input) {
        const known = this.#plan.inputs.map(({ name }) => name);
        this.#unknownName(`the policy declares no input \`${key.text}\``, key.text, key.span, known);
        continue;
      }
      const literal = readLiteral(value, input.type, this.#sink);
      if (literal !== undefined) inputs.set(input.name, literal);
    }
    return inputs;
  }

  #offsets(block: BlockReader): readonly number[] {
    return block.texts('starts').flatMap(({ value, span }) => {
      const reading = readDuration(value);
      if ('value' in reading) return reading.value;
      this.#sink.report('SEN2703', reading.wrong, span);
      return [];
    });
  }

  #rollout(block: BlockReader): TestCase['rollout'] {
    const name = block.text('rollout');
    if (!name) return undefined;
    const { rollouts } = this.#plan;
    const found = rollouts.find((rollout) => rollout.name === name.value);
    const names = rollouts.map((rollout) => rollout.name);
    if (!found)
      this.#unknownName(`the policy has no rollout \`${name.value}\``, name.value, name.span, names);
    return found;
  }

  #timeline(block: BlockReader, from: number, hasRollout: boolean): readonly TimelineMoment[] {
    const whole = block.keySpan('timeline');
    if (whole && !hasRollout && !this.#plan.gates.some(({ sustain }) => sustain?.kind === 'for'))
      this.#sink.report(
        'SEN2704',
        'a timeline belongs to a rollout, or to gates that look for a time',
        whole,
        {
          help: 'add `rollout:` with its name',
        },
      );
    let last = 0;
    return block.blocks('timeline').map((moment) => {
      const after = moment.duration('at');
      if (after && after.value < last)
        this.#sink.report('SEN2704', 'it stands behind a later moment', after.span, {
          help: 'moments stand in the order of time',
        });
      last = after?.value ?? last;
      const request = moment.word('do', requests);
      if (request && !hasRollout)
        this.#sink.report('SEN2704', `a gate does not ${request.value}`, request.span, {
          help: 'add `rollout:` with the name of the one that is asked to',
        });
      return { at: from + last, facts: this.#measured(moment), asked: request ? [request.value] : [] };
    });
  }

  #expectation(block: BlockReader, hasRollout: boolean, rollout: TestCase['rollout']): Expectation {
    const expect = block.block('expect') ?? block;
    const decision = expect.word('decision', decisions);
    const phase = expect.word('phase', phases);
    const within = expect.duration('within');
    for (const key of ['phase', 'within', 'max_weight']) {
      const span = expect.keySpan(key);
      if (span && !hasRollout)
        this.#sink.report('SEN2704', `\`${key}\` is about a rollout, and this case has none`, span, {
          help: 'add `rollout:` with its name',
        });
    }
    if (within && !phase)
      this.#sink.report(
        'SEN2704',
        '`within` says when a phase is reached, and no phase is expected',
        within.span,
        {
          help: 'add `phase:`',
        },
      );
    return {
      ...(decision && { decision: decision.value }),
      rules: new Map(
        this.#named(expect, 'rules').flatMap(([rule, { value }]) => {
          const verdict = value.kind === 'scalar' ? verdicts.find((word) => word === value.text) : undefined;
          return verdict ? [[rule, verdict] as const] : [];
        }),
      ),
      reasons: new Map(
        this.#named(expect, 'reasons').map(([rule, { value }]) => {
          const items = value.kind === 'list' ? value.items.map((item) => item.value) : [value];
          return [rule, items.flatMap((item) => (item.kind === 'scalar' ? item.text : []))] as const;
        }),
      ),
      ...(phase && { phase: phase.value }),
      ...(within && { within: within.value }),
      maxWeights: rollout ? this.#maxWeights(expect, rollout) : [],
    };
  }

  #maxWeights(expect: BlockReader, { name, assignment }: Rollout): readonly MaxWeight[] {
    const audiences = audienceNames(assignment) ?? [];
    const shares = expect.block('max_weight');
    const span = expect.keySpan('max_weight');
    if (!span) return [];
    if (shares && audiences.length > 0)
      return expect.entries('max_weight').flatMap(({ key: { text, span: place } }) => {
        const audience = audiences.indexOf(text);
        if (audience < 0)
          this.#unknownName(`the rollout \`${name}\` has no audience \`${text}\``, text, place, audiences);
        const most = shares.ratio(text);
        return most && audience >= 0 ? { most: most.value * 100, audience } : [];
      });
    const most = expect.ratio('max_weight');
    if (shares)
      this.#sink.report('SEN2704', `the rollout \`${name}\` has no audiences`, span, {
        help: 'write one share: `max_weight: 10%`',
      });
    else if (audiences.length > 0)
      this.#sink.report('SEN2704', `the rollout \`${name}\` goes from audience to audience`, span, {
        help: `say whose share it is: \`max_weight: { ${audiences[0] ?? ''}: 50% }\``,
      });
    return most ? [{ most: most.value * 100 }] : [];
  }

  /** The entries that are about rules of the policy. */
  #named(
    expect: BlockReader,
    key: string,
  ): readonly (readonly [string, ReturnType<BlockReader['entries']>[number]])[] {
    return expect.entries(key).flatMap((entry) => {
      const name = entry.key.text;
      if (this.#rules.includes(name)) return [[name, entry] as const];
      this.#unknownName(`the policy has no rule \`${name}\``, name, entry.key.span, this.#rules);
      return [];
    });
  }

  #unknownName(message: string, name: string, span: Spanned<string>['span'], known: readonly string[]): void {
    const few = known.length <= 8 ? `there are ${known.map((one) => `\`${one}\``).join(', ')}` : undefined;
    this.#sink.report('SEN2702', message, span, {
      help: suggestName(name, known) ?? (known.length === 0 ? 'it declares none' : few),
    });
  }
}
