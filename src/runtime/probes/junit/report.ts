/** Reads one report in the JUnit XML format, as test runners write it. */
import { ProbeFailure } from '../../failure.ts';

export interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
  /** Milliseconds. */
  readonly time: number;
}

export const noCounts: Counts = { tests: 0, failures: 0, errors: 0, skipped: 0, time: 0 };

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    tests: a.tests + b.tests,
    failures: a.failures + b.failures,
    errors: a.errors + b.errors,
    skipped: a.skipped + b.skipped,
    time: a.time + b.time,
  };
}

type Attributes = Readonly<Record<string, string>>;

/** Elements inside a test case that say how it ended, the worst first. */
const outcomes = { error: 'errors', failure: 'failures', skipped: 'skipped' } as const;
type Outcome = keyof typeof outcomes;

/**
 * Counts the test cases. What the outermost suites declare is believed where it is worse, because a suite can break down
 * outside of any case. Throws `ProbeFailure` for a report that is not whole.
 */
export async function readReport(xml: string, name: string): Promise<Counts> {
  const { SaxesParser } = await import('saxes');
  const tally = new Tally(name);
  const parser = new SaxesParser();
  parser.on('opentag', (tag) => tally.open(tag.name, tag.attributes));
  parser.on('closetag', (tag) => tally.close(tag.name));
  try {
    parser.write(xml).close();
  } catch (error) {
    if (error instanceof ProbeFailure) throw error;
    throw new ProbeFailure(`\`${name}\` is not whole XML: ${(error as Error).message}`, { cause: error });
  }
  return tally.result();
}

class Tally {
  readonly #name: string;
  #depth = 0;
  /** Depth of the suite whose totals hold for everything inside it. */
  #declaredAt: number | undefined;
  #declared = noCounts;
  #counted = noCounts;
  #testCase: { readonly depth: number; readonly time: number; readonly seen: Set<string> } | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  open(element: string, attributes: Attributes): void {
    this.#depth += 1;
    const isSuite = element === 'testsuites' || element === 'testsuite';
    if (this.#depth === 1 && !isSuite)
      throw new ProbeFailure(`\`${this.#name}\` is no JUnit report, but begins with \`<${element}>\``);
    if (isSuite && this.#declaredAt === undefined && Object.hasOwn(attributes, 'tests')) {
      this.#declaredAt = this.#depth;
      this.#declared = addCounts(this.#declared, this.#declaredBy(attributes));
    }
    if (element === 'testcase')
      this.#testCase = { depth: this.#depth, time: seconds(attributes['time']), seen: new Set() };
    else if (this.#testCase?.depth === this.#depth - 1) this.#testCase.seen.add(element);
  }

  close(element: string): void {
    if (element === 'testcase' && this.#testCase) {
      const { seen, time } = this.#testCase;
      const outcome = (Object.keys(outcomes) as Outcome[]).find((name) => seen.has(name));
      const one = { ...noCounts, tests: 1, time, ...(outcome && { [outcomes[outcome]]: 1 }) };
      this.#counted = addCounts(this.#counted, one);
      this.#testCase = undefined;
    }
    if (this.#declaredAt === this.#depth) this.#declaredAt = undefined;
    this.#depth -= 1;
  }

  #declaredBy(attributes: Attributes): Counts {
    const count = (name: string): number => {
      const { [name]: text = '' } = attributes;
      if (/^[0-9]*$/u.test(text)) return Number(text);
      throw new ProbeFailure(`\`${this.#name}\` declares \`${name}="${text}"\`, which is no number`);
    };
    return {
      tests: count('tests'),
      failures: count('failures'),
      errors: count('errors'),
      skipped: count('skipped'),
      time: seconds(attributes['time']),
    };
  }

  result(): Counts {
    const [declared, counted] = [this.#declared, this.#counted];
    if (declared.tests > counted.tests)
      throw new ProbeFailure(
        `\`${this.#name}\` declares ${declared.tests} tests and holds ${counted.tests} of them`,
      );
    return {
      tests: counted.tests,
      failures: Math.max(declared.failures, counted.failures),
      errors: Math.max(declared.errors, counted.errors),
      skipped: Math.max(declared.skipped, counted.skipped),
      time: declared.time > 0 ? declared.time : counted.time,
    };
  }
}

/** Milliseconds of `1.25` or `1,234.5` seconds. */
function seconds(text: string | undefined): number {
  const value = Number((text ?? '0').replaceAll(',', ''));
  return Number.isFinite(value) ? Math.round(value * 1000) : 0;
}
