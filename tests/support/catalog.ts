import { Ajv } from 'ajv';
import { probeDescriptors, stepDescriptors } from '../../src/app/descriptors.ts';
import type { Catalog, SchemaValidator } from '../../src/plan/descriptor.ts';

const ajv = new Ajv({ strict: false, allErrors: true });
const entries = <D extends { kind: string; config: object }>(ds: readonly D[]) =>
  new Map(ds.map((descriptor) => [descriptor.kind, { descriptor, validate: ajv.compile(descriptor.config) as SchemaValidator }]));
export const testCatalog: Catalog = { probes: entries(probeDescriptors), steps: entries(stepDescriptors) };
