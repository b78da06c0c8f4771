// Written by scripts/generate.ts; `npm run generate` writes it anew.
import type { SchemaValidator } from '../plan/descriptor.ts';

export declare const probeValidators: ReadonlyMap<string, SchemaValidator>;
export declare const stepValidators: ReadonlyMap<string, SchemaValidator>;
export declare const trafficValidators: ReadonlyMap<string, SchemaValidator>;
export declare const notifierValidators: ReadonlyMap<string, SchemaValidator>;
