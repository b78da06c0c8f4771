import type { Catalog, CatalogEntry, SchemaValidator } from '../plan/descriptor.ts';
import {
  notifierValidators,
  probeValidators,
  stepValidators,
  trafficValidators,
} from './component-validators.generated.js';
import { notifierDescriptors, probeDescriptors, stepDescriptors, trafficDescriptors } from './descriptors.ts';

/** Every kind of component with its validator. */
export const catalog: Catalog = {
  probes: entries(probeDescriptors, probeValidators),
  steps: entries(stepDescriptors, stepValidators),
  traffic: entries(trafficDescriptors, trafficValidators),
  notifiers: entries(notifierDescriptors, notifierValidators),
};

function entries<D extends { readonly kind: string }>(
  descriptors: readonly D[],
  validators: ReadonlyMap<string, SchemaValidator>,
): ReadonlyMap<string, CatalogEntry<D>> {
  return new Map(
    descriptors.map((descriptor) => {
      const validate = validators.get(descriptor.kind);
      if (!validate) throw new TypeError(`${descriptor.kind} has no validator; run \`npm run generate\``);
      return [descriptor.kind, { descriptor, validate }];
    }),
  );
}
