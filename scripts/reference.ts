/** The pages of the reference, written from what the program itself goes by: schemas, descriptors, commands, codes. */
import { stringify } from 'yaml';
import { helpFor } from '../src/cli/arguments/help.ts';
import { commands } from '../src/cli/commands/index.ts';
import { paint } from '../src/cli/text/paint.ts';
import {
  notifierDescriptors,
  probeDescriptors,
  stepDescriptors,
  trafficDescriptors,
} from '../src/app/descriptors.ts';
import { policySchema } from '../src/parser/schema/policy-schema.ts';
import { codes } from '../src/plan/codes/index.ts';
import type { AnyDescriptor, ConfigSchema } from '../src/plan/descriptor.ts';
import { typeName } from '../src/plan/type.ts';

/** Help as on a wide terminal; its text is ASCII but for `…`. */
const paper = { columns: 100, measure: (text: string) => text.length };

const notice = '<!-- Written by `npm run generate`. -->\n';

function page(title: string, summary: string, sections: readonly string[]): string {
  return `# ${title}\n\n${notice}\n${summary}\n\n${sections.join('\n')}`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (value: unknown): string =>
  `\`${cell(typeof value === 'string' ? value : JSON.stringify(value))}\``;

/** What may be written for a value, in a few words. */
function wanted(schema: ConfigSchema): string {
  if (schema.enum) return schema.enum.map(code).join(', ');
  const reading = schema.sentinel;
  if (reading?.wants !== undefined) return cell(reading.wants);
  if (reading?.literal) return reading.literal;
  const types = [schema.type ?? 'object'].flat();
  const words = types.map((type) => {
    if (type === 'array') return schema.items ? `list of ${wanted(schema.items)}` : 'list';
    if (type === 'object' && typeof schema.additionalProperties === 'object')
      return `map to ${wanted(schema.additionalProperties)}`;
    return type === 'string' ? 'text' : type;
  });
  return words.join(' or ') + (reading?.secret ? ', may hold a secret' : '');
}

/** A table of an object's keys; those of objects inside follow, as `ramp.by`, `stages[].hold` or `each.NAME.x`. */
function keys(schema: ConfigSchema): string {
  const rows = rowsOf(schema, '', new Map());
  return rows.length === 0 ? 'It has no keys.\n' : tableOf(rows);
}

function tableOf(rows: readonly string[]): string {
  return `| key | value | meaning |\n|---|---|---|\n${rows.join('\n')}\n`;
}

/** `shown` says under which name a block has its rows: the shortest, and only there. */
function rowsOf(
  schema: ConfigSchema,
  prefix: string,
  shown: ReadonlyMap<ConfigSchema, string>,
): readonly string[] {
  const properties = Object.entries(schema.properties ?? {}).map(([key, value]) => {
    const block = blockOf(value);
    return { key, value, name: prefix + key, block };
  });
  const places = new Map(shown);
  for (const { block, name } of properties) if (block && !places.has(block)) places.set(block, name);
  return properties.flatMap(({ key, value, name, block }) => {
    const place = block && places.get(block);
    const same = place === undefined || place === name ? '' : `Its keys are those of \`${place}\`.`;
    const row = rowOf(name, value, schema.required?.includes(key) ?? false, same);
    if (!block || same) return [row];
    const inside = block === value ? name : block === value.items ? `${name}[]` : `${name}.NAME`;
    return [row, ...rowsOf(block, `${inside}.`, places)];
  });
}

function rowOf(name: string, value: ConfigSchema, isRequired: boolean, more = ''): string {
  const notes = [
    value.description ?? '',
    isRequired ? 'Required.' : '',
    value.default === undefined ? '' : `Default ${code(value.default)}.`,
    value.examples?.[0] === undefined ? '' : `Example ${code(value.examples[0])}.`,
    more,
  ];
  return `| \`${name}\` | ${wanted(value)} | ${cell(notes.filter(Boolean).join(' '))} |`;
}

/** The object schema of one block: of a map or list, of what it holds. */
function blockOf(schema: ConfigSchema): ConfigSchema | undefined {
  const inner = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : schema.items;
  const block = schema.properties ? schema : inner;
  return block?.properties ? block : undefined;
}

function policyPage(): string {
  const blocks = Object.entries(policySchema.properties ?? {}).flatMap(([key, schema]) => {
    const block = blockOf(schema);
    return block ? [`## ${key}\n\n${schema.description ?? ''}\n\n${keys(block)}`] : [];
  });
  const top = Object.entries(policySchema.properties ?? {}).map(([key, schema]) =>
    rowOf(key, schema, policySchema.required?.includes(key) ?? false),
  );
  return page('Keys of a policy', 'Every block of `sentinel.yaml` and its keys.', [
    `## The policy itself\n\n${tableOf(top)}`,
    ...blocks,
  ]);
}

function example(kind: string, body: unknown): string {
  return `\`\`\`yaml\n${kind}: ${stringify(body, { collectionStyle: 'flow', lineWidth: 0 })}\`\`\`\n`;
}

function component(descriptor: AnyDescriptor): string {
  const fields =
    'fields' in descriptor
      ? [
          '| field | type | meaning |\n|---|---|---|',
          ...Object.entries(descriptor.fields).map(([name, { type, summary }]) => {
            const bare = name === descriptor.defaultField ? ' The bare name of the probe reads it.' : '';
            const words = type === 'unit' ? 'by `unit`' : typeName(type);
            return `| \`${name}\` | ${words} | ${cell(summary)}.${bare} |`;
          }),
          '',
        ].join('\n')
      : '';
  const alternatives = ('oneOf' in descriptor && descriptor.oneOf) || [];
  const either = alternatives.map((group) => `Exactly one of ${group.map(code).join(', ')}.\n`).join('\n');
  const caveats =
    'caveats' in descriptor ? descriptor.caveats.map((text) => `- ${text}`).join('\n') + '\n' : '';
  const sections = [
    fields,
    keys(descriptor.config),
    either,
    caveats && `What it cannot promise:\n\n${caveats}`,
    ...descriptor.examples.map((body) => example(descriptor.kind, body)),
  ];
  return `## ${descriptor.kind}\n\n${descriptor.summary}\n\n${sections.filter(Boolean).join('\n')}`;
}

async function commandsPage(): Promise<string> {
  const sections = commands.all.map(
    (command) =>
      `## ${command.name}\n\n\`\`\`text\n${paint(helpFor(command, paper), false).trimEnd()}\n\`\`\`\n`,
  );
  return page('Commands', 'What `sentinel COMMAND --help` prints.', sections);
}

function diagnosticsPage(): string {
  const rows = Object.entries(codes).map(
    ([name, { severity, title }]) => `| [${name}](diagnostics/${name}.md) | ${severity} | ${title} |`,
  );
  return page('Diagnostics', '`sentinel explain CODE` prints the page of a code.', [
    `| code | severity | title |\n|---|---|---|\n${rows.join('\n')}\n`,
  ]);
}

/** Path to text. */
export async function referencePages(): Promise<ReadonlyMap<string, string>> {
  return new Map([
    ['docs/reference/policy.md', policyPage()],
    [
      'docs/reference/probes.md',
      page(
        'Probes',
        'The kinds of probes, what each can tell and how it is configured.',
        probeDescriptors.map(component),
      ),
    ],
    [
      'docs/reference/steps.md',
      page(
        'Steps',
        'What `before:` and `after:` can do. Each is safe to repeat.',
        stepDescriptors.map(component),
      ),
    ],
    [
      'docs/reference/traffic.md',
      page(
        'Traffic drivers',
        'What shifts the traffic of a rollout. Each says what it cannot promise.',
        trafficDescriptors.map(component),
      ),
    ],
    [
      'docs/reference/notifications.md',
      page(
        'Notifications',
        'Who can be told of what happens, and how it is configured.',
        notifierDescriptors.map(component),
      ),
    ],
    ['docs/reference/commands.md', await commandsPage()],
    ['docs/diagnostics.md', diagnosticsPage()],
  ]);
}
