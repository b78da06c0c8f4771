/**
 * The gates of the language's example policy as a careful programmer writes them by hand: plain functions over an object
 * of readings. Fair to both sides: an absent reading is unknown, nothing stops at the first failure, and every condition's
 * own result is kept, since a report needs all of them.
 */
const UNKNOWN = 0;
const TRUE = 1;
const FALSE = 2;
type Truth = 0 | 1 | 2;

/** What was observed; an absent field could not be had. */
export interface Readings {
  clean: boolean | undefined;
  branch: string | undefined;
  event: string | undefined;
  version: string | undefined;
  tagExists: boolean | undefined;
  tagCommit: string | undefined;
  commit: string | undefined;
  ticket: string | undefined;
  diskUsed: number | undefined;
  apiOk: boolean | undefined;
  errorRate: number | undefined;
  p95: number | undefined;
}

/** Limits come from configuration, as they would in any program of this kind. */
export interface Limits {
  diskUsed: number;
  diskPreferred: number;
  errorRate: number;
  p95: number;
}

/** Filled by `judge`: a truth for each condition and for each gate. */
export interface Report {
  clean: Truth;
  branch: Truth;
  branchApplies: Truth;
  versionShape: Truth;
  tagExists: Truth;
  tagCommit: Truth;
  ticket: Truth;
  diskUsed: Truth;
  diskPreferred: Truth;
  apiOk: Truth;
  errorRate: Truth;
  p95: Truth;
  gates: {
    cleanTree: Truth;
    branch: Truth;
    version: Truth;
    changeTicket: Truth;
    disk: Truth;
    dependency: Truth;
    slo: Truth;
  };
}

export function emptyReport(): Report {
  return {
    clean: UNKNOWN,
    branch: UNKNOWN,
    branchApplies: UNKNOWN,
    versionShape: UNKNOWN,
    tagExists: UNKNOWN,
    tagCommit: UNKNOWN,
    ticket: UNKNOWN,
    diskUsed: UNKNOWN,
    diskPreferred: UNKNOWN,
    apiOk: UNKNOWN,
    errorRate: UNKNOWN,
    p95: UNKNOWN,
    gates: {
      cleanTree: UNKNOWN,
      branch: UNKNOWN,
      version: UNKNOWN,
      changeTicket: UNKNOWN,
      disk: UNKNOWN,
      dependency: UNKNOWN,
      slo: UNKNOWN,
    },
  };
}

const versionShape = /^v(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)$/u;
const releaseBranch = /^release\/[^/]*$/u;
const ticketShape = /^OPS-[0-9]+$/u;

export function judge(readings: Readings, limits: Limits, report: Report): Report {
  report.clean = isTrue(readings.clean);
  report.branch =
    readings.branch === undefined
      ? UNKNOWN
      : truth(readings.branch === 'main' || releaseBranch.test(readings.branch));
  report.branchApplies = readings.event === undefined ? UNKNOWN : truth(readings.event !== 'tag');
  report.versionShape = matches(readings.version, versionShape);
  report.tagExists = isTrue(readings.tagExists);
  report.tagCommit =
    readings.tagCommit === undefined || readings.commit === undefined
      ? UNKNOWN
      : truth(readings.tagCommit === readings.commit);
  report.ticket = matches(readings.ticket, ticketShape);
  report.diskUsed = below(readings.diskUsed, limits.diskUsed);
  report.diskPreferred = below(readings.diskUsed, limits.diskPreferred);
  report.apiOk = isTrue(readings.apiOk);
  report.errorRate = below(readings.errorRate, limits.errorRate);
  report.p95 = below(readings.p95, limits.p95);
  const { gates } = report;
  gates.cleanTree = report.clean;
  gates.branch = report.branch;
  gates.version = and(report.versionShape, or(not(report.tagExists), report.tagCommit));
  gates.changeTicket = report.ticket;
  gates.disk = report.diskUsed;
  gates.dependency = report.apiOk;
  gates.slo = and(report.errorRate, report.p95);
  return report;
}

function truth(value: boolean): Truth {
  return value ? TRUE : FALSE;
}

function isTrue(value: boolean | undefined): Truth {
  return value === undefined ? UNKNOWN : truth(value);
}

function below(value: number | undefined, limit: number): Truth {
  return value === undefined ? UNKNOWN : truth(value < limit);
}

function matches(text: string | undefined, shape: RegExp): Truth {
  return text === undefined ? UNKNOWN : truth(shape.test(text));
}

function not(a: Truth): Truth {
  return a === UNKNOWN ? UNKNOWN : a === TRUE ? FALSE : TRUE;
}

function and(a: Truth, b: Truth): Truth {
  if (a === FALSE || b === FALSE) return FALSE;
  return a === TRUE && b === TRUE ? TRUE : UNKNOWN;
}

function or(a: Truth, b: Truth): Truth {
  if (a === TRUE || b === TRUE) return TRUE;
  return a === FALSE && b === FALSE ? FALSE : UNKNOWN;
}
