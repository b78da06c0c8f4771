/** What a project makes of lint findings: `sentinel.lint.yaml` beside the policy or above it, up to the repository's root. */
import { dirname, join } from 'node:path';
import type { LintSeverities } from '../../compiler/lint.ts';
import type { EntryNode, MapNode } from '../../parser/document.ts';
import { isCode, type Severity } from '../../plan/codes/index.ts';
import { lintCodes } from '../../plan/codes/lint.ts';
import type { DiagnosticSink } from '../../plan/diagnostic.ts';
import { suggestName } from '../../plan/did-you-mean.ts';
import { readConfigFile } from './file.ts';
import { shownPath } from '../paths.ts';

const LINT_CONFIG = 'sentinel.lint.yaml';

const severities: readonly (Severity | 'off')[] = ['off', 'info', 'warning', 'error'];
const listed = severities.map((word) => `\`${word}\``).join(', ');

/** Of the nearest file from the directory of a policy up to `top`; both absolute. Refuses a file with mistakes. */
export function lintSeverities(directory: string, top: string, cwd: string): LintSeverities {
  for (let place = directory; ; place = dirname(place)) {
    const path = join(place, LINT_CONFIG);
    const config = readConfigFile(
      path,
      shownPath(cwd, path),
      { code: 'SEN2021', holds: '`rules`' },
      readKeys,
    );
    if (config || place === top) return config?.value ?? new Map();
  }
}

function readKeys(root: MapNode, sink: DiagnosticSink): LintSeverities {
  const rules = new Map<keyof typeof lintCodes, Severity | 'off'>();
  for (const { key, value } of root.entries)
    if (key.text !== 'rules')
      sink.report('SEN2021', `unknown key \`${key.text}\``, key.span, { help: 'it may hold `rules`' });
    else if (value.kind !== 'map')
      sink.report('SEN2021', '`rules` is a map of codes', value.span, { help: 'write `SEN1203: off`' });
    else for (const entry of value.entries) readRule(entry, rules, sink);
  return rules;
}

function readRule(
  { key, value }: EntryNode,
  rules: Map<keyof typeof lintCodes, Severity | 'off'>,
  sink: DiagnosticSink,
): void {
  const code = key.text;
  const severity = value.kind === 'scalar' ? severities.find((word) => word === value.value) : undefined;
  if (!isCode(code))
    sink.report('SEN2021', `\`${code}\` is not a code`, key.span, {
      help: suggestName(code, Object.keys(lintCodes)) ?? 'write one such as `SEN1203`',
    });
  else if (!isLintCode(code))
    sink.report('SEN2021', `\`${code}\` is no matter of taste`, key.span, {
      help: 'only lint findings (`SEN12…`) have a severity to choose',
    });
  else if (severity === undefined)
    sink.report('SEN2021', `this is none of ${listed}`, value.span, { help: `write \`${code}: off\`` });
  else rules.set(code, severity);
}

function isLintCode(code: string): code is keyof typeof lintCodes {
  return Object.hasOwn(lintCodes, code);
}
