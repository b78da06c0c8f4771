/**
 * Writes what is derived from the source: validators, which need no library when they run, the schema of policies for
 * editors, the reference pages, and the grammar of the language. `--check` writes nothing and fails when a file is stale.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import Holidays from 'date-holidays';
import {
  notifierDescriptors,
  probeDescriptors,
  stepDescriptors,
  trafficDescriptors,
} from '../src/app/descriptors.ts';
import { testSchema } from '../src/analysis/test/schema.ts';
import { policySchema } from '../src/parser/schema/policy-schema.ts';
import type { ConfigSchema } from '../src/plan/descriptor.ts';
import { grammarPage } from './grammar/page.ts';
import { drawRules } from './grammar/railroad.ts';
import { grammarRules } from './grammar/rules.ts';
import { documentSchema, editorSchema } from './editor-schema.ts';
import { referencePages } from './reference.ts';
import { bare, shareBlocks } from './schema-forms.ts';

const notice = '// Written by scripts/generate.ts; `npm run generate` writes it anew.\n';
const root = new URL('../', import.meta.url);

/** Validators by their export names. */
function validators(schemas: ReadonlyMap<string, ConfigSchema>): string {
  const ajv = new Ajv({
    allErrors: true,
    allowUnionTypes: true,
    messages: false,
    // Lengths in UTF-16 units, which need no helper of the library.
    unicode: false,
    // It says that `unicode` may go one day; the version is pinned.
    logger: false,
    inlineRefs: false,
    code: { source: true, esm: true, lines: true },
    schemas: Object.fromEntries([...schemas].map(([name, schema]) => [name, shareBlocks(bare(schema))])),
  });
  const code = standalone.default(ajv, Object.fromEntries([...schemas.keys()].map((name) => [name, name])));
  if (code.includes('require(')) throw new Error('a generated validator needs a library at run time');
  return notice + compact(code);
}

/**
 * Most of what ajv writes is the same dozen lines for each mistake that may be found: here in one line, and without what
 * nobody reads. Of the schemas only the keys are kept, where they are asked for. The validators load at every start.
 */
function compact(code: string): string {
  const collected = code
    .replaceAll(/,schemaPath:"[^"]*"/gu, '')
    .replaceAll(/params:\{(?:type|allowedValues): [^}]*\}/gu, 'params:{}')
    .replaceAll(
      /const (err\d+) = (\{.*\});\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\nerrors\+\+;/gu,
      'errors = (vErrors ??= []).push($2);',
    );
  if (collected.includes('errors++') || /schema\d+\.(?!properties,)/u.test(collected))
    throw new Error('ajv writes validators in another form');
  return collected.replaceAll(/const (schema\d+) = (.*);\n/gu, (_, name: string, text: string) => {
    const { properties = {} } = JSON.parse(text) as ConfigSchema;
    const keys = Object.fromEntries(Object.keys(properties).map((key) => [key, true]));
    return collected.includes(`${name}.`) ? `const ${name} = ${JSON.stringify({ properties: keys })};\n` : '';
  });
}

function declarations(types: string, lines: readonly string[]): string {
  return `${notice}import type { SchemaValidator } from '${types}';\n\n${lines.join('\n')}\n`;
}

function componentValidators(): string {
  const groups = {
    probe: probeDescriptors,
    step: stepDescriptors,
    traffic: trafficDescriptors,
    notifier: notifierDescriptors,
  };
  const schemas = new Map<string, ConfigSchema>();
  const maps = Object.entries(groups).map(([what, descriptors]) => {
    const entries = descriptors.map(({ kind, config }) => {
      schemas.set(`${what}_${kind}`, config);
      return `  ['${kind}', ${what}_${kind}],`;
    });
    return `\nexport const ${what}Validators = new Map([\n${entries.join('\n')}\n]);\n`;
  });
  return validators(schemas) + maps.join('');
}

/** Countries and their regions by their codes, a country a line: checking a policy does not load the library. */
function holidayRegions(): string {
  const library = new Holidays();
  const lines = Object.keys(library.getCountries()).map((country) =>
    [country, ...Object.keys(library.getStates(country) ?? {}).toSorted()].join(' '),
  );
  return `${notice}export const holidayRegions = \`${lines.toSorted().join('\n')}\`;\n`;
}

function outputs(): ReadonlyMap<string, string> {
  const grammar = grammarRules();
  const map = (name: string): string => `export declare const ${name}: ReadonlyMap<string, SchemaValidator>;`;
  return new Map([
    [
      'src/parser/schema/policy-validator.generated.js',
      validators(new Map([['validatePolicy', policySchema]])),
    ],
    [
      'src/parser/schema/policy-validator.generated.d.ts',
      declarations('../../plan/descriptor.ts', ['export declare const validatePolicy: SchemaValidator;']),
    ],
    ['src/analysis/test/test-validator.generated.js', validators(new Map([['validateTests', testSchema]]))],
    [
      'src/analysis/test/test-validator.generated.d.ts',
      declarations('../../plan/descriptor.ts', ['export declare const validateTests: SchemaValidator;']),
    ],
    ['src/app/component-validators.generated.js', componentValidators()],
    [
      'src/app/component-validators.generated.d.ts',
      declarations(
        '../plan/descriptor.ts',
        ['probe', 'step', 'traffic', 'notifier'].map((what) => map(`${what}Validators`)),
      ),
    ],
    ['src/compiler/freezes/regions.generated.ts', holidayRegions()],
    [
      'schemas/policy.schema.json',
      `${JSON.stringify(editorSchema(policySchema, probeDescriptors, stepDescriptors, trafficDescriptors, notifierDescriptors), null, 2)}\n`,
    ],
    [
      'schemas/test-file.schema.json',
      `${JSON.stringify(documentSchema('Sentinel tests', testSchema), null, 2)}\n`,
    ],
    ['docs/grammar.md', grammarPage(grammar)],
    ['docs/grammar.svg', drawRules(grammar)],
  ]);
}

async function read(file: URL): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
}

const check = process.argv.includes('--check');
for (const [path, text] of [...outputs(), ...(await referencePages())]) {
  const file = new URL(path, root);
  if ((await read(file)) === text) continue;
  if (check) {
    console.error(`${relative(process.cwd(), file.pathname)} is stale: npm run generate`);
    process.exitCode = 1;
  } else await writeFile(file, text);
}
