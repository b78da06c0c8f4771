/**
 * Descriptors: what the compiler knows of a component (a kind of probe or step) without loading it. Pure data; an
 * adapter beside it does the work. The catalog lists them.
 */
import type { Sink } from './plan.ts';
import type { Type } from './type.ts';

/**
 * JSON Schema (draft-07) of one value of a component's configuration, with our own keyword `sentinel`, which says how the
 * value is read. See `config.ts` for the usual ones.
 */
export interface ConfigSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, ConfigSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | ConfigSchema;
  readonly items?: ConfigSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly sentinel?: ValueReading;
}

export interface ValueReading {
  /** A literal of the language, kept in base units: `3s`, `512MiB`, `5%`. */
  readonly literal?: 'duration' | 'bytes' | 'ratio';
  /** For a text: what it is. A text without a sink takes no interpolation. */
  readonly sink?: Sink;
  /** A secret may stand here. */
  readonly secret?: true;
  /** An expression of the language, or a text with `${…}` inside. */
  readonly expression?: 'condition' | 'template';
  /** What is wanted, with its article, for messages: "a gate", "a tolerance such as `2 of 5`". */
  readonly wants?: string;
}

export interface FieldDescriptor {
  /** `unit`: decided by the configuration's `unit:` (ratio, percent, seconds, milliseconds, bytes, number; default number). */
  readonly type: Type | 'unit';
  readonly summary: string;
}

interface ComponentDescriptor {
  /** The key in the policy: `http`. */
  readonly kind: string;
  /** One line for `sentinel probes` and the reference. */
  readonly summary: string;
  /** An object schema. */
  readonly config: ConfigSchema;
  /** At least one complete body, used in documentation and tests. */
  readonly examples: readonly unknown[];
}

export interface ProbeDescriptor extends ComponentDescriptor {
  readonly fields: Readonly<Record<string, FieldDescriptor>>;
  /** What the probe's bare name reads. */
  readonly defaultField?: string;
  /** The probe speaks to the network, starts a process, or reads files: what `--untrusted` refuses. */
  readonly touches: 'network' | 'process' | 'files' | 'host';
  /** The adapter can answer for a range of the past (`over:`). */
  readonly range?: true;
  /** Keys of which exactly one must be given. */
  readonly oneOf?: readonly (readonly string[])[];
  /** Keys of which not more than one may be given. */
  readonly atMostOneOf?: readonly (readonly string[])[];
}

export interface StepDescriptor extends ComponentDescriptor {
  readonly touches: 'network' | 'process';
  readonly oneOf?: readonly (readonly string[])[];
}

/**
 * A kind of traffic driver. Its configuration names the two slots by `slots`, a list of two or a map of two, whose first
 * is stable at the beginning; or they are fixed as `stable` and `canary`, and do not exchange their roles.
 */
export interface TrafficDescriptor extends ComponentDescriptor {
  readonly touches: 'network' | 'process';
  /** Weights closer than this, in percent, are the same to it. */
  readonly granularity: number;
  /**
   * What keeps a controller out that lost its lease: the driver itself, a compare-and-set on what it writes, or nothing,
   * and then two writers are found and corrected at the next look.
   */
  readonly fenced: 'sink' | 'cas' | 'none';
  /** What it cannot promise, a sentence each. */
  readonly caveats: readonly string[];
  /**
   * It publishes a flag, from which every reader tells by `assign:` and `overrides:` who is in: no slots are written, and
   * the roles are called `off` and `on`. `audiences`, `variants`: it publishes these too.
   */
  readonly assigns?: { readonly audiences: boolean; readonly variants: boolean };
  /** Whoever drives runs it, where nobody else does, for as long as the driver is open. */
  readonly runsHere?: true;
}

/** A kind of notification. */
export interface NotifierDescriptor extends ComponentDescriptor {
  readonly touches: 'network' | 'process';
  /** It keeps what is wrong open until it is told that it is well again. */
  readonly resolves?: true;
}

export type AnyDescriptor = ProbeDescriptor | StepDescriptor | TrafficDescriptor | NotifierDescriptor;

/** An error as ajv reports it; the generated validators give these, with the parameters that somebody reads. */
export interface SchemaError {
  readonly keyword: string;
  /** JSON pointer to the value. */
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** A generated validator: false, and the errors on itself, when the data does not fit. */
export interface SchemaValidator {
  (data: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** A component as the compiler sees it. */
export interface CatalogEntry<D> {
  readonly descriptor: D;
  /** Checks a body's structure. */
  readonly validate: SchemaValidator;
}

/** What the compiler may know of the world. Maps, so that no name of a policy touches a prototype. */
export interface Catalog {
  readonly probes: ReadonlyMap<string, CatalogEntry<ProbeDescriptor>>;
  readonly steps: ReadonlyMap<string, CatalogEntry<StepDescriptor>>;
  readonly traffic: ReadonlyMap<string, CatalogEntry<TrafficDescriptor>>;
  readonly notifiers: ReadonlyMap<string, CatalogEntry<NotifierDescriptor>>;
}
