/** The colours of the VS Code extension: which scope each piece of a line has. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from 'vitest';
import type { IGrammar, IRawGrammar, StateStack } from 'vscode-textmate';

// Both packages are CommonJS bundles whose exports an import cannot name.
const require = createRequire(import.meta.url);
const { INITIAL, parseRawGrammar, Registry } = require('vscode-textmate') as typeof import('vscode-textmate');
const oniguruma = require('vscode-oniguruma') as typeof import('vscode-oniguruma');

const syntaxes = new URL('../../editors/vscode/syntaxes/', import.meta.url);
const read = (name: string) => parseRawGrammar(readFileSync(new URL(name, syntaxes), 'utf8'), `${name}.json`);

/** As much of YAML as the grammar for policies leans on; editors bring the whole. */
const yaml: IRawGrammar = parseRawGrammar(
  JSON.stringify({
    scopeName: 'source.yaml',
    patterns: [
      { name: 'comment.line.number-sign.yaml', match: '#.*$' },
      { name: 'entity.name.tag.yaml', match: String.raw`[\w-]+(?=:)` },
      { name: 'string.quoted.double.yaml', begin: '"', end: '"' },
      { name: 'string.unquoted.plain.out.yaml', match: String.raw`[^\s:{}\[\],#"]+` },
    ],
  }),
  'yaml.json',
);

const grammars: ReadonlyMap<string, IRawGrammar> = new Map([
  ['source.sentinel', read('sentinel.tmLanguage.json')],
  ['source.yaml.sentinel', read('sentinel-yaml.tmLanguage.json')],
  ['source.yaml', yaml],
]);

async function load(scope: string): Promise<IGrammar> {
  await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (name) => grammars.get(name),
  });
  const grammar = await registry.loadGrammar(scope);
  if (!grammar) throw new Error(`there is no grammar ${scope}`);
  return grammar;
}

/** Each piece with its innermost scope; what has none but the whole's is left out. */
function colours(grammar: IGrammar, text: string): readonly string[] {
  let state: StateStack = INITIAL;
  return text.split('\n').flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.flatMap(({ startIndex, endIndex, scopes }) => {
      const piece = line.slice(startIndex, endIndex).trim();
      return scopes.length > 1 && piece !== '' ? [`${piece} → ${scopes.at(-1)}`] : [];
    });
  });
}

describe('the DSL', () => {
  let grammar: IGrammar;
  beforeAll(async () => {
    grammar = await load('source.sentinel');
  });

  test.each([
    ['a declaration', 'gate "disk" critical { require disk.used < 85% }  # room'],
    ['a probe', 'probe api = http { url "${settings.api_url}/health" timeout 3s attempts 3 }'],
    ['words that are names', 'environments stage, prod\nprobe disk = disk { path "/" }'],
    ['a condition', 'require not git.release_tag.exists or git.commit == release.commit'],
    ['tests and patterns', 'require release.version is not vsemver and ticket matches /^OPS-[0-9]+$/i'],
    ['functions', 'when all(up, p => p.ok) and max(2 * stable.error_rate, 0.5%) > 1h30m'],
    ['times', 'from 2026-11-27T00:00 until 2026-12-01 every fri between 14:00-24:00'],
    ['texts', 'message "a \\"b\\" $${x} ${"in ${now}"} \\u{e9}" reason "c"'],
    ['a text over lines', 'description """\n  two ${now}\n"""\nmode shadow'],
    [
      'a rollout',
      'stage 10% hold 30m\nrollback when canary.error_rate > 2 * stable.error_rate tolerate 2 of 5',
    ],
  ])('%s', (_, text) => {
    expect(colours(grammar, text)).toMatchSnapshot();
  });
});

describe('YAML', () => {
  let grammar: IGrammar;
  beforeAll(async () => {
    grammar = await load('source.yaml.sentinel');
  });

  test.each([
    ['a condition', '    require: disk.used < 85% and not git.clean  # room'],
    ['a condition in braces', '  a: { require: disk.used < 85%, severity: critical }'],
    ['an interpolation', '      url: "${settings.api_url}/health"'],
    ['other values are left alone', '  severity: critical\n  # when: release.tag\n  description: all(x)'],
  ])('%s', (_, text) => {
    expect(colours(grammar, text)).toMatchSnapshot();
  });
});
