/**
 * Builds the command before the tests that run it, in a process of its own: the tests' loader is not Node's. Where it
 * cannot be built those fail, and the others still run.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Why there is no command; empty when there is one. */
    buildFailure: string;
  }
}

export async function setup(project: TestProject): Promise<void> {
  const script = join(import.meta.dirname, '../../scripts/build.ts');
  const failure = await promisify(execFile)(process.execPath, [script]).then(
    () => '',
    (error: unknown) => String(error),
  );
  project.provide('buildFailure', failure);
}
