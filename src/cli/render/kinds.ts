/** The kinds of probes and steps: what each takes and gives. */
import type { KindsReport } from '../../app/index.ts';
import type { ConfigSchema, ProbeDescriptor, StepDescriptor } from '../../plan/descriptor.ts';
import { typeName } from '../../plan/type.ts';
import { columns } from '../text/columns.ts';
import { type Line, piece } from '../text/text.ts';
import { type Page, wrap } from '../text/wrap.ts';
import type { Forms } from './deliver.ts';

type Descriptor = ProbeDescriptor | StepDescriptor;

export function kindsForms({ probes, steps }: KindsReport): Forms {
  return {
    texts: () => [...probes, ...steps].map(({ summary }) => summary),
    lines: (page) => [
      [piece('strong', 'Probes')],
      ...columns(
        probes.map(({ kind, summary }) => [kind, summary]),
        page,
      ),
      [],
      [piece('strong', 'Steps, in `before` and `after`')],
      ...columns(
        steps.map(({ kind, summary }) => [kind, summary]),
        page,
      ),
    ],
    json: () => ({ probes, steps }),
  };
}

export function kindForms(descriptor: Descriptor): Forms {
  return {
    texts: () => [JSON.stringify(descriptor)],
    lines: (page) => kindLines(descriptor, page),
    json: () =>
      'fields' in descriptor ? { probes: [descriptor], steps: [] } : { probes: [], steps: [descriptor] },
  };
}

function kindLines(descriptor: Descriptor, page: Page): Line[] {
  const { kind, summary, config, examples } = descriptor;
  const required = new Set(config.required);
  const keys = Object.entries(config.properties ?? {});
  const fields = 'fields' in descriptor ? Object.entries(descriptor.fields) : [];
  const example = examples[0];
  return [
    [piece('strong', kind), ': ', summary],
    [],
    [piece('strong', 'Configuration')],
    ...columns(
      keys.map(([key, schema]) => [
        `${key} (${formOf(schema)}${required.has(key) ? ', required' : ''})`,
        aboutKey(schema),
      ]),
      page,
    ),
    ...(fields.length > 0 ? [[], [piece('strong', 'Fields')]] : []),
    ...columns(
      fields.map(([name, { type, summary }]) => [
        `${name} (${type === 'unit' ? 'by `unit`' : typeName(type)}${'defaultField' in descriptor && descriptor.defaultField === name ? ', the default' : ''})`,
        summary,
      ]),
      page,
    ),
    ...(example === undefined
      ? []
      : [
          [],
          [piece('strong', 'Example')],
          ...wrap([`${kind}: ${JSON.stringify(example)}`], page, ['  '], ['    ']),
        ]),
  ];
}

function formOf({ type, enum: values, sentinel }: ConfigSchema): string {
  if (values) return values.map(String).join(' | ');
  return sentinel?.literal ?? (typeof type === 'string' ? type : (type?.join(' or ') ?? 'any'));
}

function aboutKey({ description = '', default: usual }: ConfigSchema): string {
  return usual === undefined ? description : `${description} Default: ${JSON.stringify(usual)}.`;
}
