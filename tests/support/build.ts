/** Builds the command before the tests that run it. Where it cannot be built those fail, and the others still run. */
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Why there is no command; empty when there is one. */
    buildFailure: string;
  }
}

export async function setup(project: TestProject): Promise<void> {
  const failure = await import('../../scripts/build.ts').then(
    () => '',
    (error: unknown) => String(error),
  );
  project.provide('buildFailure', failure);
}
