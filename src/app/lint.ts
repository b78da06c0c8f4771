/** `lint`: everything there is to say about policies, without a network or processes. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Edit } from '../plan/diagnostic.ts';
import type { Host } from './host.ts';
import { compileFile, compileText, findPolicy } from './loader.ts';
import type { CompiledPolicy, LintReport } from './report.ts';
import type { LintRequest } from './requests.ts';

export function lint(request: LintRequest, host: Host): LintReport {
  const paths =
    request.files.length > 0
      ? request.files.map((file) => resolve(host.cwd, file))
      : [findPolicy(host.cwd, request.policy)];
  const files: CompiledPolicy[] = [];
  let fixed = 0;
  for (const path of paths) {
    const policy = compileFile(path, host);
    const result = request.fix ? applyFixes(policy, host.clock.now()) : { policy, fixed: 0 };
    if (result.fixed > 0) writeFileSync(path, result.policy.text);
    files.push(result.policy);
    fixed += result.fixed;
  }
  return { files, fixed };
}

/** Changes that keep the meaning, until none is left; a text that did not get better is not taken. */
function applyFixes(policy: CompiledPolicy, now: number): { policy: CompiledPolicy; fixed: number } {
  let current = policy;
  let fixed = 0;
  for (;;) {
    const edits = safeEdits(current);
    if (edits.length === 0) return { policy: current, fixed };
    const next = { path: policy.path, ...compileText(policy.file, edited(current.text, edits), now) };
    if (next.diagnostics.length >= current.diagnostics.length) return { policy: current, fixed };
    fixed += current.diagnostics.length - next.diagnostics.length;
    current = next;
  }
}

/** The edits of suggestions that do not touch each other, from the end of the text to its start. */
function safeEdits({ diagnostics }: CompiledPolicy): readonly Edit[] {
  const chosen: Edit[] = [];
  for (const { suggestion } of diagnostics)
    if (suggestion?.safe && !suggestion.edits.some((edit) => chosen.some((other) => overlap(edit, other))))
      chosen.push(...suggestion.edits);
  return chosen.toSorted((a, b) => b.span.start - a.span.start);
}

/** Two insertions at one place overlap too: their order is nobody's choice. */
function overlap({ span: a }: Edit, { span: b }: Edit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}

function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduce((so, { span, text }) => so.slice(0, span.start) + text + so.slice(span.end), text);
}
