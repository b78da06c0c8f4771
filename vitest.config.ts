import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    // Generous, for slow machines: a test is held to its own virtual time. Full counts take longer.
    testTimeout: process.env['SENTINEL_TIER'] === undefined ? 60_000 : 600_000,
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: ['src/**'],
      exclude: [
        '**/*.generated.*',
        '**/README.md',
        // These run in a browser, where nothing counts.
        'src/playground/{main,element,examples}.ts',
        'src/playground/show/**',
      ],
      reporter: ['text-summary', 'json-summary', 'html'],
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'source',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**', 'tests/compiler/rules/**'],
        },
      },
      {
        // Many small files of pure functions: the program is loaded once for all of them.
        extends: true,
        test: { name: 'rules', include: ['tests/compiler/rules/**/*.test.ts'], isolate: false },
      },
      {
        // These run the built command, so it is built before them.
        extends: true,
        test: { name: 'command', include: ['tests/e2e/**/*.test.ts'], globalSetup: 'tests/support/build.ts' },
      },
    ],
  },
});
