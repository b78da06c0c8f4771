/** Decisions over columns: what `decide` of the core says of each record, as an exit code, block by block. */
import { FALSE, TRUE, UNKNOWN } from '../../plan/kleene.ts';
import type { Condition, Gate, Mode } from '../../plan/plan.ts';
import { isUnknown } from '../../plan/value.ts';
import type { Freeze, Limit } from '../../plan/window.ts';
import { type Form, formOf, requirementOf } from '../../runtime/core/condition.ts';
import type { TimeIndex } from '../../runtime/core/time/index.ts';
import type { ScheduledFreeze } from '../windows.ts';
import { type Columns, LOOKS } from './columns.ts';
import { type LeafLoop, leafLoops } from './leaves.ts';
import { usedUp } from './limits.ts';

/** Records that are judged together: their truths stay near the processor. */
const BLOCK = 4096;

/** What a rule does to a block: it raises exit codes, and marks the records that it applies to. */
type RuleLoop = (from: number, codes: Uint8Array, applied: Uint8Array) => void;

/** Exit codes, in the order of the records. `schedule` says when the freezes of the plan hold. */
export function decideAll(columns: Columns, schedule: readonly ScheduledFreeze[]): Uint8Array {
  const decided = new Uint8Array(columns.length);
  const judged = new BlockTruths(leafLoops(columns));
  const rules = rulesOf(columns, schedule, judged);
  const applied = new Uint8Array(BLOCK);
  for (let from = 0; from < columns.length; from += BLOCK) {
    const codes = decided.subarray(from, Math.min(from + BLOCK, columns.length));
    const marks = applied.subarray(0, codes.length).fill(0);
    judged.move(from, codes.length);
    for (const rule of rules) rule(from, codes, marks);
    const { stopped } = columns;
    for (let i = 0; i < codes.length; i++)
      // Where nothing was asked, nothing is known to be safe; what was stopped by hand stays stopped.
      if (codes[i] === 0 && (marks[i] === 0 || stopped[from + i] === 1)) codes[i] = 1;
  }
  return decided;
}

/** The truths of one block: of leaves when they are first asked for, of forms by Kleene's logic over their bits. */
class BlockTruths {
  readonly #loops: readonly LeafLoop[];
  readonly #leaves: Uint8Array[];
  readonly #judged: Uint8Array;
  readonly #spare: Uint8Array[] = [];
  #from = 0;
  #length = 0;

  constructor(loops: readonly LeafLoop[]) {
    this.#loops = loops;
    this.#leaves = loops.map(() => new Uint8Array(BLOCK));
    this.#judged = new Uint8Array(loops.length);
  }

  move(from: number, length: number): void {
    this.#from = from;
    this.#length = length;
    this.#judged.fill(0);
  }

  /** Gives the truths to `use`, and takes them back. */
  with(form: Form, use: (truths: Uint8Array) => void): void {
    const into = this.#take();
    this.#fill(form, into);
    use(into);
    this.#spare.push(into);
  }

  #take(): Uint8Array {
    return this.#spare.pop() ?? new Uint8Array(BLOCK);
  }

  #leaf(index: number): Uint8Array {
    const truths = this.#leaves[index] as Uint8Array;
    if (this.#judged[index] === 0) {
      (this.#loops[index] as LeafLoop)(this.#from, truths.subarray(0, this.#length));
      this.#judged[index] = 1;
    }
    return truths;
  }

  #fill(form: Form, into: Uint8Array): void {
    const length = this.#length;
    if ('leaf' in form) {
      const leaf = this.#leaf(form.leaf);
      if (form.positive) into.set(leaf);
      else
        for (let i = 0; i < length; i++)
          into[i] = (((leaf[i] as number) & 1) << 1) | ((leaf[i] as number) >> 1);
      return;
    }
    const isAll = 'all' in form;
    const [first, ...others] = isAll ? form.all : form.any;
    if (!first) {
      into.fill(UNKNOWN, 0, length);
      return;
    }
    this.#fill(first, into);
    for (const part of others) {
      const more = this.#take();
      this.#fill(part, more);
      if (isAll)
        for (let i = 0; i < length; i++) {
          const [a, b] = [into[i] as number, more[i] as number];
          into[i] = (a & b & TRUE) | ((a | b) & FALSE);
        }
      else
        for (let i = 0; i < length; i++) {
          const [a, b] = [into[i] as number, more[i] as number];
          into[i] = ((a | b) & TRUE) | (a & b & FALSE);
        }
      this.#spare.push(more);
    }
  }
}

function rulesOf(
  columns: Columns,
  schedule: readonly ScheduledFreeze[],
  judged: BlockTruths,
): readonly RuleLoop[] {
  const { plan } = columns;
  return [
    ...plan.gates.map((gate) => gateLoop(columns, judged, gate)),
    ...schedule
      .filter(({ freeze }) => freeze.blocks.includes('start'))
      .map((one) => freezeLoop(columns, judged, one)),
    ...plan.limits.map((limit) => limitLoop(columns, judged, limit)),
    // A rollout stops nothing here, and something is asked where one applies.
    ...plan.rollouts.map((rollout) => ruleLoop(columns, judged, rollout, 0, () => undefined)),
  ];
}

interface Rule {
  readonly environments?: readonly string[];
  readonly when?: Condition;
  readonly mode: Mode;
}

/** `stops` marks, of a block, what the rule stops; it need not look at records that are not asked. */
function ruleLoop(
  columns: Columns,
  judged: BlockTruths,
  rule: Rule,
  code: number,
  stops: (from: number, marks: Uint8Array, asked: Uint8Array) => void,
): RuleLoop {
  const env = columns.field('env') as Int32Array;
  // An environment that no record names has no number.
  const wanted = rule.environments && new Set(rule.environments.map((name) => columns.numberOf(name)));
  const when = rule.when && formOf(rule.when.skeleton);
  const enforced = rule.mode === 'enforce' && columns.plan.mode === 'enforce' ? code : 0;
  const marks = new Uint8Array(BLOCK);
  const asked = new Uint8Array(BLOCK);
  return (from, codes, applied) => {
    const { length } = codes;
    for (let i = 0; i < length; i++) {
      const own = env[from + i] as number;
      asked[i] = wanted === undefined || own < 0 || wanted.has(own) ? 1 : 0;
    }
    if (when)
      judged.with(when, (truths) => {
        for (let i = 0; i < length; i++) if (truths[i] === FALSE) asked[i] = 0;
      });
    for (let i = 0; i < length; i++) applied[i] = (applied[i] as number) | (asked[i] as number);
    if (enforced === 0) return;
    stops(from, marks.subarray(0, length), asked);
    for (let i = 0; i < length; i++)
      if (((marks[i] as number) & (asked[i] as number)) !== 0 && (codes[i] as number) < enforced)
        codes[i] = enforced;
  };
}

const severities = { advisory: 0, block: 1, critical: 2 } as const;

function gateLoop(columns: Columns, judged: BlockTruths, gate: Gate): RuleLoop {
  const required = requirementOf(gate);
  const looks = columns.looks(gate.name);
  return ruleLoop(columns, judged, gate, severities[gate.severity], (from, marks) => {
    judged.with(required, (truths) => {
      for (let i = 0; i < marks.length; i++) marks[i] = truths[i] === TRUE ? 0 : 1;
    });
    if (!looks) return;
    for (let i = 0; i < marks.length; i++) {
      const seen = looks[from + i];
      // One look of many never passes.
      if (seen !== LOOKS.all) marks[i] = seen === LOOKS.passed ? 0 : 1;
    }
  });
}

function freezeLoop(columns: Columns, judged: BlockTruths, { freeze, timetable }: ScheduledFreeze): RuleLoop {
  const index = timesOf(columns, timetable);
  const { at } = columns;
  return ruleLoop(columns, judged, freeze, 1, (from, marks, asked) => {
    // What is not known stops.
    if (!index) marks.fill(1);
    else
      for (let i = 0; i < marks.length; i++)
        marks[i] = asked[i] === 1 && index.covers(at[from + i] as number) ? 1 : 0;
    exempt(judged, freeze, marks);
  });
}

/** Undefined where its times are not known. */
function timesOf({ at }: Columns, timetable: ScheduledFreeze['timetable']): TimeIndex | undefined {
  if (isUnknown(timetable) || at.length === 0) return undefined;
  let first = Infinity;
  let last = -Infinity;
  for (let row = 0; row < at.length; row++) {
    first = Math.min(first, at[row] as number);
    last = Math.max(last, at[row] as number);
  }
  const index = timetable.over([first, last + 1]);
  return isUnknown(index) ? undefined : index;
}

function limitLoop(columns: Columns, judged: BlockTruths, limit: Limit): RuleLoop {
  const used = usedUp(columns, limit);
  return ruleLoop(columns, judged, limit, 1, (from, marks) => {
    marks.set(used.subarray(from, from + marks.length));
    exempt(judged, limit, marks);
  });
}

function exempt(judged: BlockTruths, { except }: Freeze | Limit, marks: Uint8Array): void {
  if (!except) return;
  judged.with(formOf(except.skeleton), (truths) => {
    for (let i = 0; i < marks.length; i++) if (truths[i] === TRUE) marks[i] = 0;
  });
}
