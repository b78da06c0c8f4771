/** What requests have in common. Absent flags are absent, never defaulted before they come here. */

export interface PolicyRequest {
  /** `--policy`; else the file is looked for. */
  readonly policy?: string;
  /** `--config`: the operator's configuration. */
  readonly config?: string;
  /** `--untrusted`: read no environment, start nothing, open no socket. */
  readonly untrusted?: boolean;
}

/** `--version`, `--env`, …: each by the name of its flag and of its field in `release.*`. */
export interface ReleaseFlags {
  /** Of a group `backend=v1,frontend=v2`. */
  readonly version?: string;
  readonly env?: string;
  readonly source?: string;
  readonly event?: string;
  readonly actor?: string;
  readonly workload?: string;
  readonly component?: string;
  readonly cluster?: string;
  readonly namespace?: string;
  readonly region?: string;
  readonly artifact?: string;
}

/** Which store: `--store`, `--limit-store`. */
export interface StoreFlags {
  readonly store?: string;
  readonly limitStore?: string;
  /** `--ephemeral-store`: a file store may begin anew where CI is set. */
  readonly ephemeralStore?: boolean;
}

/** What a keeper of the store asks for; `policy` only says beside which file the store lies. */
export interface KeeperRequest extends Pick<PolicyRequest, 'policy' | 'config'>, Pick<StoreFlags, 'store'> {
  /** How many entries or rows were gone through. */
  readonly progress: (done: number) => void;
  readonly signal: AbortSignal;
}
